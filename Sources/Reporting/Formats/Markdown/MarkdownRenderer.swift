internal import Model

/// What an engineer pastes into a ticket: the answer, each cause with what to change, what does not hold, and how far
/// the report goes. CommonMark with tables; nothing in a value is markup.
public struct MarkdownRenderer: Renderer {
  /// How many rows the table has at most.
  static let rowLimit = 100

  public init() {}

  public func render(_ document: ReportDocument) -> String {
    let (sentence, standing) = document.answer
    var about = [document.deployment.cloud.rawValue]
    if let region = document.deployment.region { about.append(MarkdownText.plain(region)) }
    about += ["edition \(document.deployment.edition.rawValue)", document.startedAt.description]
    var lines = [
      "# \(Mark(standing, ascii: false).text) \(MarkdownText.plain(sentence))", "",
      "Deployment \(MarkdownText.inlineCode(document.deployment.name)) · " + about.joined(separator: " · "),
    ]
    if !document.findings.isEmpty { lines += ["", "## Causes"] }
    for finding in document.findings {
      lines += self.finding(
        finding, scope: Wording.scope(finding.vantages, of: document, limit: 8),
        since: Wording.since(finding.sinceBaseline, in: document))
    }
    lines += document.isMerged ? MatrixMarkdown(document: document).lines : table(document)
    lines += footer(document)
    return lines.map { $0 + "\n" }.joined()
  }

  private func finding(_ finding: ReportDocument.FindingEntry, scope: String?, since: String?) -> [String] {
    var about = [MarkdownText.inlineCode(finding.cause), finding.confidence.rawValue]
    if finding.severity == .warning { about.append("warning") }
    about.append(MarkdownText.plain(finding.subject.line))
    if let since { about.append("**\(since)**") }
    var lines = [
      "", "### \(MarkdownText.plain(finding.id, limit: 12)): \(MarkdownText.plain(finding.title))", "",
      about.joined(separator: " · "), "",
    ]
    if let scope { lines += ["**Found:** \(MarkdownText.plain(scope))", ""] }
    if let members = finding.subject.members {
      lines += ["Covers: \(MarkdownText.plain(members.listed(limit: 20)))", ""]
    }
    if !finding.meaning.isEmpty { lines += [MarkdownText.plain(finding.meaning, limit: 1_200), ""] }
    lines += list("Breaks", finding.consequences, numbered: false)
    lines += list("At risk", finding.risks ?? [], numbered: false)
    lines += list("Change", (finding.changes ?? []).map(\.line), numbered: false)
    if !finding.remedy.owner.isEmpty { lines += ["**Owner:** \(MarkdownText.plain(finding.remedy.owner))", ""] }
    lines += list("Do", finding.remedy.steps, numbered: true)
    if !finding.remedy.commands.isEmpty {
      lines += MarkdownText.block(Array(finding.remedy.commands.prefix(20)), language: "sh") + [""]
    }
    for configuration in (finding.remedy.configurations ?? []).prefix(8) {
      lines += ["**\(MarkdownText.plain(configuration.software)):**", ""]
      lines += MarkdownText.block(configuration.lines, language: "") + [""]
    }
    if !finding.remedy.verify.isEmpty { lines += ["**Verify:** \(MarkdownText.plain(finding.remedy.verify))", ""] }
    if !finding.azureErrors.isEmpty {
      let errors = finding.azureErrors.prefix(8).map { MarkdownText.inlineCode($0) }
      lines += ["Azure shows it as \(errors.joined(separator: ", ")).", ""]
    }
    lines.removeLast()
    return lines
  }

  private func list(_ label: String, _ items: [String], numbered: Bool) -> [String] {
    guard !items.isEmpty else { return [] }
    let shown = items.prefix(20).enumerated().map { index, item in
      (numbered ? "\(index + 1). " : "- ") + MarkdownText.plain(item)
    }
    return ["**\(label):**", ""] + shown + [""]
  }

  /// What fails, is blocked, open or a warning, in the order of the phases.
  private func table(_ document: ReportDocument) -> [String] {
    let entries = document.phases.flatMap { phase in
      phase.requirements.filter { ![.pass, .skipped].contains($0.outcome) }.map { (phase: phase, entry: $0) }
    }
    guard !entries.isEmpty else { return [] }
    var lines = [
      "", "## What does not hold", "", "| | Phase | Requirement | At | Seen | Cause |", "|---|---|---|---|---|---|",
    ]
    lines += entries.prefix(Self.rowLimit).map { phase, entry in
      let seen =
        switch entry.outcome {
        case .blocked: entry.explanations[0]
        case .inconclusive where !entry.seen.isEmpty && entry.explanations[0] != entry.seen:
          "\(entry.seen) · \(entry.explanations[0])"
        case .pass, .fail, .warn, .skipped, .inconclusive: entry.seen.isEmpty ? entry.explanations[0] : entry.seen
        }
      let need = entry.need == .advisory ? " (advisory)" : ""
      let since = entry.sinceBaseline.map { ", \($0.rawValue)" } ?? ""
      let cells = [
        "\(Mark(entry.outcome, ascii: false).text) \(entry.outcome.rawValue)\(since)", MarkdownText.plain(phase.title),
        MarkdownText.code(entry.id.rawValue) + need, MarkdownText.code(entry.place), MarkdownText.plain(seen),
        MarkdownText.plain(entry.finding(in: document.findings)?.id ?? "", limit: 12),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let left = entries.count - Self.rowLimit
    if left > 0 { lines += ["", "and \(Wording.count(left, "further requirement"))"] }
    return lines
  }

  private func footer(_ document: ReportDocument) -> [String] {
    var lines = ["", "## How far this goes", "", "- Checks: \(document.countsLine)"]
    lines.append("- Coverage: \(MarkdownText.plain(document.summary.coverage.text))")
    if let rules = document.rules {
      lines.append("- Rules: \(MarkdownText.plain(Wording.rules(rules, of: document.startedAt)))")
    }
    if let baseline = Wording.baseline(of: document) { lines.append("- Baseline: \(MarkdownText.plain(baseline))") }
    lines +=
      document.vantages.count > 8
      ? ["- Seen from \(Wording.places(document.vantages))"]
      : document.vantages.map { "- Seen from \(MarkdownText.plain(TextRenderer.place($0)))" }
    lines += document.notes.prefix(20).map { "- Note: \(MarkdownText.plain($0))" }
    let tool = document.tool
    lines.append(
      "- Made by \(MarkdownText.plain("\(tool.name) \(tool.version)", limit: 80)), catalog "
        + MarkdownText.inlineCode(tool.catalogDigest))
    return lines
  }
}
