/// Several vantages of one deployment together: what was seen from each, whose reports are missing, the causes with
/// where they hold, and what separates failing from passing places.
public struct MergedReport: Sendable, Hashable {
  /// One vantage with its report.
  public struct Sighting: Sendable, Hashable {
    /// The vantage's id; with its kind behind it where two kinds have the same id.
    public var label: String
    public var report: Report

    public init(label: String, report: Report) {
      self.label = label
      self.report = report
    }
  }

  /// Places from which a report was expected and none came.
  public struct MissingVantage: Sendable, Hashable {
    /// The node's name; of places known by their number alone a name for all of them.
    public var label: String
    /// How many places it stands for.
    public var count: Int
    /// The kind that it would have had: that of the others.
    public var kind: Vantage.Kind
    public var nodePool: String?
    /// Why there is none, as far as somebody knows: `its pod is Pending (ImagePullBackOff)`.
    public var reason: String?

    public init(
      label: String, count: Int = 1, kind: Vantage.Kind, nodePool: String? = nil, reason: String? = nil
    ) {
      self.label = label
      self.count = count
      self.kind = kind
      self.nodePool = nodePool
      self.reason = reason
    }
  }

  /// A cause, and where it was found.
  public struct SharedFinding: Sendable, Hashable {
    /// As it was found at `example`, with everything that it explains anywhere.
    public var finding: Finding
    /// The vantages at which it was found, sorted.
    public var vantages: [String]
    /// The one whose recording has the evidence.
    public var example: String

    public init(finding: Finding, vantages: [String], example: String) {
      self.finding = finding
      self.vantages = vantages
      self.example = example
    }
  }

  /// One requirement, wherever it was seen from.
  public struct Check: Sendable, Hashable {
    public var key: Verdict.Key
    public var requirement: Requirement
    public var endpoint: Endpoint?
    /// Their vantages are labels; there are some for places without a report too. Of a rule about the declared deployment
    /// there is one, since it is the same everywhere.
    public var verdicts: [Verdict]

    public init(key: Verdict.Key, requirement: Requirement, endpoint: Endpoint?, verdicts: [Verdict]) {
      self.key = key
      self.requirement = requirement
      self.endpoint = endpoint
      self.verdicts = verdicts
    }
  }

  /// Sorted by label; at least one.
  public var sightings: [Sighting]
  public var missing: [MissingVantage]
  /// In the order of the catalog.
  public var checks: [Check]
  /// Most damaging first.
  public var findings: [SharedFinding]
  /// Failures before warnings, then those of most vantages.
  public var separations: [Separation]
  /// Names that pods and nodes find at different addresses, sorted by name.
  public var splitNames: [SplitName]
  public var summary: Summary
  /// What was not checked anywhere that could have been: it counts in the coverage.
  public var omissions: [Omission]

  public init(
    sightings: [Sighting], missing: [MissingVantage], checks: [Check], findings: [SharedFinding],
    separations: [Separation], splitNames: [SplitName] = [], summary: Summary, omissions: [Omission]
  ) {
    self.sightings = sightings
    self.missing = missing
    self.checks = checks
    self.findings = findings
    self.separations = separations
    self.splitNames = splitNames
    self.summary = summary
    self.omissions = omissions
  }
}
