import Model

/// A value in a document, with the way to it.
struct Cursor {
  let value: Value
  /// A JSON pointer (RFC 6901); empty for the whole document.
  let pointer: String

  init(_ value: Value, pointer: String = "") {
    self.value = value
    self.pointer = pointer
  }

  var place: SourcePlace {
    var place = value.place
    place.pointer = pointer
    return place
  }

  /// The member of that name which is not null. Case, underscores and hyphens do not count: tools spell one key
  /// `dnsServiceIP`, `dnsServiceIp`, `DnsServiceIP` and `dns_service_ip`. Among several names, the first that is there.
  subscript(names: String...) -> Cursor? {
    guard case .mapping(let members) = value.content else { return nil }
    for name in names {
      for member in members where !member.value.isNull && Self.isSame(member.key, name) {
        return child(member)
      }
    }
    return nil
  }

  /// A member that stands among the resource's properties or, in a flattened document, beside its name.
  func property(_ names: String...) -> Cursor? {
    for name in names {
      if let found = self["properties"]?[name] ?? self[name] { return found }
    }
    return nil
  }

  /// An object's members that are not null, under their keys.
  var members: [(key: String, cursor: Cursor)] {
    guard case .mapping(let members) = value.content else { return [] }
    return members.filter { !$0.value.isNull }.map { ($0.key, child($0)) }
  }

  /// An array's items that are not null. An object of `value` and `Count` is how PowerShell 5 writes one.
  var items: [Cursor]? {
    switch value.content {
    case .list(let items):
      return items.enumerated().filter { !$0.element.isNull }.map {
        Cursor($0.element, pointer: "\(pointer)/\($0.offset)")
      }
    case .mapping(let members):
      if members.isEmpty { return [] }
      guard members.count == 2, self["Count"] != nil else { return nil }
      return self["value"]?.items
    case .null, .boolean, .number, .text:
      return nil
    }
  }

  /// Text; `nil` for anything else.
  var text: String? {
    if case .text(let text) = value.content { text } else { nil }
  }

  var isMapping: Bool {
    if case .mapping = value.content { true } else { false }
  }

  private func child(_ member: Value.Member) -> Cursor {
    // A key is shown with the pointer: what could not be shown safely is no key of Azure's.
    let key = member.key.visible(upTo: 200).replacing("~", with: "~0").replacing("/", with: "~1")
    return Cursor(member.value, pointer: pointer + "/" + key)
  }

  private static func isSame(_ key: String, _ name: String) -> Bool {
    func letters(_ text: String) -> some Sequence<UInt8> {
      text.utf8.lazy.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }.map { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      }
    }
    return letters(key).elementsEqual(letters(name))
  }
}
