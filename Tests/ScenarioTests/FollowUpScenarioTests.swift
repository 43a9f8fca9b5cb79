import Lab
import Model
import Testing

private let proving: [(String, Scenario, String)] = [
  (
    "a name that is filtered", Scenario(id: "t", title: "", faults: [.mcr: .closeAfterClientHello]), "egress.sni-closed"
  ),
  ("a name that is dropped", Scenario(id: "t", title: "", faults: [.mcr: .dropAfterClientHello]), "egress.sni-dropped"),
  ("large packets that get lost", Scenario(id: "t", title: "", faults: [.mcr: .dropLargePackets]), "path.mtu"),
]

/// Scenarios of which nothing may depend on how the run is made.
private let metamorphic: [Scenario] = [
  Scenario(id: "healthy", title: ""),
  Scenario(id: "filtered", title: "", faults: [.mcr: .closeAfterClientHello, .scoring: .silence]),
  Scenario(
    id: "names", title: "", faults: [.entraLogin: .refuse], nameFaults: [.acr: .nxdomain, .mcr: .servfail]),
]

@Suite(.serialized) struct `A follow-up to a fault` {
  @Test(arguments: proving.indices) func `proves what was only suspected`(index: Int) async throws {
    let (_, scenario, cause) = proving[index]
    let rehearsal = try await Rehearsal(scenario)
    #expect(rehearsal.report.findings.map(\.cause.rawValue) == [cause])
    #expect(rehearsal.report.findings.first?.confidence == .proved)
    try rehearsal.expectOrder()
    let plain = try await Rehearsal(scenario, makesFollowUps: false)
    #expect(plain.report.findings.map(\.confidence) == [.suspected])
    #expect(plain.report.recording.plan.steps.allSatisfy { $0.origin == nil })
  }

  @Test func `shows that a service flaps, with the numbers`() async throws {
    let rehearsal = try await Rehearsal(
      Scenario(id: "t", title: "", faults: [.entraLogin: .resetFirst]), attempts: 2)
    #expect(rehearsal.findings == ["warning: service.flapping entraLogin login.microsoftonline.com"])
    #expect(rehearsal.report.findings.first?.facts[.count] == "1")
    #expect(rehearsal.report.findings.first?.facts[.total] == "2")
    #expect(rehearsal.report.summary.outcome == .pass)
    try rehearsal.expectOrder()
  }

  @Test func `finds a search domain that captures names`() async throws {
    let search = Vantage.SearchList(domains: [DomainName("svc.cluster.local")!, DomainName("corp.example")!], ndots: 5)
    let scenario = Scenario(id: "t", title: "", wildcardDomain: "corp.example")
    let rehearsal = try await Rehearsal(scenario, search: search)
    #expect(rehearsal.report.findings.map(\.cause) == [.dnsSearchDomainCapture])
    #expect(rehearsal.report.findings.first?.subject.detail == "corp.example")
    try rehearsal.expectOrder()
    let harmless = try await Rehearsal(scenario, search: Vantage.SearchList(domains: search.domains, ndots: 1))
    #expect(harmless.findings.isEmpty)
  }

  @Test func `finds a clock that is wrong by what the services say`() async throws {
    let faults = Dictionary(
      uniqueKeysWithValues: LabHost.allCases.map { ($0, Fault.clockAhead(by: .seconds(1_200))) })
    let rehearsal = try await Rehearsal(Scenario(id: "t", title: "", faults: faults))
    #expect(rehearsal.report.findings.map(\.cause) == [.clockSkewed])
    #expect(rehearsal.report.findings.first?.severity == .warning)
    #expect(rehearsal.report.findings.first?.subject.id == "pod")
    try rehearsal.expectOrder()
    let one = try await Rehearsal(Scenario(id: "t", title: "", faults: [.mcr: .clockAhead(by: .seconds(1_200))]))
    #expect(one.findings.isEmpty)
  }

  @Test(arguments: metamorphic.indices) func `does not depend on the width`(index: Int) async throws {
    var found: [[String]] = []
    for width in [1, 8, 64] {
      found.append(try await Rehearsal(metamorphic[index], step: .seconds(3), width: width).findings)
    }
    #expect(found.allSatisfy { $0 == found[0] })
  }

  @Test(arguments: metamorphic.indices) func `makes nothing wrong by its absence`(index: Int) async throws {
    let with = try await Rehearsal(metamorphic[index], step: .seconds(3)).report
    let without = try await Rehearsal(metamorphic[index], step: .seconds(3), makesFollowUps: false).report
    #expect(with.findings.map(\.cause) == without.findings.map(\.cause))
    #expect(with.verdicts.map(\.outcome) == without.verdicts.map(\.outcome))
    let order: [Finding.Confidence] = [.suspected, .supported, .proved]
    for (one, other) in zip(with.findings, without.findings) {
      #expect(order.firstIndex(of: one.confidence)! >= order.firstIndex(of: other.confidence)!)
    }
  }

  @Test(arguments: [(Fault.silence, Cause.egressAllDropped), (.tlsNeverAnswers, .egressSNIDropped)])
  func `to silence everywhere still ends in time`(fault: Fault, cause: Cause) async throws {
    let faults = Dictionary(uniqueKeysWithValues: LabHost.allCases.map { ($0, fault) })
    let rehearsal = try await Rehearsal(Scenario(id: "t", title: "", faults: faults), step: .seconds(5))
    #expect(rehearsal.report.recording.duration < Milliseconds(microseconds: 20_000_000))
    #expect(rehearsal.report.findings.map(\.cause) == [cause])
  }
}
