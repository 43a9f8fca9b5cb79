/// Values as fields of CSV (RFC 4180).
enum CSVText {
  /// The value, quoted where it must be. Text that a spreadsheet would take for a formula gets an apostrophe in front,
  /// and nothing that a terminal could obey stays.
  static func field(_ value: String) -> String {
    var text = TerminalText.safe(value, limit: 4_000)
    if let first = text.first, "=+-@".contains(first) { text = "'" + text }
    guard text.contains(where: { ",\"\n\r;".contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
