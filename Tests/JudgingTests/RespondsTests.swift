import Model
import TestSupport
import Testing

@testable import Judging

private let responds: Requirement.ID = "serving/dependency-responds"
private let address = "20.61.0.1"
private let server = SocketAddress("20.61.0.1:123")!

/// A visit to a time server that came to this.
private func visit(_ ending: TimeExchange.Ending, at addresses: [String] = [address]) -> Visit {
  let endpoint = Endpoint(role: .dependency, variant: "time", host: Host("ntp.corp")!, port: 123, transport: .ntp)
  let evidence =
    Evidence.lookups("ntp.corp", addresses: addresses)
    + addresses.map { .time(TimeExchange(address: SocketAddress(IPAddress($0)!, port: 123), ending: ending)) }
  return Visit(endpoint, [.resolves, .responds(statuses: [])], phases: [.serving], evidence: evidence)
}

private func reply(
  stratum: Int = 2, leap: Int = 0, kiss: String? = nil, offset: Int64 = 0
) -> TimeExchange.Ending {
  .answered(
    reply: TimeExchange.Reply(stratum: stratum, leap: leap, kiss: kiss, offset: offset, roundTrip: .zero))
}

private let second = Milliseconds(microseconds: 1_000_000)

@Suite struct `What a time server says` {
  @Test(arguments: [1, 2, 15]) func `is the time`(stratum: Int) {
    let report = Report.on(visit(reply(stratum: stratum)))
    #expect(report[responds].outcome == .pass)
    #expect(report.findings.isEmpty)
  }

  @Test(
    arguments: [
      (reply(stratum: 0, kiss: "RATE"), Symptom.Code.serviceThrottles, Cause.serviceThrottled),
      (reply(stratum: 0, kiss: "DENY"), .serviceDenies, .serviceFailing),
      (reply(stratum: 0, kiss: "INIT"), .serviceFails, .serviceFailing),
      (reply(stratum: 16), .serviceFails, .serviceFailing),
      (reply(leap: 3), .serviceFails, .serviceFailing),
      (.unanswered(after: second), .datagramUnanswered, .egressUDPBlocked),
      (.refused(after: second), .datagramRefused, .egressUDPBlocked),
      (.unreachable(reason: .prohibited, after: second), .datagramProhibited, .egressUDPBlocked),
      (.unreachable(reason: .host, after: second), .datagramUnreachable, .egressUDPBlocked),
      (.foreign(reason: "3 bytes, too few for NTP", after: second), .foreignAnswer, .serviceImpostor),
    ] as [(TimeExchange.Ending, Symptom.Code, Cause)])
  func `may be no time`(ending: TimeExchange.Ending, code: Symptom.Code, cause: Cause) {
    let report = Report.on(visit(ending))
    #expect(report[responds].outcome == .fail)
    #expect(report.codes(responds) == [code])
    #expect(report.causes == [cause])
  }

  @Test func `is not known if it could not be asked`() {
    let report = Report.on(visit(.notTried(error: SystemError(action: "ask", reason: "no"))))
    #expect(report[responds].outcome == .inconclusive)
    #expect(report.findings.isEmpty)
  }

  @Test func `at one address of two is enough, with a warning`() {
    var dead = visit(.unanswered(after: second), at: [address, "20.61.0.2"])
    dead.evidence[dead.evidence.count - 1] = .time(
      TimeExchange(address: SocketAddress("20.61.0.2:123")!, ending: reply()))
    let report = Report.on(dead)
    #expect(report[responds].outcome == .pass)
    #expect(report.causes == [.egressOneAddressDead])
  }

  @Test func `is not missed at an IPv6 address where there is no IPv6`() {
    var visit = visit(reply())
    visit.evidence.append(
      .time(
        TimeExchange(
          address: SocketAddress("[2620:2d:4000:1::41]:123")!,
          ending: .unreachable(reason: .network, after: .zero))))
    let report = Report.on(visit)
    #expect(report[responds].outcome == .pass)
    #expect(report.findings.isEmpty)
  }

  @Test(arguments: [(299, false), (301, true), (-301, true)] as [(Int64, Bool)])
  func `counts beside what services say of the time`(seconds: Int64, isSkewed: Bool) {
    // The services' clocks and the server's agree that this machine's is wrong, or that it is not.
    let started = Report.on(visit(reply())).recording.startedAt
    let date = Timestamp(secondsSince1970: started.secondsSince1970 + seconds)
    let response = Evidence.response(
      address, status: 200, headers: ["docker-distribution-api-version": "registry/2.0", "date": date.httpDate])
    let report = Report.on(
      .of(.mcr, response: response), visit(reply(offset: seconds * 1_000_000)))
    #expect(report.causes == (isSkewed ? [.clockSkewed] : []))
    #expect(report.codes(responds) == (isSkewed ? [.clockDiffers] : []))
  }
}

@Suite struct `A dependency over HTTP` {
  private func report(
    _ status: Int, _ statuses: [ClosedRange<Int>], chainErrors: [ChainError] = []
  ) -> Report {
    let endpoint = Endpoint(
      role: .dependency, variant: "features", host: Host("features.corp")!, port: 443, transport: .https)
    return Report.on(
      .of(
        endpoint, [.resolves, .accepts, .responds(statuses: statuses)], phases: [.serving],
        handshake: .handshake(address, "features.corp", errors: chainErrors),
        response: .response(address, status: status, headers: [:])))
  }

  @Test(
    arguments: [
      (200, [200...299]), (299, [200...299]), (401, [200...200, 401...401]), (404, []), (302, []),
    ] as [(Int, [ClosedRange<Int>])])
  func `passes with a status that is declared, or any if none is`(status: Int, statuses: [ClosedRange<Int>]) {
    let report = report(status, statuses)
    #expect(report[responds].outcome == .pass)
    #expect(report.findings.isEmpty)
  }

  @Test(arguments: [(300, [200...299]), (199, [200...299]), (500, [200...200])] as [(Int, [ClosedRange<Int>])])
  func `fails with another`(status: Int, statuses: [ClosedRange<Int>]) {
    let report = report(status, statuses)
    #expect(report[responds].outcome == .fail)
    #expect(report.causes == [.dependencyStatus])
    #expect(report.findings[0].facts[.status] == "\(status)")
    #expect(report.findings[0].facts[.expected] == statuses.statusText)
  }

  @Test func `warns of a failure that is its own where no status is declared`() {
    let report = report(503, [])
    #expect(report[responds].outcome == .pass)
    #expect(report.causes == [.serviceFailing])
    #expect(report.findings[0].severity == .warning)
  }

  @Test func `fails with a certificate that nobody accepts, whatever it says`() {
    let report = report(200, [200...200], chainErrors: [.with(.selfSigned)])
    #expect(report[responds].outcome == .fail)
    #expect(report.causes.first?.rawValue.hasPrefix("tls.") == true)
  }
}

extension Timestamp {
  /// `Sat, 31 Jan 2026 09:00:00 GMT`; the day of the week, which nobody reads, is always Saturday.
  fileprivate var httpDate: String {
    let parts = description.split { "-T.Z".contains($0) }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "Sat, \(parts[2]) \(months[Int(parts[1])! - 1]) \(parts[0]) \(parts[3]) GMT"
  }
}
