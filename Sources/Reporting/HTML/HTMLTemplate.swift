internal import Model

/// A text of `reports/templates/` with named places, `{{name}}`.
struct HTMLTemplate {
  private let text: String

  /// A file of the folder, by its name; a missing one would be a mistake of the build.
  init(named name: String) {
    text = Self.file(named: name)
  }

  /// A file as it is.
  static func file(named name: String) -> String {
    guard let text = embeddedTexts[name] else { preconditionFailure("reports/templates/\(name) is embedded") }
    return text
  }

  /// The text with every place filled. What is put in is not searched for places. Each place needs a value, and each
  /// value a place.
  func filled(_ values: [String: Markup]) -> String {
    var output = ""
    var unused = Set(values.keys)
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard let value = values[name] else { preconditionFailure("the template's place \(name) has a value") }
      unused.remove(name)
      output += rest[..<open.lowerBound] + value.text
      rest = rest[close.upperBound...]
    }
    precondition(unused.isEmpty, "every value has a place in the template")
    return output + rest
  }
}
