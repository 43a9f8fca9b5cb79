import Model

extension Reading {
  /// Text that is not empty, within one line and so many characters.
  mutating func text(_ value: Value, expected: String = "text", length: ClosedRange<Int> = 1...256) -> String? {
    switch value.content {
    case .text(let text):
      if text.allSatisfy(\.isWhitespace) {
        refuse(value, expected: expected)
      } else if text.contains(where: \.isNewline) {
        refuse(value, because: "it has several lines", expected: expected)
      } else if text.count > length.upperBound {
        refuse(value, because: "it is longer than \(length.upperBound) characters", expected: expected)
      } else if Self.isPlaceholder(text) {
        refuse(value, because: "that is a placeholder", expected: expected)
      } else {
        return text
      }
    case .number, .boolean:
      refuse(value, expected: "\(expected), in quotes")
    case .null, .list, .mapping:
      refuse(value, expected: expected)
    }
    return nil
  }

  /// Text of which each character is allowed.
  mutating func text(
    _ value: Value, expected: String, where isAllowed: (Unicode.Scalar) -> Bool
  ) -> String? {
    guard let text = text(value, expected: expected) else { return nil }
    if text.unicodeScalars.allSatisfy(isAllowed) { return text }
    refuse(value, expected: expected)
    return nil
  }

  /// Text without spaces, such as an image's name.
  mutating func word(_ value: Value, expected: String) -> String? {
    text(value, expected: expected) { !$0.properties.isWhitespace }
  }

  mutating func boolean(_ value: Value) -> Bool? {
    switch value.content {
    case .boolean(let boolean): return boolean
    case .text(let text):
      switch text.lowercased() {
      case "yes", "on", "y", "true": refuse(value, expected: "true, without quotes")
      case "no", "off", "n", "false": refuse(value, expected: "false, without quotes")
      default: refuse(value, expected: "true or false")
      }
    case .null, .number, .list, .mapping:
      refuse(value, expected: "true or false")
    }
    return nil
  }

  /// A whole number within a range, written in decimal digits and nothing else.
  mutating func integer(_ value: Value, in range: ClosedRange<Int>, of unit: String? = nil) -> Int? {
    if case .number(let spelling) = value.content, let number = Int(spelling), String(number) == spelling,
      range.contains(number)
    {
      return number
    }
    let kind = "a whole number \(unit.map { "of \($0) " } ?? "")from \(range.lowerBound) to \(range.upperBound)"
    refuse(value, expected: kind + quotesNote(value))
    return nil
  }

  /// A finite number within a range.
  mutating func number(_ value: Value, in range: ClosedRange<Double>) -> Double? {
    if case .number(let spelling) = value.content, let number = Double(spelling), range.contains(number) {
      return number
    }
    refuse(
      value, expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))" + quotesNote(value))
    return nil
  }

  private func quotesNote(_ value: Value) -> String {
    if case .text(let text) = value.content, case .number = Value.Content(plain: text) {
      ", without quotes"
    } else {
      ""
    }
  }

  /// One of a closed set of names.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ value: Value, as type: Choice.Type = Choice.self
  ) -> Choice? {
    let names = Choice.allCases.map(\.rawValue)
    let expected = "one of \(names.joined(separator: ", "))"
    guard let text = text(value, expected: expected) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    refuse(value, expected: expected, suggestion: Suggestion.nearest(to: text, among: names))
    return nil
  }

  mutating func port(_ value: Value) -> UInt16? {
    integer(value, in: 1...65_535).flatMap(UInt16.init(exactly:))
  }

  /// Whether text was copied from a document and never filled in: `<your-registry>`, `${NAME}`, `{{ name }}`, `…`,
  /// `your-registry`.
  static func isPlaceholder(_ text: String) -> Bool {
    if text.contains("…") || text.contains("${") || text.contains("{{") { return true }
    if let open = text.firstIndex(of: "<"), text[open...].contains(">") { return true }
    let lower = text.lowercased()
    return ["your-", "your_", "my-placeholder", "replace-me", "changeme", "change-me"].contains { lower.hasPrefix($0) }
  }
}
