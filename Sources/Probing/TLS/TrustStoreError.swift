/// Why there is nothing to verify certificates against; the user's mistake or an incomplete machine.
public struct TrustStoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or directory that it is about; `nil`: the machine as a whole.
  public var path: String?
  /// What is wrong, and what to do.
  public var reason: String

  public init(path: String? = nil, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// `corp-ca.pem: holds no certificate. …`
  public var description: String { path.map { "\($0): \(reason)" } ?? reason }
}
