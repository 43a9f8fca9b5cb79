/// What the API server says about its own readiness (`GET /readyz`).
public struct ServerReadiness: Sendable, Hashable, Codable {
  public var isReady: Bool
  /// The checks that fail (`etcd`); as far as they are told.
  public var failing: [String]

  public init(isReady: Bool, failing: [String] = []) {
    self.isReady = isReady
    self.failing = failing
  }
}
