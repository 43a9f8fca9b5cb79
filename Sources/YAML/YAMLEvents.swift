import CYAML

/// What libyaml's parser reads, one event after the other. It keeps its state on the heap: nesting needs no stack.
@safe struct YAMLEvents: ~Copyable {
  enum Kind {
    /// Between documents, and at the beginning.
    case other
    case documentStart
    case streamEnd
    case alias(String)
    case scalar(String, YAMLNode.ScalarStyle)
    case sequenceStart(YAMLNode.CollectionStyle)
    case mappingStart(YAMLNode.CollectionStyle)
    /// Of a sequence or mapping.
    case end
  }

  struct Event {
    var kind: Kind
    var tag: String?
    var anchor: String?
    var mark: YAMLMark
  }

  /// On the heap, because it holds pointers to itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>

  /// The bytes must outlive this.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      throw YAMLError(kind: .memory, problem: "no memory", mark: YAMLMark(line: 1, column: 1))
    }
    unsafe self.parser = unsafe parser
    // libyaml would count a byte order mark as the first line's first column.
    let hasOrderMark = unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF])
    unsafe self.bytes = unsafe UnsafeBufferPointer(rebasing: bytes.dropFirst(hasOrderMark ? 3 : 0))
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, self.bytes.baseAddress, self.bytes.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// The next event. After an error or the stream's end there is none to ask for.
  mutating func next() throws(YAMLError) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error() }
    defer { unsafe yaml_event_delete(&event) }
    let mark = unsafe YAMLMark(event.start_mark)
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, mark: mark)
    case YAML_STREAM_END_EVENT: return Event(kind: .streamEnd, mark: mark)
    case YAML_ALIAS_EVENT:
      return Event(kind: .alias(unsafe Self.text(event.data.alias.anchor) ?? ""), mark: mark)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let value = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return Event(
        kind: .scalar(value, unsafe YAMLNode.ScalarStyle(scalar.style)), tag: unsafe Self.text(scalar.tag),
        anchor: unsafe Self.text(scalar.anchor), mark: mark)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return Event(
        kind: .sequenceStart(unsafe start.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block),
        tag: unsafe Self.text(start.tag), anchor: unsafe Self.text(start.anchor), mark: mark)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return Event(
        kind: .mappingStart(unsafe start.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block),
        tag: unsafe Self.text(start.tag), anchor: unsafe Self.text(start.anchor), mark: mark)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .end, mark: mark)
    default: return Event(kind: .other, mark: mark)
    }
  }

  private static func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let characters = unsafe characters else { return nil }
    return unsafe String(cString: characters)
  }

  /// What the parser stopped at.
  private func error() -> YAMLError {
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "no memory"
    switch unsafe parser.pointee.error {
    case YAML_READER_ERROR:
      let mark = unsafe YAMLMark(of: parser.pointee.problem_offset, in: bytes.span)
      return YAMLError(kind: .characters, problem: problem, mark: mark)
    case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
      let context = unsafe parser.pointee.context.map {
        unsafe YAMLError.Context(text: String(cString: $0), mark: YAMLMark(parser.pointee.context_mark))
      }
      return unsafe YAMLError(
        kind: .syntax, problem: problem, mark: YAMLMark(parser.pointee.problem_mark), context: context)
    default:
      return unsafe YAMLError(kind: .memory, problem: problem, mark: YAMLMark(parser.pointee.mark))
    }
  }
}

extension YAMLMark {
  /// libyaml counts from 0.
  fileprivate init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

extension YAMLNode.ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
