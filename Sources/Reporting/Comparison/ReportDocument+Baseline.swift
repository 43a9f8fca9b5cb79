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
    /// Whether only what is new counts as failure, as `--fail-on new` asks; absent: everything counts.
    public var countsOnlyNew: Bool? = nil
  }

  /// How something that is wrong stands to the baseline.
  public enum SinceBaseline: String, Sendable, Hashable, Codable, CaseIterable {
    /// It was not wrong there, or was not in it.
    case new
    /// It was wrong there, too.
    case known
  }

  /// The document with what is new since the baseline, and a mark on everything that fails and on every cause.
  ///
  /// - Parameter countingOnlyNew: Whether only what is new is to count as failure.
  public func compared(with baseline: ReportDocument, countingOnlyNew: Bool = false) -> ReportDocument {
    let comparison = ReportComparison(old: baseline, new: self)
    func ids(_ change: ReportComparison.RequirementChange.Kind) -> [Requirement.ID] {
      comparison.requirements.filter { $0.change == change }.map(\.id).uniqued()
    }
    var document = self
    document.baseline = BaselineEntry(
      startedAt: baseline.startedAt, newlyFailing: ids(.newlyFails), stillFailing: ids(.stillFails),
      fixed: ids(.fixed), newFindings: comparison.findings.filter { $0.change == .new }.map(\.title),
      goneFindings: comparison.findings.filter { $0.change == .gone }.map(\.title),
      countsOnlyNew: countingOnlyNew ? true : nil)
    document.mark(by: comparison)
    return document
  }

  private mutating func mark(by comparison: ReportComparison) {
    struct Place: Hashable {
      var id: Requirement.ID
      var subject: Subject
      var vantage: String?
    }
    struct Thing: Hashable {
      var cause: String
      var subject: FindingSubject
    }
    let since = Dictionary(
      comparison.requirements.compactMap { change -> (Place, SinceBaseline)? in
        let place = Place(id: change.id, subject: change.subject, vantage: change.vantage)
        switch change.change {
        case .newlyFails: return (place, .new)
        case .stillFails: return (place, .known)
        case .fixed, .noLongerSeen, .differs: return nil
        }
      }
    ) { $0 == .new ? $0 : $1 }
    for phase in phases.indices {
      for index in phases[phase].requirements.indices where phases[phase].requirements[index].outcome == .fail {
        let entry = phases[phase].requirements[index]
        // What both reports saw from one place, and rules about the declared deployment, name no vantage.
        phases[phase].requirements[index].sinceBaseline =
          since[Place(id: entry.id, subject: entry.subject, vantage: entry.vantage)]
          ?? since[Place(id: entry.id, subject: entry.subject, vantage: nil)]
      }
    }
    let stayed = Set(
      comparison.findings.filter { $0.change == .persists }.map { Thing(cause: $0.cause, subject: $0.subject) })
    // A cause that the baseline had, and that breaks more than it did, is not known.
    let grown = Set(entries.filter { $0.sinceBaseline == .new }.compactMap { $0.finding(in: findings)?.id })
    for index in findings.indices {
      let finding = findings[index]
      let isKnown = stayed.contains(Thing(cause: finding.cause, subject: finding.subject))
      findings[index].sinceBaseline = isKnown && !grown.contains(finding.id) ? .known : .new
    }
  }

  /// Whether something fails, and nothing that counts: all of it failed in the baseline, and only what is new is to count.
  public var failsOnlyAsBefore: Bool {
    summary.outcome == .fail && baseline.map { $0.countsOnlyNew == true && $0.newlyFailing.isEmpty } == true
  }

  /// Whether something required could not be found out.
  public var hasOpenChecks: Bool { entries.contains { $0.need == .required && $0.outcome == .inconclusive } }

  /// Whether a cause is one of failures that count.
  func countsAsFailure(_ finding: FindingEntry) -> Bool {
    guard finding.severity == .failure else { return false }
    guard baseline?.countsOnlyNew == true else { return true }
    guard finding.sinceBaseline != .known else { return false }
    // Another cause may be found of what failed before.
    let own = entries.filter { $0.outcome == .fail && $0.finding(in: findings)?.id == finding.id }
    return own.isEmpty || own.contains { $0.sinceBaseline != .known }
  }

  /// Whether a requirement that no cause explains is a failure that counts, or keeps everything open.
  func countsAsFailure(_ entry: RequirementEntry) -> Bool {
    baseline?.countsOnlyNew != true || entry.sinceBaseline != .known
  }
}
