internal import Model

/// The sign at the beginning of a line that says how a requirement stands.
struct Mark {
  let text: String
  let style: Style

  init(_ standing: Standing, ascii: Bool) {
    switch standing {
    case .pass: (text, style) = (ascii ? "ok" : "✓", .good)
    case .fail: (text, style) = (ascii ? "FAIL" : "✗", .bad)
    case .warn: (text, style) = (ascii ? "WARN" : "!", .caution)
    case .blocked: (text, style) = (ascii ? "BLOCKED" : "⊘", .faint)
    case .inconclusive: (text, style) = (ascii ? "UNKNOWN" : "?", .caution)
    case .skipped: (text, style) = (ascii ? "skip" : "–", .faint)
    }
  }

  /// Columns of the widest mark.
  static func width(ascii: Bool) -> Int { ascii ? 7 : 1 }

  /// The mark and the spaces that the widest one leaves.
  static func padded(_ standing: Standing, ascii: Bool) -> (text: String, style: Style) {
    let mark = Mark(standing, ascii: ascii)
    return (mark.text.padded(to: width(ascii: ascii)), mark.style)
  }
}

extension String {
  /// The text with spaces after it up to a display width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - TextWidth.of(self)))
  }

  /// The text with spaces before it up to a display width.
  func paddedLeft(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - TextWidth.of(self))) + self
  }
}
