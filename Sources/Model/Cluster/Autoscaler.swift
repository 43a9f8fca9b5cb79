/// A HorizontalPodAutoscaler: what it scales.
public struct Autoscaler: Sendable, Hashable, Codable {
  public var namespace: String
  public var name: String
  /// `Deployment`.
  public var targetKind: String
  public var targetName: String
  public var minReplicas: Int?
  public var maxReplicas: Int

  public init(
    namespace: String, name: String, targetKind: String = "Deployment", targetName: String, minReplicas: Int? = nil,
    maxReplicas: Int = 10
  ) {
    self.namespace = namespace
    self.name = name
    self.targetKind = targetKind
    self.targetName = targetName
    self.minReplicas = minReplicas
    self.maxReplicas = maxReplicas
  }

  public var id: String { "\(namespace)/\(name)" }
}
