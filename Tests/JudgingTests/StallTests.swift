import Judging
import Model
import TestSupport
import Testing

@Suite struct `A machine too busy to notice` {
  private func report(_ visits: Visit..., stall milliseconds: Int64?) -> Report {
    var recording = Recording.with(visits)
    recording.longestStall = milliseconds.map { Milliseconds(microseconds: $0 * 1_000) }
    return Judge(catalog: .with()).report(on: recording)
  }

  private static let silent = Handshake.Ending.unanswered(after: .fiveSeconds)
  /// Silence of five seconds on every rung.
  static let silences: [Visit] = [
    .of(.mcr, connection: .unanswered(after: .fiveSeconds)),
    .of(.mcr, handshake: .handshake("20.61.0.1", "mcr.microsoft.com", silent)),
    .of(.mcr, response: .response("20.61.0.1", ending: .unanswered(after: .fiveSeconds))),
  ]

  @Test(arguments: silences)
  func `does not know what silence means`(visit: Visit) {
    let report = report(visit, .of(.entraLogin), stall: 2_600)
    #expect(report.findings.isEmpty)
    #expect(report["cluster-creation/mcr-answers"].outcome == .inconclusive)
    #expect(report["cluster-creation/mcr-answers"].symptoms.first?.facts[.reason]?.contains("busy") == true)
    #expect(report["cluster-creation/entra-login-answers"].outcome == .pass)
  }

  @Test(arguments: silences)
  func `knows it if it noticed things for half of the time`(visit: Visit) {
    for stall in [nil, 2_500 as Int64] {
      let report = report(visit, .of(.entraLogin), stall: stall)
      #expect(report["cluster-creation/mcr-answers"].outcome == .fail)
      #expect(report.findings.count == 1)
    }
  }

  @Test func `does not blame nameservers`() {
    #expect(report(.unresolved(.mcr, .silence), .unresolved(.entraLogin, .silence), stall: 2_600).findings.isEmpty)
    #expect(report(.unresolved(.mcr, .silence), .of(.entraLogin), stall: 2_600).findings.isEmpty)
    #expect(report(.unresolved(.mcr, .silence), .of(.entraLogin), stall: 2_500).causes == [.dnsNameDropped])
  }

  @Test(arguments: [(Int64?.none, 1), (1_400, 1), (1_600, 0)])
  func `does not call a service slow`(stall: Int64?, findings: Int) {
    let late = Evidence.response("20.61.0.1", firstByte: Milliseconds(microseconds: 3_000_000))
    let report = report(.of(.mcr, response: late), stall: stall)
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
    #expect(report.findings.count == findings)
  }
}
