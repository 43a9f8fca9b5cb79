/// A namespace with its labels, by which network policies select it.
public struct ClusterNamespace: Sendable, Hashable, Codable {
  public var name: String
  public var labels: [String: String]

  public init(name: String, labels: [String: String] = [:]) {
    self.name = name
    self.labels = labels
  }
}
