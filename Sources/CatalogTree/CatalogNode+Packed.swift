// The form in which the program carries its catalog: parsing YAML at every start would cost more than all else that a
// start does.
//
//     node    = kind line "," column "," count ";" content
//     kind    = "T" (text) / "L" (list) / "M" (mapping)
//     content = count bytes of UTF-8 / count nodes / count times two nodes, key and value

extension CatalogNode {
  /// The node and all below it, in one text.
  public var packed: String {
    switch content {
    case .text(let text): "T\(line),\(column),\(text.utf8.count);\(text)"
    case .list(let nodes): "L\(line),\(column),\(nodes.count);\(nodes.map(\.packed).joined())"
    case .mapping(let members):
      "M\(line),\(column),\(members.count);\(members.map { $0.key.packed + $0.value.packed }.joined())"
    }
  }

  /// The node that was packed. A text of another origin is an error of the program.
  public init(packed: String) {
    let bytes = packed.utf8Span.span
    var position = 0
    self.init(in: bytes, at: &position)
    precondition(position == bytes.count, "a packed document is one node")
  }

  /// The node at a position, which moves behind it.
  private init(in bytes: Span<UInt8>, at position: inout Int) {
    let kind = bytes[position]
    position += 1
    line = Self.number(in: bytes, at: &position)
    column = Self.number(in: bytes, at: &position)
    let count = Self.number(in: bytes, at: &position)
    switch kind {
    case UInt8(ascii: "T"):
      content = .text(Self.text(of: count, in: bytes, at: &position))
    case UInt8(ascii: "L"):
      var nodes: [CatalogNode] = []
      nodes.reserveCapacity(count)
      for _ in 0..<count { nodes.append(CatalogNode(in: bytes, at: &position)) }
      content = .list(nodes)
    case UInt8(ascii: "M"):
      var members: [Member] = []
      members.reserveCapacity(count)
      for _ in 0..<count {
        let key = CatalogNode(in: bytes, at: &position)
        members.append(Member(key: key, value: CatalogNode(in: bytes, at: &position)))
      }
      content = .mapping(members)
    default: preconditionFailure("a packed node is a text, a list or a mapping")
    }
  }

  /// A number and the byte that ends it.
  private static func number(in bytes: Span<UInt8>, at position: inout Int) -> Int {
    var number = 0
    while case let byte = bytes[position], (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    position += 1
    return number
  }

  private static func text(of count: Int, in bytes: Span<UInt8>, at position: inout Int) -> String {
    let start = position
    position += count
    do {
      return try String(copying: UTF8Span(validating: bytes.extracting(start..<position)))
    } catch {
      preconditionFailure("a packed text is UTF-8")
    }
  }
}
