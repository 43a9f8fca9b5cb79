import Model
import Topology

extension ClusterRules {
  /// The model of the pods' network, by labels that AKS gives nodes and by the agents that run on them, against the
  /// declared one. Where they do not tell, nothing is claimed.
  func networkModel() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let declared = deployment.network.model else {
      appraisal.skip = .notDeclared(path: "network.model")
      return appraisal
    }
    let nodes = appraisal.take(state.nodes)
    let agents = appraisal.takeIfKnown(state.workloads(.daemonSets))
    guard !appraisal.hasGaps else { return appraisal }
    let models = Set(nodes.map { Self.model(of: $0, agents: agents) })
    guard let found = models.first, models.count == 1, let found else {
      appraisal.unknown("neither the nodes' labels nor their pod ranges tell the network model")
      return appraisal
    }
    let dataplane = nodes.contains { $0.labels["kubernetes.azure.com/ebpf-dataplane"] == "cilium" } ? ", Cilium" : ""
    appraisal.note(
      "network.model", "\(found.rawValue)\(dataplane) \(found == declared ? "=" : "≠") \(declared.rawValue)",
      holds: found == declared)
    if found != declared {
      appraisal.violations.append(
        differs("network.model", declared: declared.rawValue, seen: found.rawValue, appraisal))
    }
    return appraisal
  }

  /// The network model that a node shows; `nil`: it does not tell.
  static func model(of node: ClusterNode, agents: [Workload]?) -> Deployment.Network.Model? {
    if node.labels["kubernetes.azure.com/azure-cni-overlay"] == "true" { return .azureCNIOverlay }
    switch node.labels["kubernetes.azure.com/podnetwork-type"] {
    case "overlay"?: return .azureCNIOverlay
    case "vnet"?, "vnetblock"?: return .azureCNIPodSubnet
    case .some: return nil
    case nil: break
    }
    // Without a label both remain: kubenet gives each node a range, Azure CNI none. Networks of one's own do either.
    guard let agents, node.pool != nil else { return nil }
    var own = ["cilium", "kube-flannel-ds", "weave-net", "kube-router", "antrea-agent"]
    // AKS installs Calico for policies alone, and says so.
    if node.labels["kubernetes.azure.com/network-policy"] != "calico" { own.append("calico-node") }
    guard !agents.contains(where: { own.contains($0.name) }) else { return nil }
    return node.podCIDRs.isEmpty ? .azureCNI : agents.contains { $0.name == "azure-cns" } ? nil : .kubenet
  }

  /// Addresses of nodes, ranges of pods and the DNS service lie where the deployment file says.
  func ranges() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let network = deployment.network
    let nodes = appraisal.take(state.nodes)
    let service = appraisal.takeIfKnown(state.services(.dnsService))?.first
    guard !appraisal.hasGaps else { return appraisal }
    if let subnet = network.subnet {
      let subnets = [subnet] + deployment.cluster.nodePools.compactMap(\.subnet)
      let outside = nodes.filter { node in
        let own = node.addresses.filter { $0.family == subnet.address.family }
        return !own.isEmpty && !own.contains { address in subnets.contains { $0.contains(address) } }
      }
      compare(
        "network.subnet.prefix", subnet.description, outside.first?.addresses.first?.description,
        "\(nodes.count - outside.count) / \(nodes.count) ∈ \(subnet)", &appraisal)
    }
    if !network.podCIDRs.isEmpty {
      let found = nodes.flatMap(\.podCIDRs)
      let outside = found.filter { range in
        !network.podCIDRs.contains { $0.contains(range) }
          && network.podCIDRs.contains { $0.address.family == range.address.family }
      }
      if !found.isEmpty {
        compare(
          "network.podCIDR", network.podCIDRs.map(\.description).joined(separator: ", "), outside.first?.description,
          "\(found.count - outside.count) / \(found.count) ∈ \(network.podCIDRs[0])", &appraisal)
      }
    }
    if let address = service?.clusterIPs.first {
      let ranges = network.serviceCIDRs.filter { $0.address.family == address.family }
      if !ranges.isEmpty {
        let isInside = ranges.contains { $0.contains(address) }
        compare(
          "network.serviceCIDR", ranges.map(\.description).joined(separator: ", "),
          isInside ? nil : address.description, "\(address) \(isInside ? "∈" : "∉") \(ranges[0])", &appraisal)
      }
      if let declared = network.dnsServiceIP, declared.family == address.family {
        compare(
          "network.dnsServiceIP", declared.description, declared == address ? nil : address.description,
          "\(address) \(declared == address ? "=" : "≠") \(declared)", &appraisal)
      }
    }
    if appraisal.workings.isEmpty { appraisal.skip = .notDeclared(path: "network.subnet.prefix") }
    return appraisal
  }

  private func compare(
    _ path: String, _ declared: String, _ seen: String?, _ arithmetic: String, _ appraisal: inout ClusterAppraisal
  ) {
    appraisal.note(path, arithmetic, holds: seen == nil)
    guard let seen else { return }
    var sign = differs(path, declared: declared, seen: seen, appraisal)
    // One address tells that the range is wrong, not what the right one is.
    sign.changes = []
    appraisal.violations.append(sign)
  }
}
