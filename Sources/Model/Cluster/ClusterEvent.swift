/// An event: something that happened to an object, and how often.
public struct ClusterEvent: Sendable, Hashable, Codable {
  /// `Normal` or `Warning`.
  public var type: String
  /// `Failed`, `FailedScheduling`, `BackOff`.
  public var reason: String
  public var message: String
  public var namespace: String
  public var objectKind: String
  public var objectName: String
  public var count: Int
  public var lastSeen: Timestamp?

  public init(
    type: String = "Warning", reason: String, message: String, namespace: String, objectKind: String = "Pod",
    objectName: String, count: Int = 1, lastSeen: Timestamp? = nil
  ) {
    self.type = type
    self.reason = reason
    self.message = message
    self.namespace = namespace
    self.objectKind = objectKind
    self.objectName = objectName
    self.count = count
    self.lastSeen = lastSeen
  }
}
