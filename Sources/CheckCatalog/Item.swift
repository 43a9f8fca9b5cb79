import CatalogTree
import Model

/// A value in a file, with its place.
struct Item {
  private let node: PackedNode
  let file: String

  init(_ node: PackedNode, in file: String) {
    self.node = node
    self.file = file
  }

  var place: SourcePlace { SourcePlace(file: file, line: node.line, column: node.column) }

  var isText: Bool { node.kind == .text }

  /// Whether it is a mapping with such a key.
  func hasKey(_ name: String) -> Bool {
    var isThere = false
    node.forEachMember { key, _, _ in
      isThere = key == name
      return isThere ? .enough : .next
    }
    return isThere
  }

  /// What stands there, for messages.
  private var kind: String {
    switch node.kind {
    case .text: "a single value"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text of a scalar that is not empty.
  func text(_ log: inout ProblemLog) -> String? {
    guard let text = node.text else {
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
    guard node.kind == .list else {
      log.add("\(kind) where a list is expected", at: place)
      return nil
    }
    return node.nodes.map { Item($0, in: file) }
  }

  /// A list of texts; those that are none are left out, and reported.
  func texts(_ log: inout ProblemLog) -> [(text: String, place: SourcePlace)] {
    (list(&log) ?? []).compactMap { item in item.text(&log).map { ($0, item.place) } }
  }

  /// A mapping with no other keys than these.
  func entry(keys: [String], _ log: inout ProblemLog) -> Entry? {
    guard node.kind == .mapping else {
      log.add(
        "\(kind) where a mapping is expected", at: place, expected: "its keys are: \(keys.joined(separator: ", "))")
      return nil
    }
    var (names, items): ([String], [Item]) = ([], [])
    names.reserveCapacity(node.count)
    items.reserveCapacity(node.count)
    node.forEachMember { name, key, value in
      if let name, keys.contains(name) {
        names.append(name)
        items.append(Item(value, in: file))
      } else if let name = Item(key, in: file).text(&log) {
        log.add(
          "unknown key \"\(name)\"", at: Item(key, in: file).place, expected: Suggestion.text(for: name, among: keys))
      }
      return .next
    }
    return Entry(place: place, keys: names, items: items)
  }
}
