import Model
import Topology

/// A connection that the plan needs, with what is said about it.
private struct NeededFlow {
  var flow: PolicyFlow
  /// Whom it is with, in words.
  var peer: String
  /// Whether it is this check's own pod that needs it.
  var isOfChecker = false

  /// The pod that a policy limits.
  func pod(limitedIn direction: NetworkPolicy.Direction) -> ClusterPod? {
    direction == .egress ? flow.from.pod : flow.to.pod
  }
}

extension ClusterRules {
  /// No network policy denies a connection that router and models need. Of pods with the same labels one stands for all.
  func policiesAllow() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let listing = state.policies
    let policies = appraisal.take(listing)
    let routers = appraisal.take(state.routerPods).filter { !$0.usesHostNetwork }
    let models = appraisal.take(state.modelPods).filter { !$0.usesHostNetwork }
    let namespaces = appraisal.takeIfKnown(state.namespaces)
    guard !appraisal.hasGaps else { return appraisal }
    guard !policies.isEmpty else {
      appraisal.note("networkpolicies", "0")
      return appraisal
    }
    let checker = state.ownPod
    guard !routers.isEmpty || !models.isEmpty || checker != nil else {
      appraisal.skip = .nothingFound(kind: "pods of router and models")
      return appraisal
    }
    let evaluation = PolicyEvaluation(policies: policies, namespaces: namespaces)
    var flows = neededFlows(routers: routers.representatives, models: models.representatives)
    if let checker { flows += checkerFlows(of: checker) }
    var denied: [(needed: NeededFlow, policies: [NetworkPolicy], direction: NetworkPolicy.Direction)] = []
    var unknown = 0
    for needed in flows {
      switch evaluation.verdict(on: needed.flow) {
      case .allowed: continue
      case .unknown: unknown += 1
      case .denied(let policies, let direction): denied.append((needed, policies, direction))
      }
    }
    appraisal.note(
      "networkpolicies", "\(flows.count - denied.count - unknown) / \(flows.count) (\(policies.count))",
      holds: denied.isEmpty)
    let enforcement = self.enforcement(&appraisal)
    if !denied.isEmpty, enforcement == .nobody {
      appraisal.note("network.policy", "none")
      return appraisal
    }
    if !denied.isEmpty, enforcement == .unknown {
      appraisal.unknown("policies deny what is needed, and whether something enforces policies is not known")
      return appraisal
    }
    let groups = denied.grouped { item in
      [item.direction.rawValue, item.needed.isOfChecker ? "checker" : ""] + item.policies.map(\.id).sorted()
    }
    for (_, group) in groups {
      guard let first = group.first, let policy = first.policies.min(by: { $0.id < $1.id }) else { continue }
      let peers = group.map {
        "\($0.needed.peer) (\($0.needed.flow.transport.rawValue.lowercased()) \($0.needed.flow.port))"
      }
      appraisal.violations.append(
        Sign(
          .policyDenies,
          [
            .namespace: policy.namespace, .name: policy.name, .path: first.direction.rawValue.lowercased(),
            .names: Self.list(group.compactMap { $0.needed.pod(limitedIn: first.direction)?.id }.uniqued()),
            .other: Self.list(peers.uniqued(), limit: first.needed.isOfChecker ? 50 : 4),
            .port: String(first.needed.flow.port), .seen: policy.summary(of: first.direction),
          ], seenIn: appraisal.observations, isWarning: first.needed.isOfChecker,
          subject: Finding.Subject(
            kind: .policy, id: "NetworkPolicy/\(policy.id)", detail: first.direction.rawValue.lowercased(),
            members: first.policies.count > 1 ? first.policies.map { "NetworkPolicy/\($0.id)" }.sorted() : [])))
    }
    if denied.isEmpty, unknown > 0 {
      appraisal.unknown("\(unknown) connections depend on what the network plugin makes of the policies")
    }
    appraisal.noteCut(listing, of: "network policies")
    return appraisal
  }

  // MARK: - Enforcement

  private enum Enforcement {
    case somebody, nobody, unknown
  }

  /// Whether something in the cluster enforces network policies: an object alone does nothing.
  private func enforcement(_ appraisal: inout ClusterAppraisal) -> Enforcement {
    let nodes = appraisal.takeIfKnown(state.nodes) ?? []
    if nodes.contains(where: { $0.labels["kubernetes.azure.com/ebpf-dataplane"] == "cilium" }) { return .somebody }
    if let policy = deployment.network.policy, policy != .none { return .somebody }
    let labels = Set(nodes.compactMap { $0.labels["kubernetes.azure.com/network-policy"] })
    if labels.contains(where: { $0 != "none" && !$0.isEmpty }) { return .somebody }
    guard let agents = appraisal.takeIfKnown(state.workloads(.daemonSets)) else { return .unknown }
    let engines = ["azure-npm", "azure-npm-win", "cilium", "calico-node", "antrea-agent", "kube-router", "weave-net"]
    if agents.contains(where: { engines.contains($0.name) }) { return .somebody }
    // Engines that nobody thought of here may be there; AKS labels nodes where it knows.
    let isSaid = labels == ["none"] || deployment.network.policy == Deployment.Network.Policy.none
    return isSaid ? .nobody : .unknown
  }

  // MARK: - Flows

  private func neededFlows(routers: [ClusterPod], models: [ClusterPod]) -> [NeededFlow] {
    var flows: [NeededFlow] = []
    func add(
      _ from: PolicyFlow.Party, _ to: PolicyFlow.Party, _ port: UInt16, _ peer: String,
      transport: PolicyPort.Transport = .tcp
    ) {
      flows.append(
        NeededFlow(flow: PolicyFlow(from: from, to: to, port: port, transport: transport), peer: peer))
    }
    let resolvers = state.pods(.dnsPods).objects.filter { !$0.isOver }.representatives
    let apiServers = state.slices(.apiServerEndpoints).objects.filter { $0.service == "kubernetes" }
    for pod in routers + models {
      let localDNS = localDNS(for: pod)
      for resolver in resolvers where localDNS == nil && pod.dnsPolicy ?? "ClusterFirst" == "ClusterFirst" {
        // A container's port, as policies see traffic after the Service's address was replaced.
        add(.pod(pod), .pod(resolver), 53, "the cluster's DNS", transport: .udp)
      }
      if let localDNS, localDNS.isPoliced, pod.dnsPolicy ?? "ClusterFirst" == "ClusterFirst" {
        add(.pod(pod), .address(localDNS.address), 53, "LocalDNS at \(localDNS.address)", transport: .udp)
      }
    }
    for pod in routers {
      for slice in apiServers {
        guard let address = slice.ready.first, let port = slice.ports.first else { continue }
        add(.pod(pod), .address(address), port, "the API server at \(address)")
      }
      for peer in routers where peer.id != pod.id {
        add(.pod(pod), .pod(peer), 11001, "its other instances")
      }
      for model in models {
        add(.pod(pod), .pod(model), model.servingPort, "the router's requests to \(model.model)")
      }
    }
    for (consumer, pods) in [(Requirement.Consumer.routerPod, routers), (.modelPod, models)] {
      for (endpoint, address) in reachedEndpoints(of: consumer) {
        for pod in pods {
          add(.pod(pod), .address(address), endpoint.port, "\(endpoint.host) at \(address)")
        }
      }
    }
    return flows
  }

  /// What this check's own pod needs to see what router and models would.
  private func checkerFlows(of pod: ClusterPod) -> [NeededFlow] {
    let endpoints = reachedEndpoints(of: .routerPod) + reachedEndpoints(of: .modelPod)
    return endpoints.map { endpoint, address in
      NeededFlow(
        flow: PolicyFlow(from: .pod(pod), to: .address(address), port: endpoint.port),
        peer: "\(endpoint.host) at \(address)", isOfChecker: true)
    }
  }

  /// The endpoints outside the cluster that a kind of pod needs, each with one of its addresses.
  private func reachedEndpoints(of consumer: Requirement.Consumer) -> [(Endpoint, IPAddress)] {
    let roles: Set<EndpointRole> = [.apiServer, .routerPeers, .modelPods, .nameserver]
    let endpoints = state.recording.plan.requirements.filter {
      $0.requirement.consumer == consumer && $0.requirement.need == .required
    }.compactMap(\.endpoint).filter { !roles.contains($0.role) }
    var seen: Set<String> = []
    return endpoints.compactMap { endpoint in
      guard seen.insert(endpoint.hostAndPort).inserted else { return nil }
      switch endpoint.host {
      case .address(let address): return (endpoint, address)
      case .name(let name):
        let addresses = (state.evidence.lookupsByName[name] ?? []).flatMap { $0.value.message?.addresses ?? [] }
        return addresses.min { "\($0)" < "\($1)" }.map { (endpoint, $0) }
      }
    }
  }

  /// Where a pod's questions go on a node with LocalDNS, and whether policies hold there: Cilium's do (Microsoft Learn,
  /// "Configure LocalDNS in AKS", 2026-07-06); `nil` on other nodes.
  private func localDNS(for pod: ClusterPod) -> (address: IPAddress, isPoliced: Bool)? {
    guard let node = state.nodes.objects.first(where: { $0.name == pod.node }),
      node.labels["kubernetes.azure.com/localdns-state"] == "enabled", let address = IPAddress("169.254.10.11")
    else { return nil }
    return (address, node.labels["kubernetes.azure.com/ebpf-dataplane"] == "cilium")
  }
}

extension [ClusterPod] {
  /// One pod for each set of labels in a namespace: policies make no difference between the others.
  fileprivate var representatives: [ClusterPod] {
    grouped { pod in
      // What tells one revision from another is not what policies go by.
      let labels = pod.labels.filter { !$0.key.hasSuffix("-hash") }
      return [pod.namespace] + labels.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }.flatMap { $0.elements.prefix(2) }
  }
}

extension ClusterPod {
  /// The port at which a model's server takes requests: 5001 as documented, or the only one that it declares.
  fileprivate var servingPort: UInt16 {
    let ports = containers.filter { !$0.isInit }.flatMap(\.ports).filter { $0.transport == .tcp }.map(\.port)
    return ports.contains(5001) || ports.count != 1 ? 5001 : ports[0]
  }
}

extension NetworkPolicy {
  /// What it allows in a direction, in short: `nothing`, `2 rules`.
  fileprivate func summary(of direction: Direction) -> String {
    let count = rules(of: direction).count
    return count == 0 ? "it allows nothing" : "it allows \(count) \(count == 1 ? "rule" : "rules")"
  }
}
