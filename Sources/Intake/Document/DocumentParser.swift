import Model
import YAML

/// Parses YAML (and so JSON) into values with places. Only the plain part of YAML is accepted: no anchors, aliases, merge
/// keys or tags, and each key once.
struct DocumentParser {
  /// Mappings in lists in mappings …, counted from the root.
  static let depthLimit = 32

  let file: String
  private(set) var problems: [Problem] = []
  private var anchors: Set<String> = []

  init(file: String) {
    self.file = file
  }

  /// The document's root, as far as it could be understood; `nil` if it could not be.
  mutating func root(of source: SourceText) -> Value? {
    do throws(YAMLError) {
      guard let node = try YAMLNode.document(in: source.text) else {
        report("the file is empty", expected: "a deployment, at least `name: …`", at: YAMLMark(line: 1, column: 1))
        return nil
      }
      return value(of: node, depth: 1)
    } catch {
      problems.append(Problem(error, in: source.text, file: file))
      return nil
    }
  }

  private mutating func value(of node: YAMLNode, depth: Int) -> Value? {
    guard depth <= Self.depthLimit else {
      report("the values are nested more than \(Self.depthLimit) deep", at: node.mark)
      return nil
    }
    if let anchor = node.anchor {
      anchors.insert(anchor)
      report("anchors (&name) and aliases (*name) are not supported", expected: "the value written out", at: node.mark)
      return nil
    }
    let content: Value.Content
    switch node.content {
    case .scalar(let text, let style):
      guard hasNoTag(node, unless: style == .plain ? nil : "tag:yaml.org,2002:str") else { return nil }
      content = style == .plain ? .init(plain: text) : .text(text)
    case .sequence(let items, _):
      guard hasNoTag(node) else { return nil }
      content = .list(items.compactMap { value(of: $0, depth: depth + 1) })
    case .mapping(let members, _):
      guard hasNoTag(node) else { return nil }
      content = .mapping(values(of: members, depth: depth))
    case .alias(let name):
      report(
        "an alias (*name) is not supported",
        expected: anchors.contains(name) ? "the value written out" : "text that begins with * or & in quotes",
        at: node.mark)
      return nil
    }
    return Value(content: content, place: place(node.mark))
  }

  private mutating func values(of members: [YAMLNode.Member], depth: Int) -> [Value.Member] {
    var values: [Value.Member] = []
    values.reserveCapacity(members.count)
    var lines: [String: Int] = [:]
    for member in members {
      let mark = member.key.mark
      guard case .scalar(let key, let style) = member.key.content, member.key.anchor == nil else {
        report("a key is not plain text", expected: "a word, without anchor or alias", at: mark)
        continue
      }
      if key == "<<", style == .plain {
        report("merge keys (<<) are not supported", expected: "the values written out", at: mark)
        continue
      }
      if let line = lines[key] {
        report("duplicate key \(key.quoted)", expected: "it once: it stands in line \(line) already", at: mark)
        continue
      }
      lines[key] = mark.line
      guard let value = value(of: member.value, depth: depth + 1) else { continue }
      values.append(Value.Member(key: key, keyPlace: place(mark), value: value))
    }
    return values
  }

  private mutating func hasNoTag(_ node: YAMLNode, unless accepted: String? = nil) -> Bool {
    if node.tag == nil || node.tag == accepted { return true }
    report("tags (!name) are not supported", expected: "the value alone", at: node.mark)
    return false
  }

  private mutating func report(_ message: String, expected: String? = nil, at mark: YAMLMark) {
    problems.append(Problem(place: place(mark), message: message, expected: expected))
  }

  private func place(_ mark: YAMLMark) -> SourcePlace {
    SourcePlace(file: file, line: mark.line, column: mark.column)
  }
}
