/// Where words and values begin and end.
extension SecretSearch {
  func starts(with text: String, at position: Int) -> Bool {
    position >= 0 && position <= bytes.count && bytes[position...].starts(with: text.utf8)
  }

  /// The next place at which a text stands, which is not empty.
  func index(of text: String, from position: Int) -> Int? {
    guard let first = text.utf8.first, position <= bytes.count else { return nil }
    var start = position
    while let next = bytes[start...].firstIndex(of: first) {
      if starts(with: text, at: next) { return next }
      start = next + 1
    }
    return nil
  }

  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

  /// Letters, digits, `+` and `/` (RFC 4648 section 4).
  static func isBase64(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  /// What names of members and parameters are made of.
  static func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  /// What tokens and keys are made of, in both forms of Base64, percent-encoded or not.
  static func isToken(_ byte: UInt8) -> Bool {
    isName(byte) || isBase64(byte) || "=~%".utf8.contains(byte)
  }

  /// Behind the last character of a token; of JSON, what is escaped in it belongs to it (`\/`, `\u002B`).
  func tokenEnd(from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      if Self.isToken(bytes[position]) {
        position += 1
      } else if let escape = escaped(at: position), Self.isToken(escape.byte) {
        position += escape.length
      } else {
        break
      }
    }
    return position
  }

  /// Behind the last character of a value that is in no quotes.
  /// - Parameter closes: whether a bracket ends it, as in JSON.
  func valueEnd(from start: Int, closes: Bool) -> Int {
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") {
        guard let escape = escaped(at: position), !Self.endsValue(escape.byte) else { break }
        position += escape.length
      } else if Self.endsValue(byte) || (closes && ")]}".utf8.contains(byte)) {
        break
      } else {
        position += 1
      }
    }
    return position
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    isSpace(byte) || "\"'`<>&;,|".utf8.contains(byte)
  }

  /// What `\/` and `\u002B` stand for, where it is one character of ASCII.
  func escaped(at position: Int) -> (byte: UInt8, length: Int)? {
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\") else { return nil }
    if bytes[position + 1] == UInt8(ascii: "/") { return (UInt8(ascii: "/"), 2) }
    guard bytes[position + 1] | 0x20 == UInt8(ascii: "u"), position + 6 <= bytes.count,
      let value = UInt8(String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16)
    else { return nil }
    return (value, 6)
  }

  // MARK: - Quotes

  /// An opening quote, in whichever way it is written.
  enum Quote: Equatable {
    /// `"` or `'`, behind so many backslashes.
    case plain(byte: UInt8, backslashes: Int)
    /// `&quot;`, `%22`, `\u0022`.
    case written(String)
  }

  private static let writtenQuotes = [
    "&quot;", "&#34;", "&#x22;", "&#39;", "&apos;", "%22", "%27", "\\u0022", "\\u0027",
  ]

  /// The quote at a place, and how long it is.
  func quote(at position: Int) -> (quote: Quote, length: Int)? {
    var end = position
    while end < bytes.count, bytes[end] == UInt8(ascii: "\\") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
      return (.plain(byte: bytes[end], backslashes: end - position), end - position + 1)
    }
    for written in Self.writtenQuotes where starts(with: written, at: position) {
      return (.written(written), written.utf8.count)
    }
    return nil
  }

  /// Where the text in a quote ends: before the next one like it, else with the text; an apostrophe that is none with the
  /// word.
  func end(of quote: Quote, from start: Int) -> Int {
    switch quote {
    case .written(let written): return index(of: written, from: start) ?? bytes.count
    case .plain(let byte, let backslashes):
      var position = start
      var before = 0
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "\\") {
          before += 1
        } else {
          // `\\"` ends a text, and `\"` in it does not.
          let closes = backslashes == 0 ? before.isMultiple(of: 2) : before <= backslashes
          if bytes[position] == byte, closes { return position - (backslashes == 0 ? 0 : before) }
          before = 0
        }
        position += 1
      }
      return byte == UInt8(ascii: "'") ? valueEnd(from: start, closes: false) : bytes.count
    }
  }
}
