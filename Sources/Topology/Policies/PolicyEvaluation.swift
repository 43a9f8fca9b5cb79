public import Model

/// What network policies make of a connection (Kubernetes, Network Policies): a pod that no policy selects is open; one
/// that is selected in a direction may do in it what any of the policies allows, and nothing else. Both ends must allow it.
///
/// What the documentation leaves to the network plugin is unknown: whether an `ipBlock` means addresses of pods, and
/// whether selectors mean pods on the host's network.
public struct PolicyEvaluation: Sendable {
  public enum Verdict: Sendable, Hashable {
    case allowed
    /// The policies that select the pod, none of which allows it.
    case denied(by: [NetworkPolicy], direction: NetworkPolicy.Direction)
    /// It depends on what is not known.
    case unknown
  }

  private let policies: [NetworkPolicy]
  /// Labels by namespace; `nil`: they could not be read.
  private let namespaces: [String: [String: String]]?

  public init(policies: [NetworkPolicy], namespaces: [ClusterNamespace]?) {
    self.policies = policies
    self.namespaces = namespaces.map { namespaces in
      Dictionary(namespaces.map { ($0.name, $0.labels) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// What becomes of a connection: denied if either end denies it.
  public func verdict(on flow: PolicyFlow) -> Verdict {
    if let pod = flow.from.pod, pod == flow.to.pod { return .allowed }
    let egress = verdict(on: flow, of: flow.from, direction: .egress)
    if case .denied = egress { return egress }
    let ingress = verdict(on: flow, of: flow.to, direction: .ingress)
    if case .denied = ingress { return ingress }
    return egress == .unknown || ingress == .unknown ? .unknown : .allowed
  }

  /// The policies that limit what a pod may do in a direction.
  public func policies(on pod: ClusterPod, direction: NetworkPolicy.Direction) -> [NetworkPolicy] {
    policies.filter { policy in
      policy.namespace == pod.namespace && policy.applies(to: direction) && policy.podSelector.selects(pod.labels)
    }
  }

  // MARK: - One direction

  private func verdict(
    on flow: PolicyFlow, of party: PolicyFlow.Party, direction: NetworkPolicy.Direction
  ) -> Verdict {
    // Policies are about pods with a network of their own.
    guard let pod = party.pod, !pod.usesHostNetwork else { return .allowed }
    let own = policies(on: pod, direction: direction)
    guard !own.isEmpty else { return .allowed }
    let peer = direction == .egress ? flow.to : flow.from
    var isUnknown = false
    for policy in own {
      for rule in policy.rules(of: direction) {
        switch matches(rule, of: policy, peer: peer, flow) {
        case .yes: return .allowed
        case .unknown: isUnknown = true
        case .no: continue
        }
      }
    }
    return isUnknown ? .unknown : .denied(by: own, direction: direction)
  }

  private enum Match {
    case yes, no, unknown
  }

  private func matches(
    _ rule: NetworkPolicy.Rule, of policy: NetworkPolicy, peer: PolicyFlow.Party, _ flow: PolicyFlow
  ) -> Match {
    if let ports = rule.ports, !ports.isEmpty, !ports.contains(where: { $0.covers(flow) }) { return .no }
    guard let peers = rule.peers, !peers.isEmpty else { return .yes }
    let found = peers.map { matches($0, of: policy, peer) }
    return found.contains(.yes) ? .yes : found.contains(.unknown) ? .unknown : .no
  }

  private func matches(_ peer: PolicyPeer, of policy: NetworkPolicy, _ party: PolicyFlow.Party) -> Match {
    if let block = peer.block {
      switch party {
      case .address(let address): return block.contains(address) ? .yes : .no
      case .pod(let pod):
        // Some plugins hold addresses of pods against blocks, some do not.
        return pod.addresses.isEmpty || pod.addresses.contains(where: block.contains) ? .unknown : .no
      }
    }
    guard case .pod(let pod) = party else { return .no }
    if pod.usesHostNetwork { return .unknown }
    if let selector = peer.podSelector, !selector.selects(pod.labels) { return .no }
    guard let selector = peer.namespaceSelector else { return pod.namespace == policy.namespace ? .yes : .no }
    if selector.selectsEverything { return .yes }
    guard let namespaces else { return .unknown }
    return selector.selects(namespaces[pod.namespace] ?? [:]) ? .yes : .no
  }
}

extension NetworkPolicy {
  /// Whether it limits a direction. Without `policyTypes` it limits ingress, and egress if it has rules for it.
  public func applies(to direction: Direction) -> Bool {
    if let policyTypes, !policyTypes.isEmpty { return policyTypes.contains(direction) }
    return direction == .ingress || egress?.isEmpty == false
  }

  /// Its rules for a direction; none allow nothing.
  public func rules(of direction: Direction) -> [Rule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}

extension PolicyPeer.Block {
  public func contains(_ address: IPAddress) -> Bool {
    range.contains(address) && !except.contains { $0.contains(address) }
  }
}

extension PolicyPort {
  /// Whether the flow goes to it. A name is that of a port of the destination's containers.
  func covers(_ flow: PolicyFlow) -> Bool {
    guard transport == flow.transport else { return false }
    if let name {
      let ports = flow.to.pod?.containers.flatMap(\.ports) ?? []
      return ports.contains { $0.name == name && $0.transport == transport && $0.port == flow.port }
    }
    guard let port else { return true }
    return (port...max(port, endPort ?? port)).contains(flow.port)
  }
}
