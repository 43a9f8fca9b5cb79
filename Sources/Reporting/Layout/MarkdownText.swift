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
    let longest = text.split(separator: "`", omittingEmptySubsequences: false).reduce(into: (run: 0, longest: 0)) {
      $0.run = $1.isEmpty ? $0.run + 1 : 1
      $0.longest = max($0.longest, $0.run)
    }.longest
    let fence = String(repeating: "`", count: text.contains("`") ? longest + 1 : 1)
    let padding = text.contains("`") ? " " : ""
    let cell = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    return fence + padding + cell + padding + fence
  }
}
