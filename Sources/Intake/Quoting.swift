extension String {
  /// Text from a file, safe to show: in quotes, without control or invisible characters, at most 60 characters long.
  var quoted: String { "\"\(excerpt)\"" }

  /// Whether text is a URL with more than scheme, host and path: what follows `?` or stands before `@` may be a secret
  /// (a storage account's SAS, a proxy's password) and is not repeated.
  var mayHoldSecret: Bool { contains("://") && contains { $0 == "@" || $0 == "?" } }

  private var excerpt: String {
    let limit = 60
    let scalars = unicodeScalars.prefix(limit + 1)
    let text = scalars.prefix(limit).map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case "\"": "\\\""
      case "\\": "\\\\"
      default: scalar.isVisible ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return text.joined() + (scalars.count > limit ? "…" : "")
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows it as itself: no control, no format character (those reverse text or hide it).
  fileprivate var isVisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }
}
