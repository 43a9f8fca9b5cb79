import YAML

/// What a node means to Kubernetes.
extension YAMLNode {
  subscript(key: String) -> YAMLNode? { members.last { $0.key.string == key }?.value }

  subscript(index: Int) -> YAMLNode? { array().indices.contains(index) ? array()[index] : nil }

  /// Of a mapping; of anything else, none.
  var members: [Member] {
    if case .mapping(let members, _) = content { members } else { [] }
  }

  /// Of a list; of anything else, none.
  func array() -> [YAMLNode] {
    if case .sequence(let items, _) = content { items } else { [] }
  }

  /// A scalar's text, whether it means that or not.
  var string: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether a reader takes it for text, and not for a number, a truth value or nothing.
  var isText: Bool {
    guard case .scalar(let text, let style) = content else { return false }
    return style != .plain || YAMLNode.readsAsText(text)
  }

  var bool: Bool? { isText ? nil : string.flatMap(Bool.init) }

  var int: Int? { isText ? nil : string.flatMap { Int($0) } }

  /// Wherever it stands.
  var withoutMarks: YAMLNode {
    let content: Content =
      switch content {
      case .sequence(let items, let style): .sequence(items.map(\.withoutMarks), style)
      case .mapping(let members, let style):
        .mapping(members.map { Member(key: $0.key.withoutMarks, value: $0.value.withoutMarks) }, style)
      case .scalar, .alias: content
      }
    return YAMLNode(content, tag: tag, anchor: anchor)
  }
}
