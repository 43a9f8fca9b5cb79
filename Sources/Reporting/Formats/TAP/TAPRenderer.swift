internal import Model

/// The Test Anything Protocol, version 13: one line for each requirement and endpoint, with what was seen as a YAML
/// block where it does not pass. What is blocked or not checked is a SKIP; what is inconclusive is not ok; what is only
/// advisory and inconclusive is a `todo`, which fails nothing. So a harness decides as the exit status does.
public struct TAPRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String {
    let entries = document.entries
    var lines = [
      "TAP version 13", entries.isEmpty ? "1..0 # SKIP nothing was planned" : "1..\(entries.count)",
      "# " + TerminalText.safe(document.answer.sentence),
    ]
    if let baseline = Wording.baseline(of: document) { lines.append("# Baseline: " + TerminalText.safe(baseline)) }
    var number = 0
    for phase in document.phases {
      lines.append("# " + TerminalText.safe(phase.title))
      for entry in phase.requirements {
        number += 1
        lines.append(line(entry, number: number, isMerged: document.isMerged))
        if ![.pass, .skipped].contains(entry.outcome) {
          lines += block(
            entry, finding: entry.finding(in: document.findings),
            since: Wording.since(entry.sinceBaseline, in: document))
        }
      }
    }
    lines.append("# " + TerminalText.safe(document.summary.coverage.text))
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ entry: ReportDocument.RequirementEntry, number: Int, isMerged: Bool) -> String {
    let isOpen = entry.outcome == .inconclusive
    let status = entry.outcome == .fail || isOpen ? "not ok" : "ok"
    let vantage = isMerged && entry.expects != .holds ? " at \(TAPText.description(entry.vantage))" : ""
    let description = "\(TAPText.description(entry.id.rawValue)) \(TAPText.description(entry.place))\(vantage)"
    var line = "\(status) \(number) - \(description)"
    switch entry.outcome {
    case .blocked, .skipped: line += " # SKIP " + TAPText.description(entry.explanations[0], limit: 300)
    case .inconclusive where entry.need == .advisory: line += " # todo advisory, and could not be found out"
    case .pass, .fail, .warn, .inconclusive: break
    }
    return line
  }

  private func block(
    _ entry: ReportDocument.RequirementEntry, finding: ReportDocument.FindingEntry?, since: String?
  ) -> [String] {
    var fields = [("outcome", entry.outcome.rawValue), ("need", entry.need.rawValue)]
    if let since { fields.append(("since", since)) }
    fields.append(("message", entry.explanations.joined(separator: " ")))
    if !entry.seen.isEmpty { fields.append(("seen", entry.seen)) }
    if !entry.codes.isEmpty { fields.append(("symptoms", entry.codes.joined(separator: " "))) }
    if !entry.without.isEmpty { fields.append(("breaks", entry.without)) }
    fields.append(("duration_ms", "\(max(0, entry.durationMilliseconds))"))
    if let finding {
      fields += [("cause", finding.cause), ("confidence", finding.confidence.rawValue), ("title", finding.title)]
      fields += [("owner", finding.remedy.owner), ("do", finding.remedy.steps.joined(separator: " "))]
    }
    return ["  ---"] + fields.map { "  \($0.0): \(TAPText.quoted($0.1))" } + ["  ..."]
  }
}
