import Judging
import Model
import TestSupport
import Testing

private func policy(
  _ namespace: String, _ types: [NetworkPolicy.Direction], selecting labels: [String: String] = [:],
  ingress: [NetworkPolicy.Rule]? = nil, egress: [NetworkPolicy.Rule]? = nil
) -> NetworkPolicy {
  NetworkPolicy(
    namespace: namespace, name: "policy", podSelector: LabelSelector(matchLabels: labels), policyTypes: types,
    ingress: ingress, egress: egress)
}
private func to(_ range: String, _ port: UInt16? = nil) -> NetworkPolicy.Rule {
  NetworkPolicy.Rule(
    peers: [PolicyPeer(block: PolicyPeer.Block(range: IPPrefix(range)!))], ports: port.map { [PolicyPort(port: $0)] })
}
private let toDNS = NetworkPolicy.Rule(
  peers: [
    PolicyPeer(podSelector: LabelSelector(matchLabels: ["k8s-app": "kube-dns"]), namespaceSelector: LabelSelector())
  ],
  ports: [PolicyPort(transport: .udp, port: 53), PolicyPort(transport: .tcp, port: 53)])

@Suite struct `Network policies` {
  private func report(_ policies: NetworkPolicy..., change: (inout ModelCluster) -> Void = { _ in }) -> Report {
    let some = cluster {
      $0.policies = policies
      change(&$0)
    }
    return clusterReport(some, .policies, visits: [.of(.blobStorage, [.resolves], addresses: ["20.60.0.1"])])
  }

  @Test func `that are not there deny nothing`() {
    #expect(report().outcome(.policies) == .pass)
  }

  @Test func `that select others deny nothing of ours`() {
    #expect(report(policy("shop", [.ingress, .egress])).outcome(.policies) == .pass)
    #expect(report(policy("default", [.ingress, .egress], selecting: ["app": "shop"])).outcome(.policies) == .pass)
  }

  @Test func `that deny the models' ingress name the router's requests`() {
    let report = report(policy("azureml-ws", [.ingress]))
    #expect(report.causes == [.policyDenies])
    #expect(
      report.findings[0].subject
        == Finding.Subject(kind: .policy, id: "NetworkPolicy/azureml-ws/policy", detail: "ingress"))
    #expect(report.findings[0].facts[.other]?.contains("tcp 5001") == true)
  }

  @Test func `that let the router in are fine`() {
    let rule = NetworkPolicy.Rule(
      peers: [
        PolicyPeer(
          podSelector: LabelSelector(matchLabels: ["azuremlappname": "azureml-fe"]),
          namespaceSelector: LabelSelector(matchLabels: ["kubernetes.io/metadata.name": "default"]))
      ], ports: [PolicyPort(name: "http")])
    #expect(report(policy("azureml-ws", [.ingress], ingress: [rule])).outcome(.policies) == .pass)
  }

  @Test func `that let the router out to the internet but not to DNS are named`() {
    let report = report(policy("default", [.egress], egress: [to("0.0.0.0/0", 443)]))
    #expect(report.causes == [.policyDenies])
    #expect(report.findings[0].facts[.other]?.contains("the cluster's DNS (udp 53)") == true)
    #expect(report.findings[0].facts[.path] == "egress")
  }

  @Test func `that allow all that is needed are fine`() {
    let models = NetworkPolicy.Rule(peers: [
      PolicyPeer(podSelector: LabelSelector(), namespaceSelector: LabelSelector())
    ])
    #expect(
      report(policy("default", [.egress], egress: [toDNS, to("0.0.0.0/0", 443), models])).outcome(.policies) == .pass)
  }

  @Test func `that leave out the API server or storage are named with the address`() {
    let models = NetworkPolicy.Rule(peers: [
      PolicyPeer(podSelector: LabelSelector(), namespaceSelector: LabelSelector())
    ])
    let report = report(policy("default", [.egress], egress: [toDNS, models, to("20.1.0.0/16", 443)]))
    #expect(report.findings[0].facts[.other]?.contains("20.60.0.1") == true)
    #expect(report.findings[0].facts[.other]?.contains("API server") == false)
  }

  @Test func `that nobody enforces deny nothing`() {
    let report = report(policy("azureml-ws", [.ingress])) {
      $0.agents = []
      $0.nodes = [.with("a", labels: ["kubernetes.azure.com/network-policy": "none"])]
    }
    #expect(report.outcome(.policies) == .pass)
  }

  @Test func `that may or may not be enforced prove nothing`() {
    let report = report(policy("azureml-ws", [.ingress])) { $0.agents = [] }
    #expect(report.outcome(.policies) == .inconclusive)
    #expect(report.causes == [])
  }

  @Test func `that go by labels of namespaces which cannot be read prove nothing`() {
    let rule = NetworkPolicy.Rule(peers: [PolicyPeer(namespaceSelector: LabelSelector(matchLabels: ["team": "ml"]))])
    let report = report(policy("azureml-ws", [.ingress], ingress: [rule])) {
      $0.endings[.namespaces] = .needsRight(AccessRight(verb: .list, resource: "namespaces"), message: "")
    }
    #expect(report.outcome(.policies) == .inconclusive)
  }

  @Test(arguments: [true, false])
  func `of Cilium must let questions out to LocalDNS`(_ isAllowed: Bool) {
    let models = NetworkPolicy.Rule(peers: [
      PolicyPeer(podSelector: LabelSelector(), namespaceSelector: LabelSelector())
    ])
    let local = to(isAllowed ? "169.254.10.0/24" : "169.254.20.0/24")
    let report = report(policy("default", [.egress], egress: [to("20.0.0.0/8"), models, local])) {
      $0.nodes = [
        .with(
          "a",
          labels: ["kubernetes.azure.com/localdns-state": "enabled", "kubernetes.azure.com/ebpf-dataplane": "cilium"])
      ]
    }
    #expect(report.causes == (isAllowed ? [] : [.policyDenies]))
  }

  private func fromPod(_ policies: [NetworkPolicy]) -> Report {
    var vantage = Vantage.with(kind: .pod)
    vantage.clusterAccess = ClusterAccess(
      .serviceAccount, host: Host("10.0.0.1")!, port: 443, credential: .token, ownNamespace: "checks", ownPod: "checker"
    )
    let some = cluster { $0.policies = policies }
    let silent = Visit.of(.blobStorage, [.resolves, .accepts], connection: .unanswered(after: .fiveSeconds))
    var recording = Recording.with([silent, .of(.mcr)], asksForNameservers: false, vantage: vantage).neededByRouter
    recording = recording.with(some, .policies)
    recording.vantage = vantage
    let read = ClusterRead.ownPod(vantage.clusterAccess)!
    let own = ClusterPod(namespace: "checks", name: "checker", labels: ["app": "checker"])
    recording.plan.steps.append(
      Step(id: "s99", phase: .clusterCreation, probe: .readCluster(read), serves: ["cluster-creation/policies"]))
    recording.observations.append(
      Observation(
        id: "o99", step: "s99", start: .moment, duration: .moment,
        evidence: .cluster(ClusterAnswer(read, .read(objects: .pods([own]), total: 1)))))
    return Judge(catalog: .with()).report(on: recording)
  }

  @Test func `on this check's own pod explain what it does not reach`() {
    let report = fromPod([policy("checks", [.egress], egress: [toDNS])])
    #expect(report.causes == [.policyDenies])
    #expect(report.findings[0].facts[.names] == "checks/checker")
  }

  @Test func `on other pods do not explain what this check does not reach`() {
    let report = fromPod([policy("shop", [.egress])])
    #expect(report.causes == [.egressDropped])
  }
}
