/// Whether bytes are JSON (RFC 8259), whatever they say: an object, a list or a single value, however deep it is.
public struct JSONForm {
  private let bytes: [UInt8]
  private var position = 0

  public static func holds(for bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var form = JSONForm(bytes: bytes)
    return form.skipDocument()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipDocument() -> Bool {
    /// The ends of the objects and lists that are open.
    var ends: [UInt8] = []
    while true {
      // A value, or the end of an empty object or list.
      skipSpace()
      var isEmptyAllowed = false
      if skip("{") {
        ends.append(UInt8(ascii: "}"))
        isEmptyAllowed = true
      } else if skip("[") {
        ends.append(UInt8(ascii: "]"))
        isEmptyAllowed = true
      } else if !skipScalar() {
        return false
      }
      skipSpace()
      // What may follow: ends, then a comma and the next value, with its key.
      while let end = ends.last, current == end {
        position += 1
        ends.removeLast()
        isEmptyAllowed = false
        skipSpace()
      }
      guard let end = ends.last else { return position == bytes.count }
      if !isEmptyAllowed, !skip(",") { return false }
      if end == UInt8(ascii: "}") {
        skipSpace()
        guard skipText() else { return false }
        skipSpace()
        guard skip(":") else { return false }
      }
    }
  }

  private mutating func skipSpace() {
    while let byte = current, " \t\r\n".utf8.contains(byte) { position += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipScalar() -> Bool {
    for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return true
    }
    return current == UInt8(ascii: "\"") ? skipText() : skipNumber()
  }

  private mutating func skipText() -> Bool {
    guard skip("\"") else { return false }
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case 0..<0x20: return false
      case UInt8(ascii: "\\"):
        guard let escape = current else { return false }
        position += 1
        if escape == UInt8(ascii: "u") {
          let digits = bytes[position...].prefix(4)
          guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return false }
          position += 4
        } else if !"\"\\/bfnrt".utf8.contains(escape) {
          return false
        }
      default: break
      }
    }
    return false
  }

  private mutating func skipNumber() -> Bool {
    _ = skip("-")
    if !skip("0"), !skipDigits() { return false }
    if skip("."), !skipDigits() { return false }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      return skipDigits()
    }
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return position > start
  }
}
