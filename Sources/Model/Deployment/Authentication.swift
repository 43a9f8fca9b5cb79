extension Deployment.ScoringService {
  /// How callers prove who they are. Kinds exclude each other; a declaration may still name several, which is a mistake
  /// that validation reports.
  public struct Authentication: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case key, token, none
    }

    /// As declared, at least one.
    public var kinds: [Kind]

    public init(_ kinds: [Kind]) {
      self.kinds = kinds
    }

    public static let key = Self([.key])
    public static let token = Self([.token])

    public func contains(_ kind: Kind) -> Bool { kinds.contains(kind) }
  }
}

/// One kind is written as text, several as a list.
extension Deployment.ScoringService.Authentication: Codable {
  public init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {  // not a list: then it is one kind
      kinds = []
      while !list.isAtEnd { kinds.append(try list.decode(Kind.self)) }
    } else {
      kinds = [try decoder.singleValueContainer().decode(Kind.self)]
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let kind = kinds.first, kinds.count == 1 {
      try container.encode(kind)
    } else {
      try container.encode(kinds)
    }
  }
}
