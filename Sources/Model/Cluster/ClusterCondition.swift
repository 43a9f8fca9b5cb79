/// A condition of a node, pod or deployment.
public struct ClusterCondition: Sendable, Hashable, Codable {
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case isTrue = "True"
    case isFalse = "False"
    case unknown = "Unknown"
  }

  /// `Ready`, `MemoryPressure`, `PodScheduled`.
  public var type: String
  public var status: Status
  public var reason: String?
  public var message: String?
  /// When the status was last another one.
  public var since: Timestamp?

  public init(
    _ type: String, _ status: Status, reason: String? = nil, message: String? = nil, since: Timestamp? = nil
  ) {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
    self.since = since
  }
}
