import CYAML

extension YAMLNode {
  /// Documents as a text in UTF-8, each begun with `---`, indented by two, with lines as long as they get. A scalar whose
  /// style cannot hold it is put in quotes.
  ///
  /// Throws what libyaml refuses: an anchor or alias that is no word.
  public static func text(of documents: [YAMLNode]) throws(YAMLError) -> String {
    var bytes: [UInt8] = []
    try unsafe withUnsafeMutablePointer(to: &bytes) { (bytes) throws(YAMLError) in
      let emitter = try unsafe YAMLEmitter(into: bytes)
      try unsafe emitter.emit { unsafe yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
      for document in documents {
        try unsafe emitter.emit { unsafe yaml_document_start_event_initialize(&$0, nil, nil, nil, 0) }
        try emitter.emit(document)
        try unsafe emitter.emit { unsafe yaml_document_end_event_initialize(&$0, 1) }
      }
      try unsafe emitter.emit { unsafe yaml_stream_end_event_initialize(&$0) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// libyaml's writer.
@safe private struct YAMLEmitter: ~Copyable {
  /// On the heap, because it holds pointers to itself.
  private let emitter: UnsafeMutablePointer<yaml_emitter_t>

  /// The bytes must outlive this.
  init(into bytes: UnsafeMutablePointer<[UInt8]>) throws(YAMLError) {
    let emitter = UnsafeMutablePointer<yaml_emitter_t>.allocate(capacity: 1)
    guard unsafe yaml_emitter_initialize(emitter) == 1 else {
      unsafe emitter.deallocate()
      throw YAMLError(kind: .memory, problem: "no memory", mark: YAMLMark(line: 1, column: 1))
    }
    unsafe self.emitter = unsafe emitter
    unsafe yaml_emitter_set_output(
      emitter,
      { context, buffer, count in
        unsafe context?.assumingMemoryBound(to: [UInt8].self).pointee.append(
          contentsOf: UnsafeBufferPointer(start: buffer, count: count))
        return 1
      }, bytes)
    unsafe yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
    unsafe yaml_emitter_set_unicode(emitter, 1)
    unsafe yaml_emitter_set_width(emitter, -1)
  }

  deinit {
    unsafe yaml_emitter_delete(emitter)
    unsafe emitter.deallocate()
  }

  /// Writes a node and what is in it.
  borrowing func emit(_ node: YAMLNode) throws(YAMLError) {
    let isUntagged: Int32 = node.tag == nil ? 1 : 0
    switch node.content {
    case .alias(let name):
      try unsafe emit { event in unsafe name.withCharacters { unsafe yaml_alias_event_initialize(&event, $0) } }
    case .scalar(let text, let style):
      try unsafe emit { event in
        unsafe node.withProperties { anchor, tag in
          unsafe text.withCharacters { characters in
            unsafe yaml_scalar_event_initialize(
              &event, anchor, tag, characters, Int32(text.utf8.count), isUntagged, isUntagged, style.code)
          }
        }
      }
    case .sequence(let items, let style):
      try unsafe emit { event in
        unsafe node.withProperties { anchor, tag in
          unsafe yaml_sequence_start_event_initialize(
            &event, anchor, tag, isUntagged, style == .flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE)
        }
      }
      for item in items { try emit(item) }
      try unsafe emit { unsafe yaml_sequence_end_event_initialize(&$0) }
    case .mapping(let members, let style):
      try unsafe emit { event in
        unsafe node.withProperties { anchor, tag in
          unsafe yaml_mapping_start_event_initialize(
            &event, anchor, tag, isUntagged, style == .flow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE)
        }
      }
      for member in members {
        try emit(member.key)
        try emit(member.value)
      }
      try unsafe emit { unsafe yaml_mapping_end_event_initialize(&$0) }
    }
  }

  /// Writes an event, which libyaml frees, unless it could not be made.
  borrowing func emit(_ initialize: (inout yaml_event_t) -> Int32) throws(YAMLError) {
    var event = unsafe yaml_event_t()
    let isMade = unsafe initialize(&event) == 1
    if isMade, unsafe yaml_emitter_emit(emitter, &event) == 1 { return }
    let problem = unsafe emitter.pointee.problem.map { unsafe String(cString: $0) }
    throw YAMLError(kind: .syntax, problem: problem ?? "an event cannot be made", mark: YAMLMark(line: 1, column: 1))
  }
}

extension YAMLNode {
  /// Anchor and tag as C takes them.
  fileprivate func withProperties(
    _ body: (UnsafePointer<yaml_char_t>?, UnsafePointer<yaml_char_t>?) -> Int32
  ) -> Int32 {
    unsafe anchor.withCharacters { anchor in unsafe tag.withCharacters { unsafe body(anchor, $0) } }
  }
}

extension String {
  /// Ended by a NUL; one in the text does not end it for who is told its length.
  fileprivate func withCharacters(_ body: (UnsafePointer<yaml_char_t>?) -> Int32) -> Int32 {
    unsafe utf8CString.withUnsafeBytes { unsafe body($0.baseAddress?.assumingMemoryBound(to: yaml_char_t.self)) }
  }
}

extension String? {
  fileprivate func withCharacters(_ body: (UnsafePointer<yaml_char_t>?) -> Int32) -> Int32 {
    guard let text = self else { return body(nil) }
    return unsafe text.withCharacters(body)
  }
}

extension YAMLNode.ScalarStyle {
  fileprivate var code: yaml_scalar_style_t {
    switch self {
    case .plain: YAML_PLAIN_SCALAR_STYLE
    case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
    case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
    case .literal: YAML_LITERAL_SCALAR_STYLE
    case .folded: YAML_FOLDED_SCALAR_STYLE
    }
  }
}
