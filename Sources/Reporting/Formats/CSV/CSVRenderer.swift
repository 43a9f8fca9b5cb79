internal import Model

/// For spreadsheets and scripts: one row for each requirement and endpoint (RFC 4180, with line feeds).
public struct CSVRenderer: Renderer {
  /// Columns are added at the end, never renamed.
  static let columns = [
    "deployment", "vantage", "started_at", "phase", "requirement", "title", "need", "consumer", "role", "variant",
    "host", "port", "expects", "outcome", "seen", "symptoms", "explanation", "blocked_by", "finding", "cause", "owner",
    "duration_milliseconds", "observations", "since_baseline",
  ]

  public init() {}

  public func render(_ document: ReportDocument) -> String {
    var rows = [Self.columns]
    for phase in document.phases {
      rows += phase.requirements.map { row($0, in: phase, of: document) }
    }
    return rows.map { $0.map { CSVText.field($0) }.joined(separator: ",") + "\n" }.joined()
  }

  private func row(
    _ entry: ReportDocument.RequirementEntry, in phase: ReportDocument.PhaseEntry, of document: ReportDocument
  ) -> [String] {
    let finding = entry.finding(in: document.findings)
    let explanation =
      entry.symptoms.isEmpty && [.pass, .warn, .fail].contains(entry.outcome)
      ? "" : entry.explanations.joined(separator: " ")
    return [
      document.deployment.name, entry.vantage, document.startedAt.description, phase.id.rawValue, entry.id.rawValue,
      entry.title, entry.need.rawValue, entry.consumer.rawValue, entry.subject.role.rawValue,
      entry.subject.variant ?? "", entry.subject.host ?? "", entry.subject.port.map { "\($0)" } ?? "",
      entry.expects.rawValue, entry.outcome.rawValue, entry.seen, entry.codes.joined(separator: " "), explanation,
      entry.blockedBy.map(\.rawValue).joined(separator: " "), finding?.id ?? "", finding?.cause ?? "",
      finding?.remedy.owner ?? "", "\(max(0, entry.durationMilliseconds))",
      entry.observations.map(\.rawValue).joined(separator: " "), entry.sinceBaseline?.rawValue ?? "",
    ]
  }
}
