/// Reads a JSON document in pieces, as they arrive, and keeps of it only what a mask names.
///
/// The items of the document's list `items` are handed out one by one: so a list of 5,000 nodes costs the memory of one
/// node and of what is kept of the others. What the mask does not name is checked for its form only as far as is needed
/// to find its end.
public struct JSONScanner: Sendable {
  /// How deep values may be nested.
  public static let depthLimit = 64
  /// What may be kept of one item, or of the document outside of them, in bytes.
  public static let keptLimit = 2 << 20

  /// What comes next.
  enum State: Sendable {
    case value, firstItem, firstKey, key, colon, separator
    case string, escape
    case unicode(digits: Int)
    case number, literal, end
  }

  /// An object or a list that is open.
  struct Frame: Sendable {
    var isObject: Bool
    /// What is kept of it; `nil`: nothing.
    var mask: FieldMask?
    /// The member whose value comes.
    var key = ""
    var members: [String: JSONValue] = [:]
    var items: [JSONValue] = []
  }

  let root: FieldMask
  var state = State.value
  var stack: [Frame] = []
  /// The text, number or literal that is being read, as far as it is kept.
  var lexeme: [UInt8] = []
  var isKey = false
  var isLexemeKept = false
  /// The digits of an escape, and the first half of a surrogate pair.
  var unit: UInt32 = 0
  var lead: UInt32?
  var kept = 0
  var finished: [JSONValue] = []

  /// Bytes read so far.
  public private(set) var byteCount = 0
  /// The document without its `items`, once it is complete.
  public internal(set) var document: JSONValue?

  /// A scanner that keeps what `mask` names of the document; what it names under `items` is of each item.
  public init(keeping mask: FieldMask) {
    root = mask
  }

  /// Takes the next bytes of the document. Returns the items that are complete with them.
  public mutating func take(_ bytes: [UInt8]) throws(JSONError) -> [JSONValue] {
    var index = 0
    while index < bytes.count {
      index = try step(bytes, at: index)
    }
    byteCount += bytes.count
    defer { finished.removeAll(keepingCapacity: true) }
    return finished
  }

  /// Tells that the document ends here. Returns it without its `items`.
  public mutating func finish() throws(JSONError) -> JSONValue {
    // A number alone ends only here.
    if case .number = state, stack.isEmpty { try endNumber(at: 0) }
    guard let document else { throw JSONError(.cut, at: byteCount) }
    return document
  }

  /// Reads one or more bytes. Returns where to go on.
  private mutating func step(_ bytes: [UInt8], at index: Int) throws(JSONError) -> Int {
    let byte = bytes[index]
    switch state {
    case .string: return try string(bytes, at: index)
    case .escape: try escape(byte, at: index)
    case .unicode(let digits): try unicode(byte, digits: digits, at: index)
    case .number: return try number(bytes, at: index)
    case .literal: return try literal(byte, at: index)
    case .value, .firstItem, .firstKey, .key, .colon, .separator, .end:
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { return index + 1 }
      try structure(byte, at: index)
    }
    return index + 1
  }

  private mutating func structure(_ byte: UInt8, at index: Int) throws(JSONError) {
    switch (state, byte) {
    case (.firstItem, UInt8(ascii: "]")), (.firstKey, UInt8(ascii: "}")): try close(at: index)
    case (.firstKey, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")): beginString(isKey: true)
    case (.colon, UInt8(ascii: ":")): state = .value
    case (.separator, UInt8(ascii: ",")): state = stack.last?.isObject == true ? .key : .value
    case (.separator, UInt8(ascii: "}")) where stack.last?.isObject == true: try close(at: index)
    case (.separator, UInt8(ascii: "]")) where stack.last?.isObject == false: try close(at: index)
    case (.value, _), (.firstItem, _): try beginValue(byte, at: index)
    default: throw failure(.invalid, at: index)
    }
  }

  private mutating func beginValue(_ byte: UInt8, at index: Int) throws(JSONError) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard stack.count < Self.depthLimit else { throw failure(.tooDeep, at: index) }
      let isObject = byte == UInt8(ascii: "{")
      stack.append(Frame(isObject: isObject, mask: maskOfNextValue))
      state = isObject ? .firstKey : .firstItem
    case UInt8(ascii: "\""): beginString(isKey: false)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      begin(.number)
      lexeme.append(byte)
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      begin(.literal)
      lexeme.append(byte)
    default: throw failure(.invalid, at: index)
    }
  }

  private mutating func beginString(isKey: Bool) {
    begin(.string)
    self.isKey = isKey
    if isKey { isLexemeKept = stack.last?.mask != nil }
  }

  private mutating func begin(_ state: State) {
    self.state = state
    isKey = false
    isLexemeKept = maskOfNextValue != nil
    lexeme.removeAll(keepingCapacity: true)
  }

  /// What is kept of the value that comes next.
  private var maskOfNextValue: FieldMask? {
    guard let parent = stack.last else { return root }
    return parent.isObject ? parent.mask?.member(parent.key) : parent.mask
  }

  private mutating func close(at index: Int) throws(JSONError) {
    guard let frame = stack.popLast() else { throw failure(.invalid, at: index) }
    try add(frame.mask == nil ? nil : frame.isObject ? .object(frame.members) : .list(frame.items), at: index)
  }

  /// Puts a complete value where it belongs; `nil`: one that is not kept.
  mutating func add(_ value: JSONValue?, at index: Int) throws(JSONError) {
    state = stack.isEmpty ? .end : .separator
    guard kept <= Self.keptLimit else { throw failure(.tooLarge, at: index) }
    guard let value else { return }
    guard let last = stack.indices.last else {
      document = value
      return
    }
    if stack[last].isObject {
      stack[last].members[stack[last].key] = value
    } else if stack.count == 2, stack[0].key == "items" {
      finished.append(value)
      kept = 0
    } else {
      stack[last].items.append(value)
    }
    kept += 16
  }

  func failure(_ reason: JSONError.Reason, at index: Int) -> JSONError {
    JSONError(reason, at: byteCount + index)
  }
}
