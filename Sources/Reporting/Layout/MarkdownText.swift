/// Values as text of Markdown (CommonMark with tables). Looked at by scalars: as a character, a bracket with a combining
/// mark is not a bracket.
enum MarkdownText {
  /// The value as plain text: nothing in it is markup, a link, HTML, or the end of a table's cell.
  static func plain(_ value: String, limit: Int = TerminalText.valueLimit) -> String {
    var output = ""
    let scalars = Array(TerminalText.safe(value, limit: limit).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": output += "&lt;"
      case "&": output += "&amp;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", ">", "@":
        output += "\\" + String(scalar)
      case ".", "/":
        // GitHub's extension makes links of www. and of two slashes after a colon (GFM section 6.9).
        let isLink =
          scalar == "." ? ends(scalars[..<index], with: "www") : ends(scalars[..<index], with: ":")
        output += (isLink ? "\\" : "") + String(scalar)
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// The value as code in a table's cell: a bar in it is escaped, since it would end the cell even there.
  static func code(_ value: String) -> String { code(value, isCell: true) }

  /// The value as code outside of tables.
  static func inlineCode(_ value: String) -> String { code(value, isCell: false) }

  private static func code(_ value: String, isCell: Bool) -> String {
    let text = TerminalText.safe(value)
    guard !text.isEmpty else { return "" }
    // A fence longer than any run of backticks inside (CommonMark section 6.1).
    let longest = longestRun(in: text)
    let fence = String(repeating: "`", count: longest + 1)
    let padding = longest > 0 ? " " : ""
    var content = ""
    for scalar in text.unicodeScalars {
      if scalar == "|", isCell { content += "\\" }
      content.unicodeScalars.append(scalar)
    }
    return fence + padding + content + padding + fence
  }

  /// Lines as a block of code, each cut at `limit` columns.
  static func block(_ lines: [String], language: String, indent: String = "", limit: Int = 1_000) -> [String] {
    let lines = lines.map { TerminalText.safe($0, limit: limit) }
    let fence = String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1))
    return ([fence + language] + lines + [fence]).map { indent + $0 }
  }

  /// How many backticks stand together at most.
  private static func longestRun(in text: String) -> Int {
    var run = 0
    var longest = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func ends(_ scalars: ArraySlice<Unicode.Scalar>, with word: String) -> Bool {
    let word = Array(word.unicodeScalars)
    return scalars.count >= word.count
      && zip(scalars.suffix(word.count), word).allSatisfy { $0.properties.lowercaseMapping == String($1) }
  }
}
