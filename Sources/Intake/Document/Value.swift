import Model

/// A value in a file, with the place where it stands.
struct Value {
  /// What a value is, by how it is written: text in quotes is never a number.
  enum Content {
    case null
    case boolean(Bool)
    /// As written: `1.30` is not `1.3` before somebody says that it is a number.
    case number(spelling: String)
    case text(String)
    case list([Value])
    case mapping([Member])
  }

  /// One key of a mapping, with its value.
  struct Member {
    var key: String
    var keyPlace: SourcePlace
    var value: Value
  }

  var content: Content
  var place: SourcePlace
  /// How the value is reached from the root (`cluster.nodePools[0].count`); known once it is asked for by name.
  var path = ""

  var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// The value for messages: text quoted and cut, `a list` for a list.
  var shown: String {
    switch content {
    case .null: "empty"
    case .boolean(let boolean): String(boolean)
    case .number(let spelling): spelling.count <= 40 ? spelling : "a number of \(spelling.count) digits"
    case .text(let text): text.mayHoldSecret ? "a URL with credentials or a query" : text.quoted
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension Value.Content {
  /// What a scalar without quotes is, by the core schema of YAML 1.2 (section 10.3.2) without its octal and
  /// hexadecimal numbers. JSON's literals come to the same.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default: self = Self.isNumber(text) ? .number(spelling: text) : .text(text)
    }
  }

  /// `[-+]? digits [. digits] [e [-+]? digits]`, with digits on at least one side of the point.
  private static func isNumber(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    func skipSign() {
      if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest.removeFirst() }
    }
    func skipDigits() -> Bool {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest.removeFirst(digits.count)
      return !digits.isEmpty
    }
    skipSign()
    var hasDigits = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      hasDigits = skipDigits() || hasDigits
    }
    guard hasDigits else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      skipSign()
      guard skipDigits() else { return false }
    }
    return rest.isEmpty
  }
}
