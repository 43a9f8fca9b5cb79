import Model

/// One answer of an API server while it arrives.
struct AnswerSoFar: Sendable {
  /// How much of an answer's beginning is kept.
  static let beginningLimit = 64 << 10

  var status: Int?
  var contentType: String?
  var retryAfter: String?
  var scanner: JSONScanner?
  var byteCount = 0
  var beginning: [UInt8] = []
  /// What keeps it from being read.
  var problem: String?
  private(set) var document: JSONValue?
  var place: PagePlace?

  init(status: Int? = nil, contentType: String? = nil, retryAfter: String? = nil) {
    self.status = status
    self.contentType = contentType
    self.retryAfter = retryAfter
  }

  /// The whole document, once it is there; `nil` and a problem if it is none.
  mutating func finish() -> JSONValue? {
    guard problem == nil, scanner != nil else { return nil }
    do throws(JSONError) {
      document = try scanner?.finish()
    } catch {
      problem = byteCount == 0 ? "it is empty" : words(for: error)
    }
    return document
  }

  /// Why it cannot be read; what is no JSON at all is called what it is.
  func words(for error: JSONError) -> String {
    let isMarkup = beginning.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
    return isText || isMarkup && error.reason == .invalid ? nature : error.words
  }

  private var isText: Bool { contentType.map { !$0.lowercased().contains("json") } ?? false }

  /// What came instead of what was asked for.
  var nature: String {
    let start = String(decoding: beginning.prefix(200), as: UTF8.self).drop(while: \.isWhitespace)
    if start.hasPrefix("<") { return "it is HTML or XML" }
    if let kind = document?["kind"]?.text { return "it is of kind \(kind.shown(upTo: 60))" }
    if isText, let contentType { return "it is \(contentType.shown(upTo: 60))" }
    return "it is JSON of another kind"
  }

  /// `reason` of the Status object that errors come with; empty where there is none.
  var reason: String {
    guard document?["kind"]?.text == "Status" else { return "" }
    return (document?["reason"]?.text ?? "").shown(upTo: 100)
  }

  /// `message` of the Status object, or the text that came.
  var message: String {
    let text =
      document?["kind"]?.text == "Status"
      ? document?["message"]?.text ?? "" : String(decoding: beginning.prefix(300), as: UTF8.self)
    return text.shown(upTo: ClusterAnswer.messageLimit)
  }
}

extension JSONError {
  /// `it is no JSON at byte 17`.
  var words: String {
    switch reason {
    case .invalid: "it is not the JSON that was expected, at byte \(offset)"
    case .cut: "it ends early, after \(offset) bytes"
    case .tooDeep: "its values are nested more than \(JSONScanner.depthLimit) deep, at byte \(offset)"
    case .tooLarge: "one of its objects is larger than \(JSONScanner.keptLimit >> 20) MiB, at byte \(offset)"
    }
  }
}

extension String {
  /// Text from outside, as it may be shown: with a mark for each control or invisible character, without space at either
  /// end, and of so many characters.
  func shown(upTo limit: Int) -> String {
    let scalars = unicodeScalars.prefix(limit + 1).map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n" || scalar == "\t" || scalar == "\r" ? " " : "\u{FFFD}"
      case .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: "\u{FFFD}"
      default: scalar
      }
    }
    let text = String(String.UnicodeScalarView(scalars.prefix(limit)))
    let trimmed = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return String(trimmed) + (scalars.count > limit ? "…" : "")
  }
}
