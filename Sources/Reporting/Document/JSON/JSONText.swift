/// Values as JSON text (RFC 8259) with stable bytes.
enum JSONText {
  /// Sorted keys, indented, a line feed at the end. What a terminal could obey (DEL, C1, bidirectional marks and other
  /// invisible characters) is written as an escape, which JSON strings allow (RFC 8259 section 7).
  static func encoded(_ value: some Encodable) -> String {
    text(of: value, isIndented: true)
  }

  /// The same on one line.
  static func line(_ value: some Encodable) -> String {
    text(of: value, isIndented: false)
  }

  private static func text(of value: some Encodable, isIndented: Bool) -> String {
    let writer = JSONWriter(isIndented: isIndented)
    do {
      try writer.write(value)
    } catch {
      preconditionFailure("a document has only values that JSON has: \(error)")
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }
}
