/// Values as text of a monitoring plugin.
enum NagiosText {
  /// One line; a bar would begin the performance data, so it is written as a broken one.
  static func line(_ value: String, limit: Int = 200) -> String {
    var output = ""
    for scalar in TerminalText.safe(value, limit: limit).unicodeScalars {
      output.unicodeScalars.append(scalar == "|" ? "¦" : scalar)
    }
    return output
  }
}
