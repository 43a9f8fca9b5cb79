// The form in which the program carries its catalog: parsing YAML at every start would cost more than all else that a
// start does.
//
//     node    = kind size count line column content
//     kind    = "T" (text) / "L" (list) / "M" (mapping)
//     size, count, line, column: four letters each, six bits a letter, "0" (0) to "o" (63)
//     content = size bytes: the text's UTF-8 / count nodes / count times two nodes, key and value

extension CatalogNode {
  /// The node and all below it, in one text.
  public var packed: String {
    switch content {
    case .text(let text): packed("T", count: 1, text)
    case .list(let nodes): packed("L", count: nodes.count, nodes.map(\.packed).joined())
    case .mapping(let members):
      packed("M", count: members.count, members.map { $0.key.packed + $0.value.packed }.joined())
    }
  }

  private func packed(_ kind: String, count: Int, _ content: String) -> String {
    kind + [content.utf8.count, count, line, column].map { PackedNumber.letters($0) }.joined() + content
  }
}

/// The numbers behind a node's kind, in this order, of four letters each.
private enum PackedNumber: Int, CaseIterable {
  case size, count, line, column

  private static let width = 4
  /// Where the content begins, counted from the node's beginning.
  static let end = 1 + allCases.count * width

  /// A file of the catalog has half a mebibyte at most, so that nothing in it is counted further.
  static func letters(_ number: Int) -> String {
    precondition((0..<1 << (6 * width)).contains(number), "a packed number has 24 bits")
    let digits = (0..<width).map { UInt8(number >> (6 * (width - 1 - $0)) & 63) + UInt8(ascii: "0") }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The number of the node that begins there.
  func value(in bytes: Span<UInt8>, of start: Int) -> Int {
    let first = start + 1 + rawValue * Self.width
    var number = 0
    for index in first..<first + Self.width { number = number << 6 | Int(bytes[index] &- UInt8(ascii: "0")) }
    return number
  }
}

/// A node within a packed document. It is read where it stands: no tree is built of what nobody asks for.
public struct PackedNode: Sendable {
  public enum Kind: Sendable {
    case text, list, mapping
  }

  public let kind: Kind
  /// Of a list its nodes, of a mapping its members.
  public let count: Int
  private let document: String
  /// Where it begins in the document's UTF-8.
  private let start: Int
  /// The bytes of the content.
  private let content: Range<Int>

  /// The root of a document that `CatalogNode.packed` gave. A text of another origin is an error of the program.
  public init(document: String) {
    self.init(at: 0, of: document, document.utf8Span.span)
    precondition(content.upperBound == document.utf8.count, "a packed document is one node")
  }

  public init(_ node: CatalogNode) {
    self.init(document: node.packed)
  }

  private init(at start: Int, of document: String, _ bytes: Span<UInt8>) {
    switch bytes[start] {
    case UInt8(ascii: "T"): kind = .text
    case UInt8(ascii: "L"): kind = .list
    case UInt8(ascii: "M"): kind = .mapping
    default: preconditionFailure("a packed node is a text, a list or a mapping")
    }
    self.document = document
    self.start = start
    count = PackedNumber.count.value(in: bytes, of: start)
    let first = start + PackedNumber.end
    content = first..<first + PackedNumber.size.value(in: bytes, of: start)
  }

  /// Counted from 1.
  public var line: Int { PackedNumber.line.value(in: document.utf8Span.span, of: start) }

  /// Counted from 1, in characters.
  public var column: Int { PackedNumber.column.value(in: document.utf8Span.span, of: start) }

  /// The text of a scalar; `nil` for anything else.
  public var text: String? { text(in: document.utf8Span.span) }

  private func text(in bytes: Span<UInt8>) -> String? {
    guard kind == .text else { return nil }
    do {
      return try String(copying: UTF8Span(validating: bytes.extracting(content)))
    } catch {
      preconditionFailure("a packed text is UTF-8")
    }
  }

  /// The nodes of a list; none for anything else.
  public var nodes: [PackedNode] {
    guard kind == .list else { return [] }
    let bytes = document.utf8Span.span
    var nodes: [PackedNode] = []
    nodes.reserveCapacity(count)
    var position = content.lowerBound
    for _ in 0..<count { nodes.append(next(at: &position, bytes)) }
    return nodes
  }

  /// Visits the members of a mapping, in the order of the file, until one is enough. A name is the text of a key that is
  /// one.
  public func forEachMember(_ visit: (_ name: String?, _ key: PackedNode, _ value: PackedNode) -> Visit) {
    guard kind == .mapping else { return }
    let bytes = document.utf8Span.span
    var position = content.lowerBound
    for _ in 0..<count {
      let key = next(at: &position, bytes)
      if case .enough = visit(key.text(in: bytes), key, next(at: &position, bytes)) { return }
    }
  }

  /// Whether the visit of members goes on.
  public enum Visit {
    case next, enough
  }

  /// The node at a position, which moves behind it.
  private func next(at position: inout Int, _ bytes: Span<UInt8>) -> PackedNode {
    let node = PackedNode(at: position, of: document, bytes)
    position = node.content.upperBound
    return node
  }
}
