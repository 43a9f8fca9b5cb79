/// Values as a deployment file writes them, for the changes that a plan rule proposes.
enum YAMLText {
  /// `[a, b]`, each member quoted where YAML would read something else.
  static func list(_ members: [String]) -> String {
    "[\(members.map(scalar).joined(separator: ", "))]"
  }

  /// One member as it is, several as a list: the form of values that take either.
  static func list(of members: [String]) -> String {
    members.count == 1 ? scalar(members[0]) : list(members)
  }

  /// The text, in quotes unless it begins with a letter, a digit or a point and holds nothing that YAML gives a meaning.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") } == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._/-".contains($0)) }
    guard !isPlain else { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
