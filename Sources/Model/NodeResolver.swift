/// A DNS cache that each node of a cluster has of its own, known by the link-local address at which its pods find it. Names
/// elsewhere it asks others for: what it answers is what these say, kept for a while.
public enum NodeResolver: String, Sendable, Hashable, CaseIterable {
  /// AKS LocalDNS for nodes and for pods with the policy `Default`: it asks the servers of the virtual network.
  case localDNSOfNodes
  /// AKS LocalDNS for pods with the policy `ClusterFirst`: it asks the cluster's own DNS, unless it is told otherwise.
  case localDNSOfPods
  /// NodeLocal DNSCache of Kubernetes, which whoever runs the cluster installed.
  case nodeLocalDNSCache

  /// `169.254.10.10` and `169.254.10.11` (Microsoft Learn, "Configure LocalDNS in Azure Kubernetes Service", 2026-07-06;
  /// Azure/AgentBaker names the first that of the node, the second that of the cluster), `169.254.20.10` (Kubernetes
  /// documentation, "Using NodeLocal DNSCache in Kubernetes clusters").
  public var address: String {
    switch self {
    case .localDNSOfNodes: "169.254.10.10"
    case .localDNSOfPods: "169.254.10.11"
    case .nodeLocalDNSCache: "169.254.20.10"
    }
  }

  /// The cache at an address; `nil`: no such address.
  public init?(_ address: IPAddress) {
    let text = address.description
    guard let known = Self.allCases.first(where: { $0.address == text }) else { return nil }
    self = known
  }

  /// Whether names that are not the cluster's own are asked of the cluster's DNS, as far as that is known: NodeLocal DNSCache
  /// asks the servers that its ConfigMap names, by default those of the node.
  public var asksClusterDNS: Bool { self == .localDNSOfPods }
}
