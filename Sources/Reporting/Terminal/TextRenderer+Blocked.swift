internal import Model

/// Rows of what could not be tried.
extension TextRenderer {
  /// How many blocked rows a phase shows one by one; more are folded into one line for each cause.
  private static let blockedRowLimit = 3

  /// Whether the blocked rows of a phase are folded.
  static func foldsBlocked(_ phase: ReportDocument.PhaseEntry, options: TextOptions) -> Bool {
    options.verbosity < .verbose && phase.requirements.count { $0.outcome == .blocked } > blockedRowLimit
  }

  /// `⊘ 17 checks  blocked → f1`, one line for each set of causes.
  func foldedBlocked(
    _ phase: ReportDocument.PhaseEntry, columns: Columns, findings: [ReportDocument.FindingEntry], on page: inout Page
  ) {
    let entries = phase.requirements.filter { $0.outcome == .blocked }
    let reasons = entries.map { causes(blocking: $0, in: findings) }
    for causes in reasons.uniqued() {
      let own = zip(entries, reasons).filter { $0.1 == causes }.map(\.0)
      let count = Wording.count(own.count, "check")
      let text = causes.isEmpty ? blockers(own.flatMap(\.blockedBy).uniqued()) : causes
      page.paragraph(
        Page.glued("blocked") + text,
        after: [
          Mark.padded(.blocked, ascii: options.ascii), (" ", .plain),
          (count.padded(to: columns.subject + 1), .faint),
        ], style: .faint)
    }
  }

  /// What stands in a blocked row: `blocked → f1`, or by what where no finding explains it.
  func blocked(_ entry: ReportDocument.RequirementEntry, findings: [ReportDocument.FindingEntry]) -> String {
    let causes = causes(blocking: entry, in: findings)
    return "blocked" + (causes.isEmpty ? blockers(entry.blockedBy) : causes)
  }

  private func causes(
    blocking entry: ReportDocument.RequirementEntry, in findings: [ReportDocument.FindingEntry]
  ) -> String {
    let ids = findings.filter { $0.blocks.contains(entry.id) }.map(\.id)
    return ids.isEmpty ? "" : Page.glued(" → " + short(ids, limit: 3))
  }

  /// Requirements without their phase; `-v` shows them whole.
  private func blockers(_ ids: [Requirement.ID]) -> String {
    let names = ids.map { id in id.rawValue.split(separator: "/").last.map(String.init) ?? id.rawValue }
    return " " + Page.glued("by " + short(names, limit: 2))
  }

  /// The first of them, and how many more.
  func short(_ words: [String], limit: Int) -> String {
    let more = words.count > limit ? " +\(words.count - limit)" : ""
    return words.prefix(limit).joined(separator: ", ") + more
  }
}
