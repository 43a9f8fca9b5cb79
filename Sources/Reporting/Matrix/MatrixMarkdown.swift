internal import Model

/// What several vantages come to together, as a ticket has it: who stands alike, what separates them, and the matrix of
/// what does not pass everywhere.
struct MatrixMarkdown {
  private static let columnLimit = 12
  private static let groupLimit = 40

  let document: ReportDocument

  var lines: [String] { separations + groups + table }

  private var groups: [String] {
    let all = document.matrix?.groups ?? []
    var lines = ["", "## Vantages", "", "| Group | Stands | Vantages | Has |", "|---|---|---|---|"]
    lines += all.prefix(Self.groupLimit).map { group in
      let standing = TextRenderer.standing(group)
      let who = (group.isMissing ? "no report: " : "\(group.vantages.count): ") + group.vantages.listed(limit: 8)
      let cells = [
        MarkdownText.plain(group.id, limit: 12), "\(Mark(standing, ascii: false).text) \(group.outcome.rawValue)",
        MarkdownText.plain(who), MarkdownText.plain(Wording.traits(group).joined(separator: " · ")),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let left = all.count - Self.groupLimit
    if left > 0 { lines += ["", "and \(Wording.count(left, "further group"))"] }
    return lines
  }

  private var separations: [String] {
    let all = document.matrix?.separations ?? []
    guard !all.isEmpty else { return [] }
    var lines = ["", "## What separates failing from passing vantages", ""]
    for separation in all.prefix(20) {
      lines.append(
        "- **\(MarkdownText.plain(Wording.headline(separation))):** \(MarkdownText.plain(separation.text, limit: 1_200))"
      )
      let verb = separation.severity == .failure ? "Fails at" : "Warns at"
      lines.append("  - \(verb) \(MarkdownText.plain(separation.failing.listed(limit: 8)))")
      lines.append(
        "  - Checks: \(separation.checks.prefix(8).map { MarkdownText.inlineCode($0.id.rawValue) }.joined(separator: ", "))"
      )
    }
    if all.count > 20 { lines += ["", "and \(all.count - 20) more"] }
    return lines
  }

  private var table: [String] {
    let table = MatrixTable(document, limit: Self.columnLimit)
    let rows = table.sections.flatMap { section in section.rows.filter { !$0.passes }.map { (section.phase, $0) } }
    guard !rows.isEmpty else { return [] }
    let ids = table.groups.map(\.id) + (table.hidden.isEmpty ? [] : ["others"])
    var lines = [
      "", "## What does not hold everywhere", "",
      "| Phase | Requirement | At | " + ids.joined(separator: " | ") + " | Seen | Cause |",
      "|" + String(repeating: "---|", count: ids.count + 5),
    ]
    lines += rows.prefix(MarkdownRenderer.rowLimit).map { phase, row in
      let marks = row.cells.map { $0.map { "\(Mark($0, ascii: false).text)" } ?? "" }
      let rest =
        table.hidden.isEmpty
        ? []
        : [
          Standing.allCases.compactMap { standing in
            row.rest[standing].map { "\($0) \(Mark(standing, ascii: false).text)" }
          }.joined(separator: " ")
        ]
      let cells =
        [MarkdownText.plain(phase.title), MarkdownText.code(row.entry.id.rawValue), MarkdownText.code(row.entry.place)]
        + marks + rest
        + [
          MarkdownText.plain(row.entry.outcome == .pass ? "" : row.entry.seen),
          MarkdownText.plain(row.entry.finding(in: document.findings)?.id ?? "", limit: 12),
        ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let left = rows.count - MarkdownRenderer.rowLimit
    if left > 0 { lines += ["", "and \(Wording.count(left, "further requirement"))"] }
    return lines
  }
}
