/// Values as text of XML 1.0, and of HTML, where the same references hold.
enum XMLText {
  /// The value as an attribute's value or an element's text. What XML does not allow at all, and what a terminal could
  /// obey, is written as `\u{1B}` (XML 1.0, production 2: a reference to such a character would not be allowed either).
  static func of(_ value: String, limit: Int = TerminalText.valueLimit) -> String {
    var output = ""
    for scalar in TerminalText.safe(value, limit: limit).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
