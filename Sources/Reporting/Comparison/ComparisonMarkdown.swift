internal import Model

/// A comparison for tickets.
enum ComparisonMarkdown {
  static func render(_ comparison: ReportComparison) -> String {
    var lines = [
      "# \(MarkdownText.plain(Wording.headline(comparison).sentence))", "", "| | Old | New |", "|---|---|---|",
    ]
    let (old, new) = (comparison.old, comparison.new)
    lines += [
      row(["Deployment", old.deployment, new.deployment]),
      row(["Gathered", old.startedAt.description, new.startedAt.description]),
      row(["From", old.vantages.listed(limit: 8), new.vantages.listed(limit: 8)]),
      row(["Outcome", old.outcome.rawValue, new.outcome.rawValue]), row(["Version", old.toolVersion, new.toolVersion]),
      row(["Catalog", old.catalogDigest, new.catalogDigest]),
    ]
    for kind in ReportComparison.RequirementChange.Kind.allCases {
      let own = comparison.requirements.filter { $0.change == kind }
      guard !own.isEmpty else { continue }
      lines += [
        "", "## \(Wording.title(kind))", "", "| Requirement | Host | Stands | Was | Is |", "|---|---|---|---|---|",
      ]
      lines += own.map { change in
        row([
          change.id.rawValue,
          (change.subject.host ?? change.subject.role.rawValue) + (change.vantage.map { " at \($0)" } ?? ""),
          Wording.standings(change),
          change.oldSeen, change.newSeen,
        ])
      }
    }
    if !comparison.findings.isEmpty {
      lines += ["", "## Causes", "", "| | Cause | What | Owner |", "|---|---|---|---|"]
      lines += comparison.findings.map { row([Wording.title($0.change), $0.cause, $0.title, $0.owner]) }
    }
    for owner in ReportComparison.Owner.allCases {
      let own = comparison.changesToRead(of: owner)
      guard !own.isEmpty else { continue }
      lines += ["", "## \(Wording.title(owner))", "", "| What | Kind | Old | New |", "|---|---|---|---|"]
      lines += own.map { row([$0.subject, $0.kind, $0.old ?? "none", $0.new ?? "none"]) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { MarkdownText.plain($0) }.joined(separator: " | ") + " |"
  }
}
