extension YAMLNode {
  /// How deep collections nest at most, unless somebody says otherwise: more than anybody writes, and little enough for
  /// functions that call themselves.
  public static let depthLimit = 256

  /// The document in a text; `nil` if it holds none. Several are an error.
  public static func document(in text: String, depthLimit: Int = depthLimit) throws(YAMLError) -> YAMLNode? {
    try document(in: text.utf8.span, depthLimit: depthLimit)
  }

  /// The document in a text of UTF-8, with or without a byte order mark; `nil` if it holds none. Several are an error.
  public static func document(
    in bytes: Span<UInt8>, depthLimit: Int = depthLimit
  ) throws(YAMLError) -> YAMLNode? {
    try unsafe bytes.withUnsafeBufferPointer { (bytes) throws(YAMLError) in
      var events = try unsafe YAMLEvents(bytes)
      guard let document = try events.nextDocument(depthLimit: depthLimit) else { return nil }
      if let second = try events.nextStart() {
        throw YAMLError(
          kind: .severalDocuments, problem: "but found another document", mark: second,
          context: YAMLError.Context(text: "expected a single document in the stream", mark: document.mark))
      }
      return document
    }
  }

  /// All documents in a text.
  public static func documents(in text: String, depthLimit: Int = depthLimit) throws(YAMLError) -> [YAMLNode] {
    try unsafe text.utf8.span.withUnsafeBufferPointer { (bytes) throws(YAMLError) in
      var events = try unsafe YAMLEvents(bytes)
      var documents: [YAMLNode] = []
      while let document = try events.nextDocument(depthLimit: depthLimit) { documents.append(document) }
      return documents
    }
  }
}

extension YAMLEvents {
  /// Where the next document starts; `nil` at the stream's end.
  fileprivate mutating func nextStart() throws(YAMLError) -> YAMLMark? {
    while true {
      let event = try next()
      switch event.kind {
      case .documentStart: return event.mark
      case .streamEnd: return nil
      default: continue
      }
    }
  }

  /// The root of the next document, whose end may still be to come; `nil` at the stream's end.
  fileprivate mutating func nextDocument(depthLimit: Int) throws(YAMLError) -> YAMLNode? {
    guard try nextStart() != nil else { return nil }
    var open: [Collection] = []
    while true {
      let event = try next()
      var node = YAMLNode(.alias(""), tag: event.tag, anchor: event.anchor, mark: event.mark)
      switch event.kind {
      case .alias(let name): node.content = .alias(name)
      case .scalar(let text, let style): node.content = .scalar(text, style)
      case .sequenceStart(let style), .mappingStart(let style):
        guard open.count < depthLimit else {
          throw YAMLError(
            kind: .nesting, problem: "collections nest more than \(depthLimit) deep", mark: event.mark)
        }
        let isMapping = if case .mappingStart = event.kind { true } else { false }
        open.append(Collection(start: node, isMapping: isMapping, style: style))
        continue
      case .end:
        guard let closed = open.popLast() else { continue }
        node = closed.node
      case .documentStart, .streamEnd, .other: continue
      }
      guard !open.isEmpty else { return node }
      open[open.count - 1].append(node)
    }
  }
}

/// A collection whose end is still to come.
private struct Collection {
  var start: YAMLNode
  let isMapping: Bool
  let style: YAMLNode.CollectionStyle
  private var items: [YAMLNode] = []
  private var members: [YAMLNode.Member] = []
  private var key: YAMLNode?

  init(start: YAMLNode, isMapping: Bool, style: YAMLNode.CollectionStyle) {
    self.start = start
    self.isMapping = isMapping
    self.style = style
  }

  mutating func append(_ node: YAMLNode) {
    if !isMapping {
      items.append(node)
    } else if let key = key.take() {
      members.append(YAMLNode.Member(key: key, value: node))
    } else {
      key = node
    }
  }

  var node: YAMLNode {
    var node = start
    node.content = isMapping ? .mapping(members, style) : .sequence(items, style)
    return node
  }
}
