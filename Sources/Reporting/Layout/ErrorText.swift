/// Messages for standard error made safe to show on a terminal: names of files, arguments and values of files are in them.
public enum ErrorText {
  /// The message with everything that a terminal could obey, or that hides or reorders text, written as `\u{1B}`. Its
  /// lines stay lines.
  public static func safe(_ message: String) -> String {
    message.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.safe(String($0), limit: .max) }.joined(separator: "\n")
  }
}
