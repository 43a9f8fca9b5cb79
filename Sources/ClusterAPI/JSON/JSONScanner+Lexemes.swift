/// Texts, numbers and literals, which may be cut anywhere between two pieces.
extension JSONScanner {
  /// Reads a text as far as it goes without an escape.
  mutating func string(_ bytes: [UInt8], at start: Int) throws(JSONError) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      index += 1
    }
    if isLexemeKept, index > start { try keep(bytes[start..<index], at: start) }
    guard index < bytes.count else { return index }
    switch bytes[index] {
    case UInt8(ascii: "\""): try endString(at: index)
    case UInt8(ascii: "\\"): state = .escape
    default: throw failure(.invalid, at: index)
    }
    return index + 1
  }

  private mutating func endString(at index: Int) throws(JSONError) {
    endSurrogate()
    if isKey {
      stack[stack.count - 1].key = isLexemeKept ? String(decoding: lexeme, as: UTF8.self) : ""
      state = .colon
    } else {
      try add(isLexemeKept ? .text(String(decoding: lexeme, as: UTF8.self)) : nil, at: index)
    }
  }

  mutating func escape(_ byte: UInt8, at index: Int) throws(JSONError) {
    state = .string
    let character: UInt8
    switch byte {
    case UInt8(ascii: "u"):
      unit = 0
      state = .unicode(digits: 0)
      return
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): character = byte
    case UInt8(ascii: "b"): character = 8
    case UInt8(ascii: "f"): character = 12
    case UInt8(ascii: "n"): character = 10
    case UInt8(ascii: "r"): character = 13
    case UInt8(ascii: "t"): character = 9
    default: throw failure(.invalid, at: index)
    }
    if isLexemeKept { try keep([character], at: index) }
  }

  /// Four hexadecimal digits, of which this is one; a half of a surrogate pair alone is replaced.
  mutating func unicode(_ byte: UInt8, digits: Int, at index: Int) throws(JSONError) {
    guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
      throw failure(.invalid, at: index)
    }
    unit = unit << 4 | UInt32(digit)
    guard digits == 3 else {
      state = .unicode(digits: digits + 1)
      return
    }
    state = .string
    guard isLexemeKept else { return }
    if let first = lead, (0xDC00...0xDFFF).contains(unit) {
      lead = nil
      append(Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (unit - 0xDC00)) ?? "\u{FFFD}")
    } else {
      endSurrogate()
      if (0xD800...0xDBFF).contains(unit) { lead = unit } else { append(Unicode.Scalar(unit) ?? "\u{FFFD}") }
    }
  }

  private mutating func endSurrogate() {
    guard lead != nil else { return }
    lead = nil
    append("\u{FFFD}")
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    lexeme += Array(String(scalar).utf8)
    kept += 4
  }

  private mutating func keep(_ bytes: some Collection<UInt8>, at index: Int) throws(JSONError) {
    endSurrogate()
    lexeme += bytes
    kept += bytes.count
    guard kept <= Self.keptLimit else { throw failure(.tooLarge, at: index) }
  }

  /// Reads a number as far as it goes: its end is what cannot belong to it.
  mutating func number(_ bytes: [UInt8], at start: Int) throws(JSONError) -> Int {
    var index = start
    while index < bytes.count, Self.isOfNumber(bytes[index]) { index += 1 }
    lexeme += bytes[start..<index]
    guard lexeme.count <= 64 else { throw failure(.invalid, at: index) }
    if index < bytes.count { try endNumber(at: index) }
    return index
  }

  mutating func endNumber(at index: Int) throws(JSONError) {
    let spelling = String(decoding: lexeme, as: UTF8.self)
    guard Double(spelling) != nil else { throw failure(.invalid, at: index) }
    try add(isLexemeKept ? .number(spelling: spelling) : nil, at: index)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Reads a letter of `true`, `false` or `null`. Returns where to go on.
  mutating func literal(_ byte: UInt8, at index: Int) throws(JSONError) -> Int {
    lexeme.append(byte)
    switch String(decoding: lexeme, as: UTF8.self) {
    case "true": try add(isLexemeKept ? .boolean(true) : nil, at: index)
    case "false": try add(isLexemeKept ? .boolean(false) : nil, at: index)
    case "null": try add(isLexemeKept ? .null : nil, at: index)
    case let start:
      guard ["true", "false", "null"].contains(where: { $0.hasPrefix(start) }) else {
        throw failure(.invalid, at: index)
      }
    }
    return index + 1
  }
}
