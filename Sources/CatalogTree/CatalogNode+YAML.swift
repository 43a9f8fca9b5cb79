import YAML

/// Why a text is not YAML, and where.
public struct SyntaxMistake: Error, Sendable, Hashable {
  /// `not YAML: did not find expected key`.
  public var message: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in characters.
  public var column: Int
}

extension CatalogNode {
  /// The document that a YAML text holds; `nil` if it holds none. How deep values nest is limited by the parser.
  public static func document(in text: String) throws(SyntaxMistake) -> CatalogNode? {
    let node: YAMLNode?
    do throws(YAMLError) {
      node = try YAMLNode.document(in: text)
    } catch {
      throw SyntaxMistake("not YAML: \(error.problem)", at: error.mark)
    }
    guard let node else { return nil }
    return try CatalogNode(node)
  }

  private init(_ node: YAMLNode) throws(SyntaxMistake) {
    guard node.anchor == nil else { throw .alias(at: node.mark) }
    let content: Content
    switch node.content {
    case .scalar(let text, _): content = .text(text)
    case .sequence(let items, _):
      content = .list(try items.map { (item) throws(SyntaxMistake) in try CatalogNode(item) })
    case .mapping(let members, _):
      var marks: [String: YAMLMark] = [:]
      content = .mapping(
        try members.map { (member) throws(SyntaxMistake) in
          let key = try CatalogNode(member.key)
          if case .text(let name) = key.content, let first = marks.updateValue(member.key.mark, forKey: name) {
            throw SyntaxMistake(
              "the key \"\(name)\" stands twice in one mapping, again in line \(key.line)", at: first)
          }
          return Member(key: key, value: try CatalogNode(member.value))
        })
    case .alias: throw .alias(at: node.mark)
    }
    self.init(content, line: node.mark.line, column: node.mark.column)
  }
}

extension SyntaxMistake {
  fileprivate static func alias(at mark: YAMLMark) -> SyntaxMistake {
    SyntaxMistake("anchors and aliases are not used in a catalog: write the value out", at: mark)
  }

  fileprivate init(_ message: String, at mark: YAMLMark) {
    self.init(message: message, line: mark.line, column: mark.column)
  }
}
