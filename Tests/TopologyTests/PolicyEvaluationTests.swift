import Model
import Testing
import Topology

private func pod(
  _ namespace: String, _ labels: [String: String], at address: String = "10.244.0.9",
  ports: [ClusterContainer.Port] = [],
  onHost: Bool = false
) -> ClusterPod {
  ClusterPod(
    namespace: namespace, name: labels.values.sorted().joined(separator: "-"), labels: labels,
    containers: [ClusterContainer(name: "main", image: "image", ports: ports)], addresses: [IPAddress(address)!],
    usesHostNetwork: onHost)
}

private let db = pod("default", ["role": "db"], ports: [ClusterContainer.Port(name: "sql", port: 6379)])
private let frontend = pod("default", ["role": "frontend"], at: "10.244.1.9")
private let stranger = pod("other", ["role": "frontend"], at: "10.244.2.9")
private let client = pod("project", ["role": "client"], at: "10.244.3.9")
private let labelled = [
  ClusterNamespace(name: "default"), ClusterNamespace(name: "other"),
  ClusterNamespace(name: "project", labels: ["project": "myproject", "tier": "gold"]),
]

private func selector(_ labels: [String: String]) -> LabelSelector { LabelSelector(matchLabels: labels) }
private func block(_ range: String, except: [String] = []) -> PolicyPeer {
  PolicyPeer(block: PolicyPeer.Block(range: IPPrefix(range)!, except: except.map { IPPrefix($0)! }))
}
private func outside(_ address: String) -> PolicyFlow.Party { .address(IPAddress(address)!) }

private enum Expected {
  case allowed, denied, unknown
}

private func verdict(
  _ policies: [NetworkPolicy], _ from: PolicyFlow.Party, _ to: PolicyFlow.Party, _ port: UInt16,
  _ transport: PolicyPort.Transport = .tcp, namespaces: [ClusterNamespace]? = labelled
) -> Expected {
  let evaluation = PolicyEvaluation(policies: policies, namespaces: namespaces)
  return switch evaluation.verdict(on: PolicyFlow(from: from, to: to, port: port, transport: transport)) {
  case .allowed: .allowed
  case .denied: .denied
  case .unknown: .unknown
  }
}

/// The example of the Kubernetes documentation, "Network Policies".
private let example = NetworkPolicy(
  namespace: "default", name: "test-network-policy", podSelector: selector(["role": "db"]),
  policyTypes: [.ingress, .egress],
  ingress: [
    NetworkPolicy.Rule(
      peers: [
        block("172.17.0.0/16", except: ["172.17.1.0/24"]),
        PolicyPeer(namespaceSelector: selector(["project": "myproject"])),
        PolicyPeer(podSelector: selector(["role": "frontend"])),
      ], ports: [PolicyPort(port: 6379)])
  ],
  egress: [NetworkPolicy.Rule(peers: [block("10.0.0.0/24")], ports: [PolicyPort(port: 5978)])])

@Suite struct `The documentation's example of a network policy` {
  @Test func `lets in what it names, and nothing else`() {
    #expect(verdict([example], outside("172.17.0.5"), .pod(db), 6379) == .allowed)
    #expect(verdict([example], outside("172.17.1.5"), .pod(db), 6379) == .denied)
    #expect(verdict([example], outside("172.18.0.5"), .pod(db), 6379) == .denied)
    #expect(verdict([example], .pod(frontend), .pod(db), 6379) == .allowed)
    #expect(verdict([example], .pod(stranger), .pod(db), 6379) == .denied)
    #expect(verdict([example], .pod(client), .pod(db), 6379) == .allowed)
    #expect(verdict([example], .pod(frontend), .pod(db), 80) == .denied)
    #expect(verdict([example], .pod(frontend), .pod(db), 6379, .udp) == .denied)
  }

  @Test func `lets out what it names, and nothing else`() {
    #expect(verdict([example], .pod(db), outside("10.0.0.7"), 5978) == .allowed)
    #expect(verdict([example], .pod(db), outside("10.0.1.7"), 5978) == .denied)
    #expect(verdict([example], .pod(db), outside("10.0.0.7"), 443) == .denied)
  }

  @Test func `says nothing about other pods`() {
    #expect(verdict([example], .pod(frontend), outside("10.0.1.7"), 443) == .allowed)
    #expect(verdict([example], .pod(client), .pod(frontend), 80) == .allowed)
  }
}

@Suite struct `Default policies` {
  private func policy(
    types: [NetworkPolicy.Direction]?, ingress: [NetworkPolicy.Rule]? = nil, egress: [NetworkPolicy.Rule]? = nil
  ) -> NetworkPolicy {
    NetworkPolicy(namespace: "default", name: "all", policyTypes: types, ingress: ingress, egress: egress)
  }

  @Test func `deny all ingress and leave egress alone`() {
    let deny = policy(types: [.ingress])
    #expect(verdict([deny], .pod(client), .pod(db), 80) == .denied)
    #expect(verdict([deny], .pod(db), .pod(client), 80) == .allowed)
  }

  @Test func `allow all with an empty rule`() {
    let allow = policy(types: [.ingress], ingress: [NetworkPolicy.Rule()])
    #expect(verdict([policy(types: [.ingress]), allow], .pod(client), .pod(db), 80) == .allowed)
  }

  @Test func `deny all egress, DNS included`() {
    #expect(verdict([policy(types: [.egress])], .pod(db), .pod(client), 53, .udp) == .denied)
  }

  @Test func `limit ingress where no type is named, and egress only if it has rules`() {
    #expect(verdict([policy(types: nil)], .pod(client), .pod(db), 80) == .denied)
    #expect(verdict([policy(types: nil, egress: [])], .pod(db), .pod(client), 80) == .allowed)
    let rule = NetworkPolicy.Rule(ports: [PolicyPort(port: 443)])
    #expect(verdict([policy(types: nil, egress: [rule])], .pod(db), .pod(client), 80) == .denied)
  }

  @Test func `need both ends to allow a connection`() {
    let out = NetworkPolicy(
      namespace: "default", name: "out", policyTypes: [.egress], egress: [NetworkPolicy.Rule()])
    let closed = NetworkPolicy(namespace: "project", name: "closed", policyTypes: [.ingress])
    #expect(verdict([out], .pod(db), .pod(client), 80) == .allowed)
    #expect(verdict([out, closed], .pod(db), .pod(client), 80) == .denied)
  }

  @Test func `add up: one that allows is enough`() {
    let first = policy(types: [.ingress], ingress: [NetworkPolicy.Rule(ports: [PolicyPort(port: 80)])])
    let second = policy(types: [.ingress], ingress: [NetworkPolicy.Rule(ports: [PolicyPort(port: 443)])])
    #expect(verdict([first, second], .pod(client), .pod(db), 443) == .allowed)
    #expect(verdict([first, second], .pod(client), .pod(db), 22) == .denied)
  }
}

@Suite struct `Peers and ports` {
  private func ingress(_ peer: PolicyPeer? = nil, _ port: PolicyPort? = nil) -> [NetworkPolicy] {
    [
      NetworkPolicy(
        namespace: "default", name: "p", policyTypes: [.ingress],
        ingress: [NetworkPolicy.Rule(peers: peer.map { [$0] }, ports: port.map { [$0] })])
    ]
  }

  @Test func `with both selectors mean pods in those namespaces`() {
    let peer = PolicyPeer(
      podSelector: selector(["role": "client"]), namespaceSelector: selector(["project": "myproject"]))
    #expect(verdict(ingress(peer), .pod(client), .pod(db), 80) == .allowed)
    let other = PolicyPeer(podSelector: selector(["role": "x"]), namespaceSelector: selector(["project": "myproject"]))
    #expect(verdict(ingress(other), .pod(client), .pod(db), 80) == .denied)
  }

  @Test func `mean every namespace with an empty namespace selector`() {
    #expect(verdict(ingress(PolicyPeer(namespaceSelector: LabelSelector())), .pod(stranger), .pod(db), 80) == .allowed)
  }

  @Test func `mean pods of the policy's own namespace without one`() {
    #expect(verdict(ingress(PolicyPeer(podSelector: LabelSelector())), .pod(stranger), .pod(db), 80) == .denied)
    #expect(verdict(ingress(PolicyPeer(podSelector: LabelSelector())), .pod(frontend), .pod(db), 80) == .allowed)
  }

  @Test func `are unknown where namespaces cannot be read`() {
    let peer = PolicyPeer(namespaceSelector: selector(["project": "myproject"]))
    #expect(verdict(ingress(peer), .pod(client), .pod(db), 80, namespaces: nil) == .unknown)
  }

  @Test func `are unknown where a block holds addresses of pods`() {
    #expect(verdict(ingress(block("10.244.0.0/16")), .pod(client), .pod(db), 80) == .unknown)
    #expect(verdict(ingress(block("10.99.0.0/16")), .pod(client), .pod(db), 80) == .denied)
  }

  @Test func `are unknown for pods on the host's network, which no policy limits`() {
    let host = pod("default", ["role": "frontend"], onHost: true)
    #expect(
      verdict(ingress(PolicyPeer(podSelector: selector(["role": "frontend"]))), .pod(host), .pod(db), 80) == .unknown)
    #expect(verdict(ingress(), .pod(db), .pod(host), 80) == .allowed)
  }

  @Test(arguments: [
    (PolicyPort(port: 6379), UInt16(6379), true), (PolicyPort(port: 6379), 6380, false),
    (PolicyPort(port: 6000, endPort: 6379), 6379, true), (PolicyPort(port: 6000, endPort: 6379), 6380, false),
    (PolicyPort(name: "sql"), 6379, true), (PolicyPort(name: "sql"), 80, false), (PolicyPort(name: "web"), 6379, false),
    (PolicyPort(), 1, true), (PolicyPort(transport: .udp), 6379, false),
  ])
  func `cover ports by number, range, name or transport`(_ port: PolicyPort, _ number: UInt16, _ isCovered: Bool) {
    #expect((verdict(ingress(nil, port), .pod(client), .pod(db), number) == .allowed) == isCovered)
  }

  @Test(arguments: [
    (LabelSelector.Expression(key: "role", .isIn, ["db", "x"]), true),
    (LabelSelector.Expression(key: "role", .isIn, ["x"]), false),
    (LabelSelector.Expression(key: "role", .notIn, ["x"]), true),
    (LabelSelector.Expression(key: "tier", .notIn, ["x"]), true),
    (LabelSelector.Expression(key: "role", .notIn, ["db"]), false),
    (LabelSelector.Expression(key: "role", .exists), true), (LabelSelector.Expression(key: "tier", .exists), false),
    (LabelSelector.Expression(key: "tier", .doesNotExist), true),
    (LabelSelector.Expression(key: "role", .doesNotExist), false),
  ])
  func `select by expressions`(_ expression: LabelSelector.Expression, _ isSelected: Bool) {
    let closed = NetworkPolicy(
      namespace: "default", name: "p", podSelector: LabelSelector(matchExpressions: [expression]),
      policyTypes: [.ingress])
    #expect((verdict([closed], .pod(client), .pod(db), 80) == .denied) == isSelected)
  }

  @Test func `name the policies that deny`() {
    let evaluation = PolicyEvaluation(policies: [example], namespaces: labelled)
    let flow = PolicyFlow(from: .pod(db), to: outside("20.1.1.1"), port: 443)
    #expect(evaluation.verdict(on: flow) == .denied(by: [example], direction: .egress))
  }
}
