import Judging
import Model
import TestSupport
import Testing

@Suite struct `An API server` {
  private static let refused = ClusterAnswer.Ending.needsRight(.readiness, message: "forbidden")

  @Test func `that is ready passes`() {
    let report = clusterReport(ModelCluster(), .apiUsable, .serverReady)
    #expect(report.outcome(.serverReady) == .pass)
    #expect(report.causes == [])
  }

  @Test func `that is not names what fails`() {
    let report = clusterReport(
      cluster { $0.readiness = ServerReadiness(isReady: false, failing: ["etcd", "informer-sync"]) }, .apiUsable,
      .serverReady)
    #expect(report.outcome(.serverReady) == .fail)
    #expect(report.causes == [.apiServerNotReady])
    #expect(report.findings[0].facts[.names] == "etcd, informer-sync")
  }

  @Test func `that does not tell needs a right, and the rest is judged`() {
    for ending in [Self.refused, .unauthorized(message: "Unauthorized")] {
      let report = clusterReport(cluster { $0.endings[.readiness] = ending }, .apiUsable, .nodesReady, .serverReady)
      #expect(report.outcome(.serverReady) == .skipped(reason: .needsRight(right: "get /readyz")))
      #expect(report.outcome(.nodesReady) == .pass)
      #expect(report.outcome(.apiUsable) == .pass)
    }
  }

  @Test func `that knows nobody is one failure, also where it is asked this`() {
    let report = clusterReport(
      cluster { $0.everyEnding = .unauthorized(message: "Unauthorized") }, .apiUsable, .nodesReady, .serverReady)
    #expect(report.outcome(.serverReady) == .blocked(by: [ClusterRule.apiUsable.requirement]))
    #expect(report.causes == [.apiServerUnauthorized])
  }

  @Test(arguments: [
    (ClusterAnswer.Ending.absent, false), (.failed(status: 502, reason: "", message: ""), true),
    (.unanswered(after: .fiveSeconds), true),
  ])
  func `that says nothing of it proves nothing`(_ ending: ClusterAnswer.Ending, _ isOpen: Bool) {
    let report = clusterReport(cluster { $0.endings[.readiness] = ending }, .apiUsable, .serverReady)
    #expect(
      report.outcome(.serverReady) == (isOpen ? .inconclusive : .skipped(reason: .nothingFound(kind: "GET /readyz"))))
    #expect(report.causes == [])
  }
}

@Suite struct `The sizes of nodes` {
  private static let limits: [PlanLimit: LimitValue] = [.vcpus: .number(4), .memoryGB: .number(14)]

  private func report(_ cpu: Int?, _ memory: Int?, _ deployment: Deployment = .with()) -> Report {
    var small = ClusterNode.with("small")
    small.capacity = ComputeResources(milliCPU: cpu, memoryBytes: memory, pods: 110)
    return clusterReport(
      cluster { $0.nodes = [.with("a"), small] }, .clusterNodeSizes, limits: Self.limits, deployment: deployment)
  }

  /// A machine that is sold with 14 GiB has 14,681,739,264 bytes.
  @Test(arguments: [
    (4_000, 14_681_739_264, true), (4_000, 14_000_000_000, true), (4_000, 13_999_999_999, false),
    (3_999, 14_681_739_264, false), (2_000, 7_000_000_000, false),
  ])
  func `are those of their machines`(_ cpu: Int, _ memory: Int, _ isEnough: Bool) {
    let report = report(cpu, memory)
    #expect(report.outcome(.clusterNodeSizes) == .pass)
    #expect(report.causes == (isEnough ? [] : [.clusterNodeTooSmall]))
    #expect(report.findings.allSatisfy { $0.severity == .warning && $0.subject.id == "small" })
    // What is left for pods is said, and not compared: the documents name machines.
    #expect(report.workings(.clusterNodeSizes)[0].hasSuffix("(allocatable 3.8 vCPUs, 12.0 GB)"))
  }

  @Test func `are open where a node does not state them`() {
    #expect(report(nil, nil).outcome(.clusterNodeSizes) == .inconclusive)
  }

  @Test func `do not matter where nothing is produced, nor on Windows`() {
    var deployment = Deployment.with()
    deployment.cluster.purpose = .devTest
    #expect(report(1_000, 1_000_000_000, deployment).causes == [])
    let some = cluster { $0.nodes = [.with("w", labels: ["kubernetes.io/os": "windows"])] }
    #expect(
      clusterReport(some, .clusterNodeSizes, limits: Self.limits).outcome(.clusterNodeSizes)
        == .skipped(reason: .nothingFound(kind: "Linux nodes")))
  }
}
