/// A public document that a statement of the catalog rests on.
public struct Source: Sendable, Hashable, Codable {
  /// `aml-aks-2020`.
  public struct ID: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  public var id: ID
  public var title: String
  /// Where to find it: a repository path or an address.
  public var location: String
  /// The document's own date: `2020-09-01`, `2022-12` or `2026`.
  public var date: String
  /// The statement relied on, in short.
  public var statement: String

  public init(id: ID, title: String, location: String, date: String, statement: String) {
    self.id = id
    self.title = title
    self.location = location
    self.date = date
    self.statement = statement
  }
}

extension Source.ID: Codable, Comparable, CustomStringConvertible {
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: rawValue) }
}
