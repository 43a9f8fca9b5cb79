import CatalogTree
import Model

/// A value in a file, with its place.
struct Item {
  private let node: CatalogNode
  let file: String

  init(_ node: CatalogNode, in file: String) {
    self.node = node
    self.file = file
  }

  var place: SourcePlace { SourcePlace(file: file, line: node.line, column: node.column) }

  var isText: Bool {
    if case .text = node.content { true } else { false }
  }

  /// Whether it is a mapping with such a key.
  func hasKey(_ name: String) -> Bool {
    guard case .mapping(let members) = node.content else { return false }
    return members.contains { $0.key.content == .text(name) }
  }

  /// What stands there, for messages.
  private var kind: String {
    switch node.content {
    case .text: "a single value"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text of a scalar that is not empty.
  func text(_ log: inout ProblemLog) -> String? {
    guard case .text(let text) = node.content else {
      log.add("\(kind) where a text is expected", at: place)
      return nil
    }
    guard text.utf8.contains(where: { $0 > 0x20 }) else {
      log.add("a text is empty", at: place, expected: "write it, or leave the key out if it may be absent")
      return nil
    }
    return text
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
    guard case .list(let nodes) = node.content else {
      log.add("\(kind) where a list is expected", at: place)
      return nil
    }
    return nodes.map { Item($0, in: file) }
  }

  /// A list of texts; those that are none are left out, and reported.
  func texts(_ log: inout ProblemLog) -> [(text: String, place: SourcePlace)] {
    (list(&log) ?? []).compactMap { item in item.text(&log).map { ($0, item.place) } }
  }

  /// A mapping with no other keys than these.
  func entry(keys: [String], _ log: inout ProblemLog) -> Entry? {
    guard case .mapping(let members) = node.content else {
      log.add(
        "\(kind) where a mapping is expected", at: place, expected: "its keys are: \(keys.joined(separator: ", "))")
      return nil
    }
    var values: [(key: String, value: Item)] = []
    for member in members {
      let (key, value) = (Item(member.key, in: file), Item(member.value, in: file))
      guard let name = key.text(&log) else { continue }
      if keys.contains(name) {
        values.append((name, value))
      } else {
        log.add("unknown key \"\(name)\"", at: key.place, expected: Suggestion.text(for: name, among: keys))
      }
    }
    return Entry(place: place, values: values)
  }
}
