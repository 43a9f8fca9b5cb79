/// A `networking.k8s.io/v1` NetworkPolicy. What is `nil` was not in the object, which is not the same as empty.
public struct NetworkPolicy: Sendable, Hashable, Codable {
  public enum Direction: String, Sendable, Hashable, Codable, CaseIterable {
    case ingress = "Ingress"
    case egress = "Egress"
  }

  /// What is allowed: traffic with one of the peers, on one of the ports.
  public struct Rule: Sendable, Hashable, Codable {
    /// `nil` or empty: everybody.
    public var peers: [PolicyPeer]?
    /// `nil` or empty: all ports.
    public var ports: [PolicyPort]?
    public init(peers: [PolicyPeer]? = nil, ports: [PolicyPort]? = nil) {
      self.peers = peers
      self.ports = ports
    }
  }

  public var namespace: String
  public var name: String
  /// The pods of its namespace that it is about.
  public var podSelector: LabelSelector
  /// `nil`: ingress, and egress if there is an egress section.
  public var policyTypes: [Direction]?
  public var ingress: [Rule]?
  public var egress: [Rule]?

  public init(
    namespace: String, name: String, podSelector: LabelSelector = LabelSelector(), policyTypes: [Direction]? = nil,
    ingress: [Rule]? = nil, egress: [Rule]? = nil
  ) {
    self.namespace = namespace
    self.name = name
    self.podSelector = podSelector
    self.policyTypes = policyTypes
    self.ingress = ingress
    self.egress = egress
  }

  /// `azureml/deny-all`.
  public var id: String { "\(namespace)/\(name)" }
}
