/// A pod as the API server knows it.
public struct ClusterPod: Sendable, Hashable, Codable {
  public enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
    case pending = "Pending"
    case running = "Running"
    case succeeded = "Succeeded"
    case failed = "Failed"
    case unknown = "Unknown"
  }

  /// What a pod has of its own to resolve names by (`spec.dnsConfig`).
  public struct DNSConfiguration: Sendable, Hashable, Codable {
    public var nameservers: [IPAddress]
    public var searches: [String]
    public var ndots: Int?
    public init(nameservers: [IPAddress] = [], searches: [String] = [], ndots: Int? = nil) {
      self.nameservers = nameservers
      self.searches = searches
      self.ndots = ndots
    }
  }

  public var namespace: String
  public var name: String
  public var labels: [String: String]
  public var phase: Phase
  /// Why the whole pod is as it is: `Evicted`, `NodeLost`.
  public var reason: String?
  public var message: String?
  public var conditions: [ClusterCondition]
  /// Init containers first, each kind in the order of the pod's specification.
  public var containers: [ClusterContainer]
  public var node: String?
  public var addresses: [IPAddress]
  public var usesHostNetwork: Bool
  /// `ClusterFirst`, `Default`, `None`, `ClusterFirstWithHostNet`.
  public var dnsPolicy: String?
  public var dnsConfiguration: DNSConfiguration?
  /// What made it: `ReplicaSet/iris-6b7d`.
  public var owner: String?
  public var createdAt: Timestamp?
  /// Being deleted.
  public var isTerminating: Bool

  public init(
    namespace: String, name: String, labels: [String: String] = [:], phase: Phase = .running, reason: String? = nil,
    message: String? = nil, conditions: [ClusterCondition] = [], containers: [ClusterContainer] = [],
    node: String? = nil, addresses: [IPAddress] = [], usesHostNetwork: Bool = false, dnsPolicy: String? = nil,
    dnsConfiguration: DNSConfiguration? = nil, owner: String? = nil, createdAt: Timestamp? = nil,
    isTerminating: Bool = false
  ) {
    self.namespace = namespace
    self.name = name
    self.labels = labels
    self.phase = phase
    self.reason = reason
    self.message = message
    self.conditions = conditions
    self.containers = containers
    self.node = node
    self.addresses = addresses
    self.usesHostNetwork = usesHostNetwork
    self.dnsPolicy = dnsPolicy
    self.dnsConfiguration = dnsConfiguration
    self.owner = owner
    self.createdAt = createdAt
    self.isTerminating = isTerminating
  }

  /// `azureml/azureml-fe-5f7c`.
  public var id: String { "\(namespace)/\(name)" }

  /// Whether its `Ready` condition holds.
  public var isReady: Bool { conditions.contains { $0.type == "Ready" && $0.status == .isTrue } }
}
