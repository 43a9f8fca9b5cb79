/// What the API server says it is (`GET /version`).
public struct ServerVersion: Sendable, Hashable, Codable {
  /// `v1.29.4`.
  public var gitVersion: String
  public var platform: String?

  public init(gitVersion: String, platform: String? = nil) {
    self.gitVersion = gitVersion
    self.platform = platform
  }
}
