import Model

/// A file's text, once it is known to be safe to hand to the YAML parser.
struct SourceText {
  /// Files larger than this are not read further.
  static let byteLimit = 1 << 20

  /// Without a byte order mark.
  let text: String

  /// Checks size, encoding and characters.
  init(_ bytes: [UInt8], named file: String) throws(IntakeError) {
    func place(at offset: Int) -> SourcePlace { Self.place(at: offset, in: bytes, named: file) }
    func refusal(_ message: String, at offset: Int? = nil, expected: String) -> IntakeError {
      IntakeError(problems: [
        Problem(
          place: offset.map(place(at:)) ?? SourcePlace(file: file, line: 1, column: 1), message: message,
          expected: expected)
      ])
    }
    guard bytes.count <= Self.byteLimit else {
      throw refusal("the file is larger than 1 MiB", expected: "a deployment file, which has a few kilobytes")
    }
    if let zero = bytes.firstIndex(of: 0) {
      let isUTF16 = bytes.prefix(2).elementsEqual([0xFF, 0xFE]) || bytes.prefix(2).elementsEqual([0xFE, 0xFF])
      throw refusal(
        isUTF16 ? "the file is UTF-16" : "the file is binary: it has a NUL byte", at: isUTF16 ? 0 : zero,
        expected: "text in UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refusal("the file is not valid UTF-8", at: Self.firstInvalid(in: bytes), expected: "text in UTF-8")
    }
    let withoutMark = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    var offset = text.utf8.count - withoutMark.utf8.count
    for scalar in withoutMark.unicodeScalars {
      guard Self.isAllowed(scalar) else {
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw refusal(
          "the character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) is not allowed", at: offset,
          expected: "text without control characters")
      }
      offset += UTF8.width(scalar)
    }
    self.text = withoutMark
  }

  /// The characters of YAML 1.2 (section 5.1, `c-printable`), without a second byte order mark and without those that
  /// end a line only in YAML 1.1 (NEL, LS, PS), on which the parser and an editor disagree.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return min(offset, max(0, bytes.count - 1))
  }

  /// The place of a byte, counting lines by LF, CR or both.
  static func place(at offset: Int, in bytes: [UInt8], named file: String) -> SourcePlace {
    var line = 1
    var start = 0
    for (index, byte) in bytes[..<offset].enumerated() {
      let endsLine =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r") && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
      if endsLine { (line, start) = (line + 1, index + 1) }
    }
    let characters = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars
    return SourcePlace(file: file, line: line, column: characters.count(where: { $0 != "\u{FEFF}" }) + 1)
  }
}
