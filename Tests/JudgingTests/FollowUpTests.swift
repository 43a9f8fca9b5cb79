import Judging
import Model
import TestSupport
import Testing

private let mcr = "mcr.microsoft.com"
private let address = "20.61.0.1"
private let answers: Requirement.ID = "cluster-creation/mcr-answers"

extension Recording {
  fileprivate var report: Report { Judge(catalog: .with()).report(on: self) }
}

private func recording(_ visits: Visit..., deployment: Deployment = .with(), vantage: Vantage = .with()) -> Recording {
  .with(visits, deployment: deployment, vantage: vantage)
}

private func cut(_ ending: Handshake.Ending) -> Visit { .of(.mcr, handshake: .handshake(address, mcr, ending)) }

private let closed = Handshake.Ending.closed(after: .moment)
private let silent = Handshake.Ending.unanswered(after: .fiveSeconds)

@Suite struct `A handshake that is cut short` {
  private let other = Probe.attempt(.mcr.named("login.microsoftonline.com"))
  private let nameless = Probe.attempt(.mcr.named(address))

  @Test(arguments: [(closed, Cause.egressSNIClosed), (silent, .egressSNIDropped)])
  func `is suspected to be filtered by name if nothing else was tried`(ending: Handshake.Ending, cause: Cause) {
    let report = recording(cut(ending), .of(.entraLogin)).report
    #expect(report.causes == [cause])
    #expect(report.findings[0].confidence == .suspected)
  }

  @Test(arguments: [(closed, Cause.egressSNIClosed), (silent, .egressSNIDropped)])
  func `is proved to be if another name gets through there`(ending: Handshake.Ending, cause: Cause) {
    let report = recording(cut(ending), .of(.entraLogin))
      .following(.otherServerName, other, .connection(address), .handshake(address, "login.microsoftonline.com"))
    #expect(report.report.findings.map(\.confidence) == [.supported])
    let again = report.following(
      .repetition, .attempt(.mcr, upTo: .response), .connection(address), .handshake(address, mcr, ending)
    ).report
    #expect(again.causes == [cause])
    #expect(again.findings[0].confidence == .proved)
    #expect(again.findings[0].evidenceFor.contains("o11"))
  }

  @Test func `is proved to be if the server refuses a handshake without a name`() {
    let alert = Handshake.Ending.alerted(alert: "unrecognized_name", after: .moment)
    let report = recording(cut(closed), .of(.entraLogin))
      .following(.withoutServerName, nameless, .connection(address), .handshake(address, address, alert))
      .following(.repetition, .attempt(.mcr, upTo: .response), .connection(address), .handshake(address, mcr, closed))
      .report
    #expect(report.findings[0].confidence == .proved)
  }

  @Test(arguments: [closed, silent])
  func `is none of the name's if a name that is good elsewhere is cut short too`(ending: Handshake.Ending) {
    let report = recording(cut(ending), .of(.entraLogin))
      .following(
        .otherServerName, other, .connection(address), .handshake(address, "login.microsoftonline.com", ending)
      )
      .following(.withoutServerName, nameless, .connection(address), .handshake(address, address, ending)).report
    #expect(report.causes == [.tlsHandshakeFails])
    #expect(report.findings[0].confidence == .suspected)
  }

  @Test func `stays suspected if only the one without a name is cut short too`() {
    let report = recording(cut(closed), .of(.entraLogin))
      .following(.withoutServerName, nameless, .connection(address), .handshake(address, address, closed)).report
    #expect(report.causes == [.egressSNIClosed])
    #expect(report.findings[0].confidence == .suspected)
    #expect(report.findings[0].evidenceAgainst == ["o10", "o11"])
  }

  @Test func `is the path's if small segments pass, and full ones still do not`() {
    let small = Probe.attempt(.mcr, upTo: .response, segmentLimit: 536)
    let report = recording(cut(silent), .of(.entraLogin))
      .following(.smallSegments, small, .connection(address), .handshake(address, mcr), .response(address))
      .following(
        .repetition, .attempt(.mcr, upTo: .response), .connection(address), .handshake(address, mcr, silent)
      ).report
    #expect(report.causes == [.pathMTU])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].subject.kind == .network)
    #expect(report.findings[0].subject.id == "path")
  }

  @Test func `is loss if full segments pass as well when they are tried again`() {
    let small = Probe.attempt(.mcr, upTo: .response, segmentLimit: 536)
    let report = recording(cut(silent), .of(.entraLogin))
      .following(.smallSegments, small, .connection(address), .handshake(address, mcr), .response(address))
      .following(
        .repetition, .attempt(.mcr, upTo: .response), .connection(address), .handshake(address, mcr),
        .response(address)
      ).report
    #expect(report.causes == [.pathLoss])
    #expect(report.findings[0].severity == .warning)
    #expect(report[answers].outcome == .pass)
  }
}

@Suite struct `What fails and passes when it is tried again` {
  private let blocked = Visit.of(.mcr, connection: .unanswered(after: .fiveSeconds))
  private let again = Probe.attempt(.mcr, upTo: .response)

  @Test func `passes with a warning that has the numbers`() throws {
    let report = recording(blocked, .of(.entraLogin))
      .following(.repetition, again, .connection(address, .unanswered(after: .fiveSeconds)))
      .following(.repetition, again, .connection(address), .handshake(address, mcr), .response(address)).report
    #expect(report[answers].outcome == .pass)
    let symptom = try #require(report[answers].symptoms.first { $0.code == .passedAfterRetry })
    #expect(symptom.facts[.count] == "2")
    #expect(symptom.facts[.total] == "3")
    #expect(report.causes == [.pathLoss])
    #expect(report.summary.outcome == .pass)
  }

  @Test func `is flapping if it was refused`() {
    let report = recording(.of(.mcr, connection: .refused(after: .moment)), .of(.entraLogin))
      .following(.repetition, again, .connection(address), .handshake(address, mcr), .response(address)).report
    #expect(report.causes == [.serviceFlapping])
    #expect(report.findings[0].severity == .warning)
  }

  @Test func `fails if it fails again`() {
    let report = recording(blocked, .of(.entraLogin))
      .following(.repetition, again, .connection(address, .unanswered(after: .fiveSeconds))).report
    #expect(report[answers].outcome == .fail)
    #expect(report.causes == [.egressDropped])
  }

  @Test func `still fails for what another address shows`() {
    let other = "20.61.0.2"
    let evidence: [Evidence] =
      Evidence.lookups(mcr, addresses: [address, other]) + [
        .connection(address), .connection(other), .handshake(address, mcr, closed),
        .handshake(other, mcr, chain: [.with(subject: "CN=x", until: .testStart.adding(days: -1))]), .response(other),
      ]
    let report = recording(Visit(.mcr, evidence: evidence), .of(.entraLogin))
      .following(.repetition, again, .connection(address), .handshake(address, mcr), .response(address)).report
    #expect(report[answers].outcome == .fail)
  }

  @Test func `counts for a name too, and what is behind the name is seen`() {
    let report = recording(.unresolved(.mcr, .silence), .of(.entraLogin))
      .following(.repeatedLookup, .ask(mcr), .lookup(mcr, .response(addresses: [address])))
      .following(.repetition, again, .connection(address), .handshake(address, mcr), .response(address)).report
    #expect(report["cluster-creation/mcr-resolves"].outcome == .pass)
    #expect(report[answers].outcome == .pass)
    #expect(report.causes == [.pathLoss])
  }
}

@Suite struct `Silence of an address` {
  @Test func `is the port's if another port is heard`() {
    let report = recording(.of(.mcr, connection: .unanswered(after: .fiveSeconds)), .of(.entraLogin))
      .following(
        .otherPort, .attempt(.mcr.atPort(80), upTo: .connection), .connection(address, port: 80)
      ).report
    #expect(report.causes == [.egressDropped])
    #expect(report.findings[0].confidence == .proved)
  }

  @Test func `says no more if the other port is silent too`() {
    let report = recording(.of(.mcr, connection: .unanswered(after: .fiveSeconds)), .of(.entraLogin))
      .following(
        .otherPort, .attempt(.mcr.atPort(80), upTo: .connection),
        .connection(address, port: 80, .unanswered(after: .fiveSeconds))
      ).report
    #expect(report.findings[0].confidence == .supported)
  }
}

@Suite struct `A follow-up` {
  @Test func `is no evidence of the plan's own steps`() {
    let healthy = recording(.of(.mcr), .of(.entraLogin))
    let disturbed =
      healthy
      .following(.otherServerName, .attempt(.mcr), .connection(address), .handshake(address, "other.example", closed))
      .following(.lookupOverTCP, .ask(mcr, over: .tcp), .lookup(mcr, .silence))
    #expect(disturbed.report.findings.isEmpty)
    #expect(disturbed.report.verdicts == healthy.report.verdicts)
  }
}

@Suite struct `Who answers in a service's place` {
  private static let page = "<!doctype html><title>Blocked</title>"
  private static let cases: [(Evidence, [ChainError], String)] = [
    (.response(address, status: 302, headers: ["location": "https://login.corp/"], body: ""), [], "a sign-in portal"),
    (.response(address, status: 511, headers: [:], body: page), [], "a sign-in portal"),
    (.response(address, status: 403, headers: ["server": "squid/5.7"], body: page), [], "a proxy's own page"),
    (.response(address, status: 200, headers: [:], body: page), [], "a web page, such as a filter's"),
    (.response(address, status: 200, headers: [:], body: page), [.with(.issuerNotFound)], "a device that opens TLS"),
    (
      .response(address, status: 403, headers: [:], body: #"{"kind":"Status","apiVersion":"v1","code":403}"#), [],
      "another service (a Kubernetes API server)"
    ),
    (.response(address, status: 200, headers: [:], body: "ok"), [], "something else"),
  ]

  @Test(arguments: cases.indices) func `is told by its answer`(index: Int) {
    let (response, errors, words) = Self.cases[index]
    let chain = [Certificate.with(), .authority("CN=Corp")]
    let report = recording(
      .of(.mcr, handshake: .handshake(address, mcr, chain: chain, errors: errors), response: response)
    ).report
    #expect(report.causes == [.serviceImpostor])
    #expect(report.findings[0].facts[.reason] == words)
  }
}
