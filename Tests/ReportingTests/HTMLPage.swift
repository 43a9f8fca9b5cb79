/// A page read strictly: every element closed in its order, every attribute quoted, every `<` and `&` part of markup.
struct HTMLPage {
  struct Tag {
    var name: String
    var attributes: [String: String]
  }

  struct Malformed: Error {
    var reason: String
  }

  /// Those that begin elements, in their order.
  private(set) var tags: [Tag] = []
  private static let void: Set<String> = ["meta", "br", "wbr", "input", "rect"]
  private static let references: Set<String> = ["amp", "lt", "gt", "quot", "#39"]

  func tags(_ name: String) -> [Tag] { tags.filter { $0.name == name } }

  init(_ text: String) throws {
    let prefix = "<!DOCTYPE html>\n"
    guard text.hasPrefix(prefix) else { throw Malformed(reason: "no document type") }
    var reader = Reader(bytes: Array(text.utf8.dropFirst(prefix.utf8.count)))
    var open: [String] = []
    while !reader.isAtEnd {
      try Self.checkReferences(reader.take(until: "<"))
      guard !reader.isAtEnd else { break }
      reader.skip(1)
      if reader.peek() == UInt8(ascii: "/") {
        reader.skip(1)
        let name = reader.take(until: ">")
        reader.skip(1)
        guard open.popLast() == name else { throw Malformed(reason: "</\(name.prefix(40))> closes something else") }
        continue
      }
      let tag = try reader.tag()
      tags.append(tag.tag)
      if tag.tag.name == "script" || tag.tag.name == "style" {
        _ = reader.take(until: "<")
        while !reader.hasPrefix("</\(tag.tag.name)>") {
          guard !reader.isAtEnd else { throw Malformed(reason: "\(tag.tag.name) does not end") }
          reader.skip(1)
        }
      }
      if !Self.void.contains(tag.tag.name) { open.append(tag.tag.name) }
    }
    guard open.isEmpty else { throw Malformed(reason: "\(open.last ?? "") is not closed") }
  }

  private static func checkReferences(_ text: String) throws {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return }
    for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let name = piece.prefix { $0 != ";" }
      guard name.count < piece.count, references.contains(String(name)) else {
        throw Malformed(reason: "&\(piece.prefix(20)) is no reference")
      }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }
    func peek() -> UInt8? { isAtEnd ? nil : bytes[position] }
    mutating func skip(_ count: Int) { position += count }
    func hasPrefix(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    mutating func take(until end: Unicode.Scalar) -> String {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: end) { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func word() -> String {
      let start = position
      while let byte = peek(),
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      {
        position += 1
      }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    mutating func tag() throws -> (tag: Tag, isSelfClosed: Bool) {
      let name = word()
      guard !name.isEmpty else { throw Malformed(reason: "< begins no element") }
      var attributes: [String: String] = [:]
      while true {
        switch peek() {
        case UInt8(ascii: ">"):
          skip(1)
          return (Tag(name: name, attributes: attributes), false)
        case UInt8(ascii: "/") where hasPrefix("/>"):
          skip(2)
          return (Tag(name: name, attributes: attributes), true)
        case UInt8(ascii: " "):
          skip(1)
          let attribute = word()
          guard !attribute.isEmpty, attributes[attribute] == nil else {
            throw Malformed(reason: "an attribute of \(name) without a name, or twice")
          }
          attributes[attribute] = ""
          guard peek() == UInt8(ascii: "=") else { continue }
          skip(1)
          guard peek() == UInt8(ascii: "\"") else { throw Malformed(reason: "\(attribute) is not quoted") }
          skip(1)
          let value = take(until: "\"")
          skip(1)
          try HTMLPage.checkReferences(value)
          attributes[attribute] = value
        default: throw Malformed(reason: "\(name) is not written as an element")
        }
      }
    }
  }
}
