import Judging
import Model
import TestSupport
import Testing

@Suite struct `Reports of several vantages` {
  private static func pools(_ pools: [(name: String, count: Int?, minCount: Int?)]) -> Deployment {
    var deployment = Deployment.with()
    deployment.cluster.nodePools = pools.map { pool in
      var declared = Deployment.NodePool()
      (declared.name, declared.count, declared.minCount) = (pool.name, pool.count, pool.minCount)
      return declared
    }
    return deployment
  }

  @Test func `pass together where each does`() {
    let merged = VantageScene.merged([VantageScene.report("b"), VantageScene.report("a")])
    #expect(merged.summary.outcome == .pass)
    #expect(merged.sightings.map(\.label) == ["a", "b"])
    #expect(merged.findings.isEmpty)
    let one = VantageScene.report("a").summary
    #expect(merged.summary.coverage == .init(required: 2 * one.coverage.required, made: 2 * one.coverage.made))
    for standing in Standing.allCases { #expect(merged.summary.counts[standing] == 2 * one.counts[standing]!) }
  }

  @Test func `have a cause once, with where it was found`() throws {
    let merged = VantageScene.merged([
      VantageScene.report("a", silent: [.mcr]), VantageScene.report("b"),
      VantageScene.report("c", silent: [.mcr, .acrData]),
    ])
    #expect(merged.summary.outcome == .fail)
    #expect(merged.summary.firstBrokenPhase == .clusterCreation)
    #expect(merged.findings.map(\.finding.subject.id).sorted() == ["acrData", "mcr"])
    let mcr = try #require(merged.findings.first { $0.finding.subject.id == "mcr" })
    #expect(mcr.vantages == ["a", "c"])
    #expect(["a", "c"].contains(mcr.example))
    #expect(merged.findings.first { $0.finding.subject.id == "acrData" }?.vantages == ["c"])
  }

  @Test func `are open for a node that was expected`() throws {
    let reports = [VantageScene.report("a"), VantageScene.report("b", [.node: "Node-B"])]
    let merged = VantageScene.merged(reports, expecting: .named(["node/a", "node-b", "c", "c"]))
    #expect(merged.missing.map(\.label) == ["c"])
    #expect(merged.summary.outcome == .incomplete)
    for check in merged.checks {
      let verdict = try #require(check.verdicts.first { $0.vantage == "c" })
      #expect(verdict.outcome == .inconclusive)
      #expect(verdict.symptoms.map(\.code) == [.vantageMissing])
    }
    #expect(VantageScene.merged(reports, expecting: .named(["a"])).summary.outcome == .pass)
    #expect(VantageScene.merged(reports, expecting: .none).missing.isEmpty)
  }

  @Test(
    arguments: [
      (3, nil, 1), (2, nil, 0), (1, nil, 0), (5, 2, 0), (2, 4, 2), (nil, nil, 0),
    ] as [(Int?, Int?, Int)])
  func `are open for nodes that are declared`(count: Int?, minCount: Int?, missing: Int) {
    let deployment = Self.pools([("pool1", count, minCount), ("other", 7, nil)])
    let reports = ["a", "b"].map {
      VantageScene.report($0, [.node: $0, .nodePool: "pool1"], deployment: deployment)
    }
    let merged = VantageScene.merged(reports)
    #expect(merged.missing.reduce(0) { $0 + $1.count } == missing)
    #expect(merged.summary.outcome == (missing == 0 ? .pass : .incomplete))
  }

  @Test func `fail even if others are missing`() {
    let merged = VantageScene.merged([VantageScene.report("a", silent: [.mcr])], expecting: .named(["b"]))
    #expect(merged.summary.outcome == .fail)
  }

  @Test func `of two kinds at one node are told apart`() {
    let merged = VantageScene.merged([VantageScene.report("a", kind: .pod), VantageScene.report("a", kind: .node)])
    #expect(merged.sightings.map(\.label) == ["a (node)", "a (pod)"])
  }

  @Test func `lack nothing that another vantage saw`() {
    let requirement = Requirement(
      id: VantageScene.mcrAnswers, title: "", phase: .clusterCreation, role: .mcr, expectation: .accepts,
      consumer: .node,
      vantages: [.pod])
    let blind = Report.on(
      Visit.of(.blobStorage), omissions: [Omission(requirement: requirement, reason: .notVisible(from: [.pod]))])
    let alone = VantageScene.merged([blind])
    #expect(alone.omissions.count == 1)
    let both = VantageScene.merged([blind, VantageScene.report("pod", kind: .pod)])
    #expect(both.omissions.isEmpty)
    #expect(both.checks.count { $0.key.requirement == VantageScene.mcrAnswers } == 1)
  }

  @Test func `have one row for a rule about the declared deployment`() {
    let rule = Requirement(
      id: Requirement.ID(rawValue: "preconditions/some-rule"), title: "", phase: .preconditions, role: .mcr,
      expectation: .holds(rule: .vcpus, limits: [:]), consumer: .node)
    let omission = Omission(requirement: rule, reason: .dataNotGiven(option: "--aks-versions"))
    let merged = VantageScene.merged([
      VantageScene.report("a", omissions: [omission]), VantageScene.report("b", omissions: [omission]),
    ])
    #expect(merged.checks.first { $0.key.requirement == rule.id }?.verdicts.count == 1)
    #expect(merged.summary.counts[.skipped] == 1)
  }
}
