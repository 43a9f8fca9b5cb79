public import Model

extension ReportDocument {
  /// One root cause, with what it does and what to do about it.
  public struct FindingEntry: Sendable, Hashable, Codable {
    /// `f1`, numbered in the order of the report.
    public var id: String
    /// `egress.dropped`.
    public var cause: String
    public var severity: Finding.Severity
    public var confidence: Finding.Confidence
    public var subject: FindingSubject
    public var title: String
    public var meaning: String
    /// The requirements whose symptoms this explains.
    public var explains: [Requirement.ID]
    /// The requirements that could not be tried because of it.
    public var blocks: [Requirement.ID]
    /// What breaks because of it, as sentences.
    public var consequences: [String]
    /// What works today and would break if it got worse, as sentences; absent where there is none.
    public var risks: [String]? = nil
    public var evidenceFor: [Observation.ID]
    public var evidenceAgainst: [Observation.ID]
    public var firstBrokenPhase: Phase
    /// Errors that Azure shows for it.
    public var azureErrors: [String]
    /// The smallest changes of the deployment file that put a declared value right; absent for what is seen in the network.
    public var changes: [ChangeEntry]?
    public var remedy: Remedy
    public var sources: [Source.ID]
    /// The vantages at which it was found; absent in the report of one.
    public var vantages: [String]? = nil
    /// The vantage whose recording has the evidence, of several.
    public var evidenceFrom: String? = nil
    /// Whether the baseline had it; absent without one.
    public var sinceBaseline: SinceBaseline? = nil
  }

  /// A change of the deployment file.
  public struct ChangeEntry: Sendable, Hashable, Codable {
    /// `network.subnet.prefix`.
    public var path: String
    /// Where the value stands: `deployment.yaml:12:3`.
    public var place: String?
    /// What is declared; absent: nothing.
    public var from: String?
    /// What to declare instead; absent: nothing.
    public var to: String?
  }

  /// What is at fault.
  public struct FindingSubject: Sendable, Hashable, Codable {
    public var kind: Finding.Subject.Kind
    public var id: String
    public var detail: String
    /// What one cause covers, if more than one thing.
    public var members: [String]?
  }

  /// Lines for the configuration of one server.
  public struct Configuration: Sendable, Hashable, Codable {
    /// `BIND`.
    public var software: String
    /// Lines, without a newline at the end.
    public var text: String
  }

  /// What to do about a cause.
  public struct Remedy: Sendable, Hashable, Codable {
    /// Who can change it.
    public var owner: String
    public var steps: [String]
    /// Words in capitals (`RESOURCE_GROUP`) are the reader's to fill in.
    public var commands: [String]
    /// Lines for the files of servers, filled in for this deployment; absent where there are none.
    public var configurations: [Configuration]?
    /// How to see that it is done.
    public var verify: String
  }
}
