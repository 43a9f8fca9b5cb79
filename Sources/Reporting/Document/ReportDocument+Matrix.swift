public import Model

extension ReportDocument {
  /// What several vantages come to together.
  public struct MatrixEntry: Sendable, Hashable, Codable {
    /// Vantages at which everything stands alike, the failing ones first.
    public var groups: [VantageGroup]
    /// On what vantages disagree, and what separates them.
    public var separations: [SeparationEntry]
    /// The nodes from which reports were expected; absent: as many as the deployment declares; empty: none.
    public var expected: [String]?
  }

  /// Vantages with the same column of the matrix.
  public struct VantageGroup: Sendable, Hashable, Codable {
    /// `A`, `B`, …, `Z`, `AA`.
    public var id: String
    public var outcome: Summary.Outcome
    /// Sorted.
    public var vantages: [String]
    /// What all of them have, where not all vantages of the report have it.
    public var traits: [Separation.Trait: String]
    /// Whether these are places from which no report came.
    public var isMissing: Bool
  }

  /// A way in which vantages disagree.
  public struct SeparationEntry: Sendable, Hashable, Codable {
    /// `d1`, numbered in the order of the report.
    public var id: String
    public var checks: [DisputedCheck]
    /// The vantages at which these checks fail (or, of a warning, warn), and at which they pass.
    public var failing: [String]
    public var passing: [String]
    public var severity: Finding.Severity
    public var certainty: Separation.Certainty
    public var separators: [SeparatorEntry]
    /// Traits about which not all of these vantages tell anything.
    public var untold: [Separation.Trait]
    /// The whole in words, one sentence for each separator.
    public var text: String
  }

  /// A check that some vantages fail and others pass.
  public struct DisputedCheck: Sendable, Hashable, Codable {
    public var id: Requirement.ID
    public var variant: String?
    /// `myacr.azurecr.io:443`; absent where it is about no endpoint.
    public var endpoint: String?
  }

  /// A trait that separates vantages, or comes near.
  public struct SeparatorEntry: Sendable, Hashable, Codable {
    public var trait: Separation.Trait
    /// The values that go with failing, and with passing.
    public var failing: [String]
    public var passing: [String]
    /// For how many vantages of how many it says rightly whether they fail.
    public var agreeing: Int
    public var total: Int
    /// At most twenty of the others.
    public var counterExamples: [CounterExampleEntry]
  }

  /// A vantage for which a trait is wrong.
  public struct CounterExampleEntry: Sendable, Hashable, Codable {
    public var vantage: String
    /// Absent: not known.
    public var value: String?
    public var fails: Bool
  }

  /// Whether this is the report of several vantages.
  public var isMerged: Bool { matrix != nil }

  /// The vantages that gave a report.
  public var heardVantages: [VantageEntry] { vantages.filter { $0.missing == nil } }

  /// What all of this was judged from, in the order of the vantages that gave a report.
  public var recordings: [Recording] {
    [recording] + (furtherRecordings ?? []).map { $0.recording(like: recording) }
  }

  /// The recording of a vantage; the only one there is, where the report is of one.
  func recording(at vantage: String?) -> Recording {
    guard let vantage, let furtherRecordings, !furtherRecordings.isEmpty,
      let index = heardVantages.firstIndex(where: { $0.id == vantage }), index > 0, index <= furtherRecordings.count
    else { return recording }
    return furtherRecordings[index - 1].recording(like: recording)
  }
}
