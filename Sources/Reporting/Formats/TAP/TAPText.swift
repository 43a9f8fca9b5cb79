/// Values as text of the Test Anything Protocol, version 13.
enum TAPText {
  /// A test's description: a number sign in it would begin a directive.
  static func description(_ value: String, limit: Int = 200) -> String {
    var output = ""
    for scalar in TerminalText.safe(value, limit: limit).unicodeScalars {
      if scalar == "#" || scalar == "\\" { output += "\\" }
      output.unicodeScalars.append(scalar)
    }
    return output
  }

  /// A value of a YAML block, in single quotes on one line (YAML 1.2 section 7.3.2): nothing in it is an escape.
  static func quoted(_ value: String) -> String {
    var output = "'"
    for scalar in TerminalText.safe(value).unicodeScalars {
      if scalar == "'" { output += "'" }
      output.unicodeScalars.append(scalar)
    }
    return output + "'"
  }
}
