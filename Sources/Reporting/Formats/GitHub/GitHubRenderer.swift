internal import Model

/// For workflows of GitHub Actions: commands that a runner shows as annotations. One error or warning for each cause,
/// then for each required check that no cause explains, and a notice with the answer. A runner shows ten of each kind in
/// a step, so no more are written; the notice counts the rest. What failed in a baseline too is a warning where only what
/// is new counts.
public struct GitHubRenderer: Renderer {
  private static let limit = 10

  public init() {}

  public func render(_ document: ReportDocument) -> String {
    let open = document.unexplainedEntries
    let failures = document.findings.filter(document.countsAsFailure)
    func annotation(_ finding: ReportDocument.FindingEntry) -> String { self.annotation(finding, of: document) }
    let errors =
      failures.map(annotation) + open.filter(document.countsAsFailure).map { self.annotation($0, of: document) }
    let warnings =
      document.findings.filter { !document.countsAsFailure($0) }.map(annotation)
      + open.filter { !document.countsAsFailure($0) }.map { self.annotation($0, of: document) }
    let left = max(0, errors.count - Self.limit) + max(0, warnings.count - Self.limit)
    var message = "\(document.countsLine); \(document.summary.coverage.text)"
    if let separation = document.matrix?.separations.first {
      message += "; \(Wording.headline(separation)): \(separation.text)"
    }
    if let baseline = Wording.baseline(of: document) { message += "; baseline: \(baseline)" }
    if left > 0 { message += "; \(Wording.count(left, "further annotation")) left out" }
    let lines =
      errors.prefix(Self.limit) + warnings.prefix(Self.limit)
      + [command("notice", title: document.answer.sentence, lines: [message])]
    return lines.map { $0 + "\n" }.joined()
  }

  private func annotation(_ finding: ReportDocument.FindingEntry, of document: ReportDocument) -> String {
    var lines = [finding.title]
    if let since = Wording.since(finding.sinceBaseline, in: document) { lines.append(since.asSentence) }
    if let scope = Wording.scope(finding.vantages, of: document) { lines.append("Found \(scope)") }
    if let consequence = finding.consequences.first {
      lines.append("Breaks: \(consequence)")
    } else if let risk = finding.risks?.first {
      lines.append("At risk: \(risk)")
    }
    if !finding.remedy.owner.isEmpty { lines.append("Owner: \(finding.remedy.owner)") }
    lines += finding.remedy.steps.prefix(8).map { "Do: \($0)" }
    if !finding.remedy.verify.isEmpty { lines.append("Verify: \(finding.remedy.verify)") }
    let confidence = finding.confidence == .proved ? "" : ", \(finding.confidence.rawValue)"
    return command(
      document.countsAsFailure(finding) ? "error" : "warning",
      title: "\(TerminalText.safe(finding.cause, limit: 60))\(confidence): \(finding.subject.line)", lines: lines)
  }

  private func annotation(_ entry: ReportDocument.RequirementEntry, of document: ReportDocument) -> String {
    if entry.isUnheard { return command("error", title: "no report from \(entry.vantage)", lines: entry.explanations) }
    let place = document.isMerged ? " at \(entry.vantage)" : ""
    let since = Wording.since(entry.sinceBaseline, in: document).map { [$0.asSentence] } ?? []
    return command(
      document.countsAsFailure(entry) ? "error" : "warning",
      title: "\(entry.outcome.rawValue): \(entry.id) \(entry.place)\(place)", lines: since + entry.explanations)
  }

  /// `::error title=…::message`. A percent sign begins an escape, a line feed ends the command, a comma or colon ends a
  /// property: all are escaped.
  private func command(_ name: String, title: String, lines: [String]) -> String {
    let property = escaped(TerminalText.safe(title, limit: 200), also: ":,")
    return "::\(name) title=\(property)::" + lines.map { escaped(TerminalText.safe($0)) }.joined(separator: "%0A")
  }

  private func escaped(_ safe: String, also further: String.UnicodeScalarView = "".unicodeScalars) -> String {
    var output = ""
    for scalar in safe.unicodeScalars {
      if scalar == "%" || further.contains(scalar) {
        output += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  private func escaped(_ safe: String, also further: String) -> String {
    escaped(safe, also: further.unicodeScalars)
  }
}

extension String {
  /// With a capital at its beginning.
  fileprivate var asSentence: String { prefix(1).uppercased() + dropFirst() }
}
