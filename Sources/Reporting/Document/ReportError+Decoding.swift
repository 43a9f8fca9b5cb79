extension ReportError {
  /// What the decoder says about the first look at a file.
  init(head error: DecodingError, in bytes: [UInt8]) {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = Self.path(context.codingPath)
      self.init(
        code: .notReport, path: path,
        message: path == nil
          ? "this is JSON but not a report: a report is an object. Give a file that -o json wrote."
          : "this is JSON but not a report. Give a file that -o json wrote.")
    default:
      self.init(error)
      guard code == .notJSON else { return }
      if let place = JSONSyntax.firstMistake(in: bytes) {
        path = "line \(place.line), column \(place.column)"
      }
      if bytes.isEmpty { message = "the file is empty. Give a file that -o json wrote." }
    }
  }

  /// What the decoder says about a report's fields, in words.
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(
        code: .malformed, path: Self.path(context.codingPath),
        message: "the field \(key.stringValue.prefix(80).debugDescription) is missing")
    case .typeMismatch(let type, let context):
      self.init(code: .malformed, path: Self.path(context.codingPath), message: "expected \(Self.words(for: type))")
    case .valueNotFound(let type, let context):
      self.init(
        code: .malformed, path: Self.path(context.codingPath), message: "expected \(Self.words(for: type)), not null")
    case .dataCorrupted(let context):
      let path = Self.path(context.codingPath)
      let detail = Self.detail(context)
      self.init(
        code: path == nil ? .notJSON : .malformed, path: path,
        message: path == nil ? "this is not JSON. Give a file that -o json wrote." : detail)
    @unknown default:
      self.init(code: .malformed, message: "this report cannot be read")
    }
  }

  /// `recording.observations[3].evidence`; `nil` for the whole document.
  private static func path(_ keys: [any CodingKey]) -> String? {
    guard !keys.isEmpty else { return nil }
    return keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue.prefix(80)
      }
    }
  }

  /// The decoder's own words; those for an unknown case of an enum name types, so they are replaced.
  private static func detail(_ context: DecodingError.Context) -> String {
    if context.debugDescription.hasPrefix("Cannot initialize") { return "this value is not one that is known here" }
    return String(context.debugDescription.prefix(300))
  }

  private static func words(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Bool.Type: "true or false"
    case is any FixedWidthInteger.Type: "a whole number"
    case is Double.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
