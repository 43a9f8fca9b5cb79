import Model

/// Parses JSON (RFC 8259) into values with places, within bounds on depth and count, and in time linear in its size: `az`
/// prints documents of megabytes in one line.
struct JSONParser {
  /// Objects in arrays in objects …, counted from the root.
  static let depthLimit = 64
  static let valueLimit = 1_000_000

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// Bytes since the line's start that continue a character (RFC 3629): columns count characters.
  private var continuations = 0
  private var count = 0

  /// The value that the text consists of; `bytes` are valid UTF-8 without a byte order mark.
  static func value(of bytes: [UInt8], named file: String) throws(IntakeError) -> Value {
    var parser = Self(bytes: bytes, file: file)
    parser.skipSpace()
    let value = try parser.value(depth: 1)
    parser.skipSpace()
    if parser.position < bytes.count {
      throw parser.failure("there is more after the end of the document", expected: "one JSON document a file")
    }
    return value
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var place: SourcePlace {
    SourcePlace(file: file, line: line, column: position - lineStart - continuations + 1)
  }

  private func failure(_ message: String, expected: String? = nil) -> IntakeError {
    IntakeError(problems: [Problem(place: place, message: message, expected: expected)])
  }

  private func invalid(_ expected: String) -> IntakeError {
    current == nil
      ? failure("the document ends in the middle", expected: "the whole document: it may have been cut off")
      : failure("not valid JSON", expected: expected)
  }

  private mutating func skipSpace() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\n"):
        position += 1
        line += 1
        lineStart = position
        continuations = 0
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      default:
        return
      }
    }
  }

  private mutating func value(depth: Int) throws(IntakeError) -> Value {
    guard depth <= Self.depthLimit else { throw failure("the values are nested more than \(Self.depthLimit) deep") }
    count += 1
    guard count <= Self.valueLimit else { throw failure("the document has more than \(Self.valueLimit) values") }
    let place = place
    guard let byte = current else { throw invalid("a value") }
    switch byte {
    case UInt8(ascii: "{"): return Value(content: .mapping(try members(depth: depth)), place: place)
    case UInt8(ascii: "["): return Value(content: .list(try items(depth: depth)), place: place)
    case UInt8(ascii: "\""): return Value(content: .text(try string()), place: place)
    case UInt8(ascii: "t"): return try literal("true", .boolean(true), at: place)
    case UInt8(ascii: "f"): return try literal("false", .boolean(false), at: place)
    case UInt8(ascii: "n"): return try literal("null", .null, at: place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return Value(content: .number(spelling: try number()), place: place)
    default: throw invalid("a value")
    }
  }

  private mutating func literal(
    _ text: StaticString, _ content: Value.Content, at place: SourcePlace
  ) throws(IntakeError) -> Value {
    for byte in "\(text)".utf8 {
      guard current == byte else { throw invalid("true, false or null") }
      position += 1
    }
    return Value(content: content, place: place)
  }

  private mutating func members(depth: Int) throws(IntakeError) -> [Value.Member] {
    position += 1
    var members: [Value.Member] = []
    var keys: Set<String> = []
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return members
    }
    while true {
      skipSpace()
      let keyPlace = place
      guard current == UInt8(ascii: "\"") else { throw invalid("a key in quotes") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw IntakeError(problems: [
          Problem(place: keyPlace, message: "duplicate key \(key.quoted)", expected: "each key once in its object")
        ])
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw invalid("a colon after the key") }
      position += 1
      skipSpace()
      members.append(Value.Member(key: key, keyPlace: keyPlace, value: try value(depth: depth + 1)))
      if try ends(with: UInt8(ascii: "}")) { return members }
    }
  }

  private mutating func items(depth: Int) throws(IntakeError) -> [Value] {
    position += 1
    var items: [Value] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return items
    }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      if try ends(with: UInt8(ascii: "]")) { return items }
    }
  }

  /// Whether the container ends here; else there is a comma, which is passed.
  private mutating func ends(with end: UInt8) throws(IntakeError) -> Bool {
    skipSpace()
    guard let byte = current, byte == end || byte == UInt8(ascii: ",") else {
      throw invalid("a comma or \(Character(Unicode.Scalar(end)))")
    }
    position += 1
    return byte == end
  }

  private mutating func number() throws(IntakeError) -> String {
    let start = position
    func isDigit(_ byte: UInt8?) -> Bool {
      byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }
    if current == UInt8(ascii: "-") { position += 1 }
    guard isDigit(current) else { throw invalid("a number") }
    let leads = current == UInt8(ascii: "0")
    position += 1
    if leads, isDigit(current) { throw invalid("a number without leading zeros") }
    while isDigit(current) { position += 1 }
    if current == UInt8(ascii: ".") {
      position += 1
      guard isDigit(current) else { throw invalid("digits after the point") }
      while isDigit(current) { position += 1 }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { position += 1 }
      guard isDigit(current) else { throw invalid("digits of the exponent") }
      while isDigit(current) { position += 1 }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func string() throws(IntakeError) -> String {
    position += 1
    let start = position
    // Most strings have no escape and are taken as they stand.
    while let byte = current, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { pass(byte) }
    if current == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += Array(String(try escape()).utf8)
      case ..<0x20:
        throw failure("a text goes on over the end of a line, or has a control character", expected: "a closing quote")
      default:
        text.append(byte)
        pass(byte)
      }
    }
    throw invalid("a closing quote")
  }

  private mutating func pass(_ byte: UInt8) {
    if (0x80...0xBF).contains(byte) { continuations += 1 }
    position += 1
  }

  /// A character written with a backslash. Half of a surrogate pair is replaced: no text can hold it.
  private mutating func escape() throws(IntakeError) -> Unicode.Scalar {
    guard let byte = current else { throw invalid("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      guard (0xD800...0xDBFF).contains(unit), current == UInt8(ascii: "\\"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "u")
      else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
      position += 2
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
      return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
    default:
      position -= 1
      throw invalid("an escape of JSON")
    }
  }

  private mutating func hexadecimal() throws(IntakeError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw invalid("four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
