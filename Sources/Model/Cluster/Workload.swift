/// A deployment or daemon set: how many pods there should be, and how many there are.
public struct Workload: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case deployment = "Deployment"
    case daemonSet = "DaemonSet"
  }

  public var kind: Kind
  public var namespace: String
  public var name: String
  public var labels: [String: String]
  public var selector: LabelSelector
  /// What is to be there: `spec.replicas`, 1 if it is absent; of a daemon set `status.desiredNumberScheduled`.
  public var desired: Int
  /// Pods that exist.
  public var current: Int
  public var ready: Int
  public var available: Int
  public var updated: Int
  public var conditions: [ClusterCondition]

  public init(
    _ kind: Kind = .deployment, namespace: String, name: String, labels: [String: String] = [:],
    selector: LabelSelector = LabelSelector(), desired: Int, current: Int, ready: Int, available: Int, updated: Int,
    conditions: [ClusterCondition] = []
  ) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.labels = labels
    self.selector = selector
    self.desired = desired
    self.current = current
    self.ready = ready
    self.available = available
    self.updated = updated
    self.conditions = conditions
  }

  /// `azureml/azureml-fe`.
  public var id: String { "\(namespace)/\(name)" }
}
