/// An explanation for a ticket.
enum ExplanationMarkdown {
  static func render(_ explanation: Explanation) -> String {
    var lines = [
      "# \(MarkdownText.code(explanation.code))", "", MarkdownText.plain(explanation.title), "",
      MarkdownText.plain(Wording.kind(explanation)) + ".", "", "## What it means", "",
      MarkdownText.plain(explanation.meaning), "", "## How it is found out",
    ]
    for paragraph in explanation.checking { lines += ["", MarkdownText.plain(paragraph)] }
    lines += ["", "## By hand", ""]
    lines += explanation.commands.map { "    " + TerminalText.safe($0) }
    lines += ["", "## What to change", "", "By \(MarkdownText.plain(explanation.owner)):", ""]
    lines += explanation.steps.enumerated().map { "\($0 + 1). \(MarkdownText.plain($1))" }
    for configuration in explanation.configurations ?? [] {
      lines += ["", "\(MarkdownText.plain(configuration.software)):", ""]
      lines += configuration.lines.map { "    " + TerminalText.safe($0) }
    }
    if let verify = explanation.verify { lines += ["", "Done when: \(MarkdownText.plain(verify))"] }
    if !explanation.related.isEmpty {
      lines += ["", "## See also", ""]
      lines += explanation.related.map { "- \(MarkdownText.code($0.code)): \(MarkdownText.plain($0.title))" }
    }
    if !explanation.sources.isEmpty {
      lines += ["", "## Sources", ""]
      lines += explanation.sources.map {
        "- \(MarkdownText.plain($0.title)) (\($0.date)), \(MarkdownText.plain($0.location))"
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
