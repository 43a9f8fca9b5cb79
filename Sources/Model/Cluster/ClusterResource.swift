/// What can be read of a cluster.
public enum ClusterResource: String, Sendable, Hashable, Codable, CaseIterable {
  /// `GET /version`.
  case version
  /// `GET /readyz`.
  case readiness
  case nodes, namespaces, pods, deployments, daemonSets, services, endpointSlices, autoscalers, networkPolicies
  case configMaps, events
  /// Of a secret nothing is kept but the facts of its certificate.
  case secrets

  /// The API group; empty: the core group.
  public var group: String {
    switch self {
    case .version, .readiness, .nodes, .namespaces, .pods, .services, .configMaps, .events, .secrets: ""
    case .deployments, .daemonSets: "apps"
    case .endpointSlices: "discovery.k8s.io"
    case .autoscalers: "autoscaling"
    case .networkPolicies: "networking.k8s.io"
    }
  }

  /// Versions of the group that say the same, in the order in which they are tried: the first that the server has is
  /// taken. `discovery.k8s.io/v1` exists from Kubernetes 1.21 on, `autoscaling/v1` in every version.
  public var versions: [String] {
    self == .endpointSlices ? ["v1", "v1beta1"] : ["v1"]
  }

  /// The resource's name in paths and in rights: `horizontalpodautoscalers`.
  public var plural: String {
    self == .autoscalers ? "horizontalpodautoscalers" : rawValue.lowercased()
  }

  /// Whether its objects lie in namespaces.
  public var isNamespaced: Bool {
    switch self {
    case .version, .readiness, .nodes, .namespaces: false
    case .pods, .deployments, .daemonSets, .services, .endpointSlices, .autoscalers, .networkPolicies, .configMaps,
      .events, .secrets:
      true
    }
  }
}
