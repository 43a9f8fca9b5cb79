/// Text that means harm to terminals, spreadsheets and documents.
enum HostileText {
  static let controls =
    "a\u{1B}[31mred\u{1B}]0;title\u{7} \r over \u{8} \n line \u{9B}2J \u{202E}gnp.exe\u{2066} \u{200B}zero \u{FEFF} \u{E0041} \u{2028}end"
  static let megabyte = String(repeating: "Ω\u{1B}", count: 500_000)
  static let stacked = "a" + String(repeating: "\u{301}", count: 100_000)

  /// Whether a terminal may do something else with it than show it.
  static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether text is safe to show: lines of what can be shown.
  static func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || !isDangerous($0) }
  }
}
