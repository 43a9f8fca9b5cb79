/// A ConfigMap of the cluster's own DNS.
public struct ConfigMap: Sendable, Hashable, Codable {
  public var namespace: String
  public var name: String
  public var data: [String: String]
  /// Keys whose values are longer than what is kept, and so cut.
  public var cut: [String]

  /// How many bytes of a value are kept.
  public static let valueLimit = 65_536

  public init(namespace: String, name: String, data: [String: String] = [:], cut: [String] = []) {
    self.namespace = namespace
    self.name = name
    self.data = data
    self.cut = cut
  }

  public var id: String { "\(namespace)/\(name)" }
}
