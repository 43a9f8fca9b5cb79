/// A value of a JSON document (RFC 8259), as far as it was kept.
public enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// As written.
  case number(spelling: String)
  case text(String)
  case list([JSONValue])
  /// Of several members of one name the last.
  case object([String: JSONValue])
}

extension JSONValue {
  /// An object's member; `nil` where there is none, or null, or no object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self, let member = members[name], member != .null else { return nil }
    return member
  }

  /// The same along a path of names.
  public subscript(path: String...) -> JSONValue? {
    path.reduce(Optional(self)) { $0?[$1] }
  }

  /// Text; `nil` for anything else.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  public var boolean: Bool? {
    if case .boolean(let boolean) = self { boolean } else { nil }
  }

  /// A whole number; `nil` for anything else.
  public var integer: Int? {
    if case .number(let spelling) = self { Int(spelling) } else { nil }
  }

  /// A list's items; none for anything else.
  public var items: [JSONValue] {
    if case .list(let items) = self { items } else { [] }
  }

  /// An object's members; none for anything else.
  public var members: [String: JSONValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  /// An object's members that are text.
  public var texts: [String: String] { members.compactMapValues(\.text) }
}
