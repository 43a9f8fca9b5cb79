/// How a piece of text stands out. Said by ANSI sequences (ECMA-48 section 8.3.117), and only where asked.
enum Style {
  case plain, strong, faint, good, bad, caution

  /// The parameters of the sequence; `nil`: none.
  var parameters: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "1;31"
    case .caution: "33"
    }
  }
}
