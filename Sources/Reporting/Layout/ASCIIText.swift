/// Text for terminals that show nothing but ASCII.
enum ASCIIText {
  /// Our own typography in its plain form, everything else that is not ASCII as `\u{E9}`.
  static func of(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "·": output += "-"
      case "…": output += "..."
      case "–", "—": output += "-"
      case "→": output += "->"
      case "×": output += "x"
      case "≤": output += "<="
      case "≥": output += ">="
      case "−": output += "-"
      case "∈": output += "in"
      case "∉": output += "not in"
      case "∩": output += "and"
      case "∅": output += "nothing"
      case "≠": output += "!="
      case "⊆": output += "within"
      case "⊄": output += "not within"
      case "’", "‘": output += "'"
      case "“", "”": output += "\""
      case "\u{A0}": output.unicodeScalars.append(scalar)
      default:
        if scalar.isASCII {
          output.unicodeScalars.append(scalar)
        } else {
          output += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
      }
    }
    return output
  }
}
