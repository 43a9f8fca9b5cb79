public import Model

extension ReportDocument {
  /// What is new since an earlier report, the baseline.
  public struct BaselineEntry: Sendable, Hashable, Codable {
    /// When the baseline was gathered.
    public var startedAt: Timestamp
    /// Required checks that fail and did not in the baseline, or were not in it.
    public var newlyFailing: [Requirement.ID]
    /// Required checks that failed in the baseline and still do.
    public var stillFailing: [Requirement.ID]
    /// Required checks that failed in the baseline and pass now.
    public var fixed: [Requirement.ID]
    /// Titles of the causes that the baseline did not have.
    public var newFindings: [String]
    /// Titles of the causes that the baseline had, and this report has no more.
    public var goneFindings: [String]
  }

  /// The document with what is new since the baseline.
  public func compared(with baseline: ReportDocument) -> ReportDocument {
    let comparison = ReportComparison(old: baseline, new: self)
    func ids(_ change: ReportComparison.RequirementChange.Kind) -> [Requirement.ID] {
      comparison.requirements.filter { $0.change == change }.map(\.id).uniqued()
    }
    var document = self
    document.baseline = BaselineEntry(
      startedAt: baseline.startedAt, newlyFailing: ids(.newlyFails), stillFailing: ids(.stillFails),
      fixed: ids(.fixed), newFindings: comparison.findings.filter { $0.change == .new }.map(\.title),
      goneFindings: comparison.findings.filter { $0.change == .gone }.map(\.title))
    return document
  }
}
