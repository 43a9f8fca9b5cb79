import Yams

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
  /// The document that a YAML text holds; `nil` if it holds none. How deep values nest is limited by the parser. Texts
  /// with anchors must be refused before: a few lines of them unfold to more than memory holds.
  public static func document(in text: String) throws(SyntaxMistake) -> CatalogNode? {
    do {
      // Without rules for tags: no regular expression is tried on any value, and values are texts until asked.
      return try Yams.compose(yaml: text, .basic).map { CatalogNode($0) }
    } catch {
      throw SyntaxMistake(error)
    }
  }

  /// The parser's nodes are dear to copy; their texts and places are all that is kept of them.
  private init(_ node: Node) {
    let content: Content =
      switch node {
      case .scalar(let scalar): .text(scalar.string)
      case .sequence(let sequence): .list(sequence.map { CatalogNode($0) })
      case .mapping(let mapping):
        .mapping(mapping.map { Member(key: CatalogNode($0.key), value: CatalogNode($0.value)) })
      case .alias: .text("")  // needs an anchor
      }
    self.init(content, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}

extension SyntaxMistake {
  fileprivate init(_ error: any Error) {
    var mark: Mark?
    switch error as? YamlError {
    case .scanner(_, let problem, let place, _), .parser(_, let problem, let place, _),
      .composer(_, let problem, let place, _):
      mark = place
      message = "not YAML: \(problem)"
    case .reader(let problem, _, _, _):
      message = "not YAML: \(problem)"
    case .duplicatedKeysInMapping(let names, let context):
      mark = context.mark
      message = "the key \"\(names.first ?? "")\" stands twice in one mapping"
    default:
      message = "not YAML: \(error)"
    }
    line = max(1, mark?.line ?? 1)
    column = max(1, mark?.column ?? 1)
  }
}
