import Model
import Yams

/// A value in a file, with its place.
struct Item {
  let node: Node
  let file: String

  var place: SourcePlace {
    SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  var isSingleValue: Bool { node.scalar != nil }

  /// What stands there, for messages.
  private var kind: String {
    switch node {
    case .scalar: "a single value"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// The text of a scalar that is not empty.
  func text(_ log: inout ProblemLog) -> String? {
    guard let scalar = node.scalar else {
      log.add("\(kind) where a text is expected", at: place)
      return nil
    }
    guard !scalar.string.allSatisfy(\.isWhitespace) else {
      log.add("a text is empty", at: place, expected: "write it, or leave the key out if it may be absent")
      return nil
    }
    return scalar.string
  }

  /// A text that is one of a closed set.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ what: String, _ log: inout ProblemLog, as type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let text = text(&log) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    log.add(
      "unknown \(what) \"\(text)\"", at: place,
      expected: Suggestion.text(for: text, among: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// `true` or `false`, and nothing else that YAML versions disagree about (`yes`, `on`).
  func boolean(_ log: inout ProblemLog) -> Bool? {
    guard let text = text(&log) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      log.add("\"\(text)\" where true or false is expected", at: place)
      return nil
    }
  }

  /// A whole number in a range.
  func number(in range: ClosedRange<Int>, _ log: inout ProblemLog) -> Int? {
    guard let text = text(&log) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    log.add("\"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound)", at: place)
    return nil
  }

  /// The members of a list.
  func list(_ log: inout ProblemLog) -> [Item]? {
    guard let sequence = node.sequence else {
      log.add("\(kind) where a list is expected", at: place)
      return nil
    }
    return sequence.map { Item(node: $0, file: file) }
  }

  /// A list of texts; those that are none are left out, and reported.
  func texts(_ log: inout ProblemLog) -> [(text: String, place: SourcePlace)] {
    (list(&log) ?? []).compactMap { item in item.text(&log).map { ($0, item.place) } }
  }

  /// A mapping with no other keys than these.
  func entry(keys: [String], _ log: inout ProblemLog) -> Entry? {
    guard let mapping = node.mapping else {
      log.add(
        "\(kind) where a mapping is expected", at: place, expected: "its keys are: \(keys.joined(separator: ", "))")
      return nil
    }
    var values: [(key: String, value: Item)] = []
    for pair in mapping {
      let key = Item(node: pair.key, file: file)
      guard let name = key.text(&log) else { continue }
      if keys.contains(name) {
        values.append((name, Item(node: pair.value, file: file)))
      } else {
        log.add("unknown key \"\(name)\"", at: key.place, expected: Suggestion.text(for: name, among: keys))
      }
    }
    return Entry(place: place, values: values)
  }
}
