import Judging
import Model
import TestSupport
import Testing

/// Whom router and model pods ask for names.
@Suite struct `The names of pods` {
  private func report(
    _ policy: String?, _ servers: [String] = [], ndots: Int? = nil, dnsServers: [String] = [],
    change: (inout ModelCluster) -> Void = { _ in }
  ) -> Report {
    var deployment = Deployment.with()
    deployment.network.dnsServers = dnsServers.compactMap { IPAddress($0) }
    var pod = ClusterPod.model("iris-1", "10.244.0.9")
    pod.dnsPolicy = policy
    pod.dnsConfiguration = ClusterPod.DNSConfiguration(
      nameservers: servers.compactMap { IPAddress($0) }, ndots: ndots)
    let some = cluster {
      $0.modelPods = [pod]
      change(&$0)
    }
    let blob = Visit.of(.blobStorage, [.resolves], addresses: ["20.60.0.1"])
    return clusterReport(some, .podNames, visits: [blob], deployment: deployment)
  }

  @Test(
    arguments: [
      (nil, [], []), ("ClusterFirst", [], []), ("Default", [], []), ("None", ["10.0.0.10"], []),
      ("None", ["169.254.20.10"], []), ("None", ["169.254.10.11"], []), ("None", ["168.63.129.16"], []),
      ("None", ["10.1.1.4"], ["10.1.1.4"]),
      // Asked only where the cluster's DNS is silent.
      ("ClusterFirst", ["10.9.9.9"], []),
    ] as [(String?, [String], [String])])
  func `are asked of the cluster's DNS or of declared servers`(policy: String?, servers: [String], declared: [String]) {
    let report = report(policy, servers, dnsServers: declared)
    #expect(report.outcome(.podNames) == .pass)
    #expect(report.causes == [])
  }

  @Test func `that are asked of somebody else are a warning`() {
    let report = report("None", ["10.9.9.9", "10.0.0.10"])
    #expect(report.outcome(.podNames) == .pass)
    #expect(report.causes == [.dnsPodConfiguration])
    #expect(report.findings[0].severity == .warning)
    #expect(report.findings[0].subject.id == "azureml-ws/iris-1")
    #expect(report.findings[0].facts[.nameservers] == "10.9.9.9")
    #expect(report.findings[0].facts[.expected] == "10.0.0.10")
  }

  @Test func `are not called wrong where nobody knows what is right`() {
    let report = report("None", ["10.9.9.9"]) { $0.endings[.services] = .unanswered(after: .fiveSeconds) }
    #expect(report.outcome(.podNames) == .inconclusive)
    #expect(report.causes == [])
  }

  @Test(
    arguments: [
      (nil, nil, "ndots 5, 1 / 1"), ("ClusterFirst", 2, "ndots 2, 0 / 1"), ("Default", nil, "ndots 1, 0 / 1"),
      ("ClusterFirst", 5, "ndots 5, 1 / 1"),
    ] as [(String?, Int?, String)])
  func `may be asked for with search domains first, which is said and no fault`(
    policy: String?, ndots: Int?, words: String
  ) {
    let report = report(policy, ndots: ndots)
    #expect(report.workings(.podNames).contains { $0.contains(words) }, "\(report.workings(.podNames))")
    #expect(report.causes == [])
  }

  @Test func `are answered on the node where LocalDNS is on`() {
    let report = report(nil) {
      $0.nodes = [.with("a", labels: ["kubernetes.azure.com/localdns-state": "enabled"]), .with("b")]
    }
    #expect(report.workings(.podNames).contains("LocalDNS: 1 / 2 (169.254.10.11)"))
  }

  @Test func `may be sent elsewhere by NodeLocal DNSCache`() {
    func report(_ text: String) -> Report {
      let blob = Visit.of(.blobStorage, [.resolves], addresses: ["20.60.0.1"])
      var deployment = Deployment.with()
      deployment.network.dnsServers = [IPAddress("10.0.0.4")!]
      return clusterReport(cluster { $0.nodeLocal = text }, .dnsZones, visits: [blob], deployment: deployment)
    }
    let usual = ".:53 {\n cache 30\n bind 169.254.20.10\n forward . __PILLAR__UPSTREAM__SERVERS__\n}"
    #expect(report(usual).causes == [])
    let own = "core.windows.net:53 {\n forward . 10.9.9.9\n}\n\(usual)"
    #expect(report(own).causes == [.dnsZoneOverride])
    #expect(report(own).findings[0].subject.id == "ConfigMap/kube-system/node-local-dns")
  }
}
