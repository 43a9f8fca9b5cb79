internal import FoundationEssentials

/// Values as JSON text with stable bytes.
enum JSONText {
  /// Sorted keys, indented, a line feed at the end. What a terminal could obey (DEL, C1, bidirectional marks and other
  /// invisible characters) is written as an escape, which JSON strings allow (RFC 8259 section 7).
  static func encoded(_ value: some Encodable) -> String {
    text(of: value, [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
  }

  /// The same on one line.
  static func line(_ value: some Encodable) -> String {
    text(of: value, [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func text(of value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let data: Data
    do {
      data = try encoder.encode(value)
    } catch {
      preconditionFailure("a document has only values that JSON has: \(error)")
    }
    return escapingInvisibles(in: String(decoding: data, as: UTF8.self)) + "\n"
  }

  private static func escapingInvisibles(in text: String) -> String {
    guard text.unicodeScalars.contains(where: { TerminalText.isUnsafe($0) && $0 != "\n" }) else { return text }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar != "\n", TerminalText.isUnsafe(scalar) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
