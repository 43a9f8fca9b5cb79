internal import Model

/// The output of a monitoring plugin (Nagios, Icinga, Naemon): one line with the answer and performance data, then the
/// causes as long output. Stays under 8 KiB, what these read at most.
public struct NagiosRenderer: Renderer {
  private static let findingLimit = 8

  public init() {}

  public func render(_ document: ReportDocument) -> String {
    let status = NagiosStatus(document)
    var first = "AML-PREFLIGHT \(status.word) - \(document.answer.sentence)"
    if document.failsOnlyAsBefore { first += "; nothing of it is new since the baseline" }
    if let finding = document.findings.first { first += "; \(TerminalText.safe(finding.title, limit: 120))" }
    var lines = [NagiosText.line(first, limit: 320) + " | " + performance(document)]
    if let baseline = Wording.baseline(of: document) { lines.append(NagiosText.line("Baseline: \(baseline)")) }
    for finding in document.findings.prefix(Self.findingLimit) {
      let code = TerminalText.safe(finding.cause, limit: 60)
      let since = finding.sinceBaseline.map { ", \($0.rawValue)" } ?? ""
      lines.append(NagiosText.line("\(code) (\(finding.severity.rawValue)\(since)): \(finding.title)"))
      if let scope = Wording.scope(finding.vantages, of: document) { lines.append(NagiosText.line("Found \(scope)")) }
      if !finding.remedy.owner.isEmpty { lines.append(NagiosText.line("Owner: \(finding.remedy.owner)")) }
      if let step = finding.remedy.steps.first { lines.append(NagiosText.line("Do: \(step)")) }
    }
    let left = document.findings.count - Self.findingLimit
    if left > 0 { lines.append("and \(Wording.count(left, "further cause"))") }
    if let unheard = Wording.unheard(document) { lines.append(NagiosText.line(unheard)) }
    if let separation = document.matrix?.separations.first {
      lines.append(NagiosText.line("\(Wording.headline(separation)): \(separation.text)", limit: 600))
    }
    lines.append(NagiosText.line(document.summary.coverage.text))
    return lines.map { $0 + "\n" }.joined()
  }

  /// `label=value[unit];[warn];[crit];[min];[max]`, with our own words as labels. A number over 0 of `failed` is
  /// critical, of `warnings` a warning. Where only what is new since a baseline counts, one of `newly_failed` is critical,
  /// and of `failed` a warning.
  private func performance(_ document: ReportDocument) -> String {
    func count(_ standing: Standing) -> Int { max(0, document.summary.counts[standing] ?? 0) }
    let coverage = document.summary.coverage
    let failed = count(.fail)
    let newlyFailed = document.baseline.map { _ in
      document.entries.count { $0.need == .required && $0.sinceBaseline == .new }
    }
    let countsOnlyNew = document.baseline?.countsOnlyNew == true
    var data = [
      "time=\(Seconds.text(milliseconds: document.durationMilliseconds))s;;;0", "passed=\(count(.pass));;;0",
      "failed=\(failed);\(countsOnlyNew ? "0;" : ";0");0", "warnings=\(count(.warn));0;;0",
      "blocked=\(count(.blocked));;;0",
      "inconclusive=\(count(.inconclusive));;;0", "skipped=\(count(.skipped));;;0",
      "checks_made=\(max(0, coverage.made));;;0;\(max(0, coverage.required))",
    ]
    if let newlyFailed { data.append("newly_failed=\(newlyFailed);;\(countsOnlyNew ? "0" : "");0") }
    var seen: Set<Phase> = []
    for phase in document.phases where seen.insert(phase.id).inserted {
      data.append("\(phase.id.rawValue)_time=\(Seconds.text(milliseconds: phase.durationMilliseconds))s;;;0")
    }
    return data.joined(separator: " ")
  }
}
