/// Text from the network or from files made safe to show on a terminal.
enum TerminalText {
  /// How many columns one value gets at most.
  static let valueLimit = 600

  /// The text with everything that a terminal could obey, or that hides or reorders text, written as `\u{1B}`; more
  /// than `limit` columns are cut, with an ellipsis.
  static func safe(_ text: some StringProtocol, limit: Int = valueLimit) -> String {
    // Most texts are letters that every terminal shows, each in one column.
    if text.utf8.count < limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return String(text) }
    var output = ""
    var width = 0
    var marks = 0
    for scalar in text.unicodeScalars {
      let own = TextWidth.of(scalar)
      marks = own == 0 ? marks + 1 : 0
      // A few marks on one letter are a language, many are an attack on the line above.
      let escaped = isUnsafe(scalar) || marks > 4 ? escape(scalar) : nil
      width += escaped?.utf8.count ?? own
      guard width < limit else { return output + "…" }
      if let escaped { output += escaped } else { output.unicodeScalars.append(scalar) }
    }
    return output
  }

  /// Whether a terminal may do something else with it than show it: controls, format characters (bidirectional marks,
  /// zero-width characters, tags), line and paragraph separators, private and unassigned characters.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return true
    default: return false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
}
