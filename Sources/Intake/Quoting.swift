extension String {
  /// Text from a file, safe to show: no secret by its looks, in quotes, without control or invisible characters, at most 60 characters long.
  var quoted: String { quoted(upTo: 60) }

  /// The same, of so many characters.
  func quoted(upTo limit: Int) -> String {
    SecretLook.isSecret(self) ? SecretLook.description : "\"\(excerpt(upTo: limit))\""
  }

  /// Whether text is a URL with more than scheme, host and path: what follows `?` or stands before `@` may be a secret
  /// (a storage account's SAS, a proxy's password) and is not repeated.
  var mayHoldSecret: Bool { contains("://") && contains { $0 == "@" || $0 == "?" } }

  /// The text with a mark for each control or invisible character, and of so many characters: for places where quotes
  /// would be in the way.
  func visible(upTo limit: Int) -> String {
    if SecretLook.isSecret(self) { return "(\(SecretLook.description))" }
    let scalars = unicodeScalars.prefix(limit).map { $0.isVisible ? String($0) : "\u{FFFD}" }
    return scalars.joined() + (unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")
  }

  private func excerpt(upTo limit: Int) -> String {
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
  var isVisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }
}
