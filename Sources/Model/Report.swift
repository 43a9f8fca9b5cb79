/// A recording with what was judged from it. The only input of a renderer, besides the catalog's texts.
public struct Report: Sendable, Hashable {
  public var recording: Recording
  /// One for each planned requirement, then one for each omission, in the order of the catalog.
  public var verdicts: [Verdict]
  /// Causes, most damaging first.
  public var findings: [Finding]
  public var summary: Summary

  public init(recording: Recording, verdicts: [Verdict], findings: [Finding], summary: Summary) {
    self.recording = recording
    self.verdicts = verdicts
    self.findings = findings
    self.summary = summary
  }
}

/// What a report comes to.
public struct Summary: Sendable, Hashable, Codable {
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every required check that was made passes.
    case pass
    case fail
    /// Nothing fails, but something required could not be found out.
    case incomplete
  }

  public var outcome: Outcome
  /// The first phase with a required requirement that fails.
  public var firstBrokenPhase: Phase?
  /// How many verdicts stand how; every standing is present.
  public var counts: [Standing: Int]
  /// Required checks that apply to this deployment, and how many of them were made.
  public var coverage: Coverage

  public struct Coverage: Sendable, Hashable, Codable {
    public var required: Int
    public var made: Int
    public init(required: Int, made: Int) {
      self.required = required
      self.made = made
    }
  }

  public init(outcome: Outcome, firstBrokenPhase: Phase?, counts: [Standing: Int], coverage: Coverage) {
    self.outcome = outcome
    self.firstBrokenPhase = firstBrokenPhase
    self.counts = counts
    self.coverage = coverage
  }
}
