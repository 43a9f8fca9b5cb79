/// The bytes of a JSON text, word by word. A value of its own, so that no access to it is checked while the program runs,
/// as each access to an object's properties is: that took a fifth of the writing.
struct JSONBuffer {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(word: String) {
    bytes.append(contentsOf: word.utf8)
  }

  /// Begins a line at so many steps from the margin.
  mutating func beginLine(indentedBy steps: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * steps))
  }

  /// Takes off the last byte.
  mutating func removeLast() {
    bytes.removeLast()
  }

  /// Puts the pieces of which the end consists into another order.
  ///
  /// - Parameters:
  ///   - starts: Where each piece begins; it ends where the next does, the last with the text.
  ///   - order: The indices of `starts`, each once.
  mutating func rearrange(_ starts: [Int], in order: [Int]) {
    guard let first = starts.first else { return }
    let ends = Array(starts.dropFirst()) + [bytes.count]
    let before = Array(bytes[first...])
    bytes.removeLast(before.count)
    for index in order { bytes += before[starts[index] - first..<ends[index] - first] }
  }

  /// Appends a text in quotes.
  mutating func append(text: String) {
    bytes.append(UInt8(ascii: "\""))
    if Self.standsForItself(text) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { append(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether nothing in a text is written in another way in JSON: nearly all are of such characters, and their bytes are
  /// looked through fastest.
  private static func standsForItself(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
    }
    return true
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(ascii: scalar))
    case "\n": append(word: "\\n")
    case "\r": append(word: "\\r")
    case "\t": append(word: "\\t")
    case "\u{8}": append(word: "\\b")
    case "\u{C}": append(word: "\\f")
    case _ where TerminalText.isUnsafe(scalar):
      for unit in scalar.utf16 {
        let digits = String(unit, radix: 16)
        append(word: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      }
    default: bytes.append(contentsOf: scalar.utf8)
    }
  }
}
