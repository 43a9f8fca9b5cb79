import Model
import Yams

/// Parses YAML (and so JSON) into values with places. Only the plain part of YAML is accepted: no anchors, aliases, merge
/// keys or tags, and each key once.
struct DocumentParser {
  /// Mappings in lists in mappings …, counted from the root.
  static let depthLimit = 32
  /// After so many duplicate keys, the next one is the only thing reported.
  private static let duplicateLimit = 8

  let file: String
  private(set) var problems: [Problem] = []
  private var blindfold = Blindfold()

  init(file: String) {
    self.file = file
  }

  /// The document's root, as far as it could be understood; `nil` if it could not be.
  mutating func root(of source: SourceText) -> Value? {
    var text = source.text
    while true {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        guard let node = try parser.singleRoot() else {
          report("the file is empty", expected: "a deployment, at least `name: …`", at: nil)
          return nil
        }
        // The parser owns the anchors; without it, a node no longer tells that it had one.
        return withExtendedLifetime(parser) { value(of: node, depth: 1) }
      } catch {
        guard let error = error as? YamlError else {
          problems.append(Problem(place: nil, message: "the file cannot be parsed"))
          return nil
        }
        if case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first {
          if blindfold.hidden.count < Self.duplicateLimit,
            let hidden = blindfold.hiding(key, at: context.mark, in: text)
          {
            text = hidden
            continue
          }
          report("duplicate key \(key.quoted)", expected: "each key once in its mapping", at: context.mark)
          return nil
        }
        problems.append(Problem(error, in: text, file: file))
        return nil
      }
    }
  }

  private mutating func value(of node: Node, depth: Int) -> Value? {
    guard depth <= Self.depthLimit else {
      report("the values are nested more than \(Self.depthLimit) deep", at: node.mark)
      return nil
    }
    guard node.anchor == nil else {
      report("anchors (&name) and aliases (*name) are not supported", expected: "the value written out", at: node.mark)
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      guard hasNoTag(scalar.tag, unless: isPlain ? nil : .str, at: node.mark) else { return nil }
      return Value(content: isPlain ? .init(plain: scalar.string) : .text(scalar.string), place: place(node.mark))
    case .sequence(let sequence):
      guard hasNoTag(sequence.tag, at: node.mark) else { return nil }
      let members = sequence.compactMap { value(of: $0, depth: depth + 1) }
      return Value(content: .list(members), place: place(node.mark))
    case .mapping(let mapping):
      guard hasNoTag(mapping.tag, at: node.mark) else { return nil }
      return Value(content: .mapping(members(of: mapping, depth: depth)), place: place(node.mark))
    case .alias:
      report("aliases (*name) are not supported", expected: "the value written out", at: node.mark)
      return nil
    }
  }

  private mutating func members(of mapping: Node.Mapping, depth: Int) -> [Value.Member] {
    var members: [Value.Member] = []
    var lines: [String: Int] = [:]
    for (keyNode, valueNode) in mapping {
      guard let scalar = keyNode.scalar, keyNode.anchor == nil else {
        report("a key is not plain text", expected: "a word, without anchor or alias", at: keyNode.mark)
        continue
      }
      let key = blindfold.hidden[scalar.string] ?? scalar.string
      if key == "<<", scalar.style == .plain {
        report("merge keys (<<) are not supported", expected: "the values written out", at: keyNode.mark)
        continue
      }
      if let line = lines[key] {
        report("duplicate key \(key.quoted)", expected: "it once: it stands in line \(line) already", at: keyNode.mark)
        continue
      }
      let keyPlace = place(keyNode.mark)
      lines[key] = keyPlace.line
      guard let value = value(of: valueNode, depth: depth + 1) else { continue }
      members.append(Value.Member(key: key, keyPlace: keyPlace, value: value))
    }
    return members
  }

  private mutating func hasNoTag(_ tag: Tag, unless accepted: Tag.Name? = nil, at mark: Mark?) -> Bool {
    let name = Tag.Name(rawValue: tag.rawValue)
    if name == .implicit || name == accepted { return true }
    report("tags (!name) are not supported", expected: "the value alone", at: mark)
    return false
  }

  private mutating func report(_ message: String, expected: String? = nil, at mark: Mark?) {
    problems.append(Problem(place: place(mark), message: message, expected: expected))
  }

  private func place(_ mark: Mark?) -> SourcePlace {
    SourcePlace(file: file, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }
}
