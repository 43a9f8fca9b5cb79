/// Values as text of Markdown (CommonMark with tables).
enum MarkdownText {
  /// The value as plain text: nothing in it is markup, a link, HTML, or the end of a table's cell.
  static func plain(_ value: String) -> String {
    var output = ""
    for character in TerminalText.safe(value) {
      if character == "<" {
        output += "&lt;"
      } else if character == "&" {
        output += "&amp;"
      } else if character.isASCII, "\\`*_{}[]()#+!|~>@".contains(character) {
        output += "\\" + String(character)
      } else {
        output.append(character)
      }
    }
    return output
  }

  /// The value as code in a table's cell.
  static func code(_ value: String) -> String {
    let text = TerminalText.safe(value)
    guard !text.isEmpty else { return "" }
    // A fence longer than any run of backticks inside (CommonMark section 6.1); a bar would end the cell even there.
    var run = 0
    var longest = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let padding = longest > 0 ? " " : ""
    let cell = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    return fence + padding + cell + padding + fence
  }
}
