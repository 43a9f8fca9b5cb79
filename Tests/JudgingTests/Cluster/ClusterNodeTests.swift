import Judging
import Model
import TestSupport
import Testing

private func nodes(_ nodes: ClusterNode...) -> ModelCluster { cluster { $0.nodes = nodes } }
private func declaring(_ change: (inout Deployment) -> Void) -> Deployment {
  var deployment = Deployment.with()
  change(&deployment)
  return deployment
}

@Suite struct `Nodes` {
  private let lost = ClusterCondition(
    "Ready", .unknown, reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status.",
    since: .testStart.adding(days: -1))

  @Test func `that are all ready pass`() {
    let report = clusterReport(ModelCluster(), .nodesReady)
    #expect(report.outcome(.nodesReady) == .pass)
    #expect(report.workings(.nodesReady) == ["3 / 3"])
  }

  @Test func `that nobody hears from are one finding with all their names`() {
    let report = clusterReport(nodes(.with("a"), .with("b", ready: lost), .with("c", ready: lost)), .nodesReady)
    #expect(report.outcome(.nodesReady) == .fail)
    #expect(report.causes == [.nodeNotReady])
    #expect(report.findings[0].subject == Finding.Subject(kind: .node, id: "b", members: ["b", "c"]))
    #expect(report.findings[0].facts[.reason]?.contains("Kubelet stopped posting") == true)
  }

  @Test func `that joined a moment ago are a warning`() {
    let joining = ClusterCondition(
      "Ready", .isFalse, reason: "KubeletNotReady",
      since: Timestamp(secondsSince1970: Timestamp.testStart.secondsSince1970 - 60))
    let report = clusterReport(nodes(.with("a"), .with("b", ready: joining)), .nodesReady)
    #expect(report.outcome(.nodesReady) == .pass)
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `that are about to be removed are a warning`() {
    var removed = ClusterNode.with("b", ready: lost)
    removed.taints = [ClusterNode.Taint(key: "ToBeDeletedByClusterAutoscaler", effect: "NoSchedule")]
    #expect(clusterReport(nodes(.with("a"), removed), .nodesReady).outcome(.nodesReady) == .pass)
  }

  @Test func `of which not all are kept are not said to be ready`() {
    let ending = ClusterAnswer.Ending.read(objects: .nodes([.with("a")]), total: 6_000)
    #expect(clusterReport(cluster { $0.endings[.nodes] = ending }, .nodesReady).outcome(.nodesReady) == .inconclusive)
  }

  @Test(arguments: [(3, true), (2, false)])
  func `have the vCPUs of their machines`(_ count: Int, _ isEnough: Bool) {
    let some = cluster { $0.nodes = Array($0.nodes.prefix(count)) }
    let report = clusterReport(
      some, .clusterVCPUs, .clusterNodes,
      limits: [.vcpus: .number(12), .devTestVCPUs: .number(2), .nodes: .number(3), .devTestNodes: .number(1)])
    #expect((report.outcome(.clusterVCPUs) == .pass) == isEnough)
    #expect((report.outcome(.clusterNodes) == .pass) == isEnough)
    #expect(report.causes == (isEnough ? [] : [.clusterCPUTooSmall, .clusterNodesTooFew]))
  }

  @Test func `may be few where nothing is produced`() {
    let deployment = declaring { $0.cluster.purpose = .devTest }
    let report = clusterReport(
      nodes(.with("a")), .clusterVCPUs, .clusterNodes,
      limits: [.vcpus: .number(12), .devTestVCPUs: .number(2), .nodes: .number(3), .devTestNodes: .number(1)],
      deployment: deployment)
    #expect(report.causes == [])
  }

  @Test(arguments: [
    ("v1.29.4", "v1.29.0", true), ("v1.29.4", "v1.26.9", true), ("v1.29.4", "v1.25.1", false),
    ("v1.29.4", "v1.30.0", false), ("v1.27.1", "v1.25.0", true), ("v1.27.1", "v1.24.0", false),
    ("v1.29.4-eks-1", "v1.29.1+k3s1", true),
  ])
  func `run a kubelet that fits the API server`(_ server: String, _ kubelet: String, _ isFit: Bool) {
    let some = cluster {
      $0.version = server
      $0.nodes = [.with("a", version: kubelet)]
    }
    let report = clusterReport(some, .kubeletVersions, limits: [.count: .number(3)])
    #expect(report.causes == (isFit ? [] : [.clusterVersionUnsupported]))
    #expect(report.findings.allSatisfy { $0.severity == .warning })
  }
}

@Suite struct `The cluster against its declaration` {
  @Test(
    arguments: [
      ([:], "10.244.0.0/24", "kubenet"), ([:], nil, "azureCNI"),
      (["kubernetes.azure.com/podnetwork-type": "overlay"], nil, "azureCNIOverlay"),
      (["kubernetes.azure.com/azure-cni-overlay": "true"], nil, "azureCNIOverlay"),
      (["kubernetes.azure.com/podnetwork-type": "vnet"], nil, "azureCNIPodSubnet"),
    ] as [([String: String], String?, String)])
  func `has the network model that its nodes show`(_ labels: [String: String], _ range: String?, _ model: String) {
    let some = cluster { $0.nodes = [.with("a", labels: labels, podCIDR: range)] }
    for declared in Deployment.Network.Model.allCases {
      let report = clusterReport(some, .networkModel, deployment: declaring { $0.network.model = declared })
      #expect((report.outcome(.networkModel) == .pass) == (declared.rawValue == model))
      #expect(report.causes == (declared.rawValue == model ? [] : [.clusterDiffersFromPlan]))
    }
  }

  @Test func `has an unknown network model where it is somebody's own`() {
    let some = cluster {
      $0.nodes = [.with("a", podCIDR: nil)]
      $0.agents = [.with("kube-system", "cilium")]
    }
    let report = clusterReport(some, .networkModel, deployment: declaring { $0.network.model = .kubenet })
    #expect(report.outcome(.networkModel) == .inconclusive)
  }

  @Test func `has its addresses in the declared ranges`() {
    let deployment = declaring {
      $0.network.subnet = IPPrefix("10.240.0.0/16")
      $0.network.podCIDRs = [IPPrefix("10.244.0.0/16")!]
      $0.network.serviceCIDRs = [IPPrefix("10.0.0.0/16")!]
      $0.network.dnsServiceIP = IPAddress("10.0.0.10")
    }
    #expect(clusterReport(ModelCluster(), .ranges, deployment: deployment).outcome(.ranges) == .pass)
  }

  @Test(arguments: [
    ("10.1.0.0/16", "10.244.0.0/16", "10.0.0.0/16", "10.0.0.10", "network.subnet.prefix"),
    ("10.240.0.0/16", "10.99.0.0/16", "10.0.0.0/16", "10.0.0.10", "network.podCIDR"),
    ("10.240.0.0/16", "10.244.0.0/16", "10.99.0.0/16", "10.0.0.10", "network.serviceCIDR"),
    ("10.240.0.0/16", "10.244.0.0/16", "10.0.0.0/16", "10.0.0.11", "network.dnsServiceIP"),
  ])
  func `is another where one lies elsewhere`(
    _ subnet: String, _ pods: String, _ services: String, _ dns: String, _ path: String
  ) {
    let deployment = declaring {
      $0.network.subnet = IPPrefix(subnet)
      $0.network.podCIDRs = [IPPrefix(pods)!]
      $0.network.serviceCIDRs = [IPPrefix(services)!]
      $0.network.dnsServiceIP = IPAddress(dns)
    }
    let report = clusterReport(ModelCluster(), .ranges, deployment: deployment)
    #expect(report.causes == [.clusterDiffersFromPlan])
    #expect(report.findings.first?.facts[.path] == path)
  }

  @Test func `is not judged by ranges that nobody declared`() {
    #expect(
      clusterReport(ModelCluster(), .ranges).outcome(.ranges)
        == .skipped(reason: .notDeclared(path: "network.subnet.prefix")))
  }

  @Test(arguments: [("1.29.1", []), ("1.28.9", [Cause.clusterDiffersFromPlan])])
  func `runs the declared minor version`(_ declared: String, _ causes: [Cause]) {
    let report = clusterReport(
      ModelCluster(), .serverVersion, deployment: declaring { $0.cluster.kubernetesVersion = declared })
    #expect(report.causes == causes)
    #expect(report.findings.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [(["1.29.9"], false), (["1.30.1", "1.31.0"], true)])
  func `runs a version that AKS offers`(_ versions: [String], _ isUnsupported: Bool) {
    let supported = SupportedVersions(file: "versions.json", versions: versions.map { .init(version: $0) })
    let report = clusterReport(
      ModelCluster(), .serverVersion, references: References(supportedVersions: supported))
    #expect(report.causes == (isUnsupported ? [.clusterVersionUnsupported] : []))
  }
}
