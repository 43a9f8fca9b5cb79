/// Values as fields of CSV (RFC 4180).
enum CSVText {
  /// The value, quoted where it must be. Text that a spreadsheet would take for a formula gets an apostrophe in front,
  /// and nothing that a terminal could obey stays.
  ///
  /// Looked at by scalars: as a character, an equals sign with a combining mark is not an equals sign.
  static func field(_ value: String) -> String {
    var scalars = TerminalText.safe(value, limit: 4_000).unicodeScalars
    if let first = scalars.first, "=+-@".unicodeScalars.contains(first) { scalars.insert("'", at: scalars.startIndex) }
    guard scalars.contains(where: { ",\"\n\r;".unicodeScalars.contains($0) }) else { return String(scalars) }
    var quoted = "\"".unicodeScalars
    for scalar in scalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
