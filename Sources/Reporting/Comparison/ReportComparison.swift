public import Model

/// What changed between two reports, and whose change it was. All texts are filled in: it is what `diff -o json` writes,
/// and the only input of its renderers.
public struct ReportComparison: Sendable, Hashable, Codable {
  /// The schema that this version writes.
  public static let currentSchemaVersion = "1.0"

  public var schemaVersion: String
  /// `comparison`: tells this from a report.
  public var kind: String
  public var old: Side
  public var new: Side
  public var summary: Summary
  /// Those that stand differently, or fail in both, in the order of the new report.
  public var requirements: [RequirementChange]
  /// Causes that are new, then those that persist, then those that are gone.
  public var findings: [FindingChange]
  /// Everything else that differs, by owner.
  public var changes: [Change]

  /// One of the two reports.
  public struct Side: Sendable, Hashable, Codable {
    public var deployment: String
    public var startedAt: Timestamp
    public var toolVersion: String
    public var catalogDigest: String
    public var vantages: [String]
    public var outcome: Model.Summary.Outcome
    public var counts: [Standing: Int]
  }

  /// What it comes to.
  public struct Summary: Sendable, Hashable, Codable {
    /// Whether something required fails that did not before.
    public var isWorse: Bool
    public var newlyFailing: Int
    public var fixed: Int
    public var stillFailing: Int
    public var newFindings: Int
    public var goneFindings: Int
    /// How many changes each owner has; every owner is present.
    public var changes: [Owner: Int]
  }

  /// Whose change it is.
  public enum Owner: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    /// What the network answered.
    case network
    /// What the deployment file declares.
    case deployment
    /// What is checked.
    case catalog
    /// The program's version.
    case tool
    /// Where it was seen from.
    case vantage
  }

  /// A requirement that stands differently.
  public struct RequirementChange: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      /// It is required, fails, and did not before.
      case newlyFails
      case stillFails
      /// It failed and passes now.
      case fixed
      /// It failed, and nobody knows whether it still does.
      case noLongerSeen
      /// It stands differently otherwise.
      case differs
    }
    public var change: Kind
    public var id: Requirement.ID
    public var title: String
    public var phase: Phase
    public var subject: ReportDocument.Subject
    /// `nil`: it is not in the report.
    public var old: Standing?
    public var new: Standing?
    /// What was seen, in one line.
    public var oldSeen: String
    public var newSeen: String
    /// From where; absent where both reports are of one vantage.
    public var vantage: String? = nil
  }

  /// A cause that came, stayed or went. Two are the same if cause and subject are.
  public struct FindingChange: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case new, persists, gone
    }
    public var change: Kind
    public var cause: String
    public var severity: Finding.Severity
    public var subject: ReportDocument.FindingSubject
    /// As the newer of the reports that have it says it.
    public var title: String
    public var owner: String
  }

  /// One thing that differs.
  public struct Change: Sendable, Hashable, Codable {
    public var owner: Owner
    /// What kind of thing: `addresses`, `issuer`, `time to connect`, `declared value`, `requirement`, …
    public var kind: String
    /// What it is about: a host, a path in the deployment file, a requirement.
    public var subject: String
    /// `nil`: there was none.
    public var old: String?
    public var new: String?
  }

  /// Compares two reports of one deployment, or of two.
  public init(old: ReportDocument, new: ReportDocument) {
    let requirements = RequirementChange.all(old: old, new: new)
    let findings = FindingChange.all(old: old.findings, new: new.findings)
    let pairs = VantagePairs(old: old, new: new)
    let changes =
      pairs.changes { NetworkComparison(old: $0, new: $1).changes }
      + Change.ofDeployment(old: old.recording, new: new.recording) + Change.ofCatalog(old: old, new: new)
      + Change.ofTool(old: old, new: new) + pairs.comeAndGone + pairs.changes { Change.ofVantage(old: $0, new: $1) }
    func count(_ kind: RequirementChange.Kind) -> Int { requirements.count { $0.change == kind } }
    schemaVersion = Self.currentSchemaVersion
    kind = "comparison"
    self.old = Side(old)
    self.new = Side(new)
    self.requirements = requirements
    self.findings = findings
    self.changes = changes
    summary = Summary(
      isWorse: count(.newlyFails) > 0, newlyFailing: count(.newlyFails), fixed: count(.fixed),
      stillFailing: count(.stillFails), newFindings: findings.count { $0.change == .new },
      goneFindings: findings.count { $0.change == .gone },
      changes: Dictionary(
        uniqueKeysWithValues: Owner.allCases.map { owner in (owner, changes.count { $0.owner == owner }) }))
  }

  /// Whether nothing differs.
  public var isEmpty: Bool {
    changes.isEmpty && findings.allSatisfy { $0.change == .persists }
      && requirements.allSatisfy { $0.change == .stillFails }
  }
}

extension ReportComparison.Side {
  init(_ document: ReportDocument) {
    self.init(
      deployment: document.deployment.name, startedAt: document.startedAt, toolVersion: document.tool.version,
      catalogDigest: document.tool.catalogDigest, vantages: document.vantages.map(\.id),
      outcome: document.summary.outcome, counts: document.summary.counts)
  }
}
