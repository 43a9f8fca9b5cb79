/// A piece of evidence with the step that gathered it.
public struct Observation: Sendable, Hashable, Codable {
  /// `o17`: numbered in the order of steps.
  public struct ID: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  public var id: ID
  public var step: Step.ID
  /// From the start of the run to the start of this.
  public var start: Milliseconds
  public var duration: Milliseconds
  public var evidence: Evidence

  public init(id: ID, step: Step.ID, start: Milliseconds, duration: Milliseconds, evidence: Evidence) {
    self.id = id
    self.step = step
    self.start = start
    self.duration = duration
    self.evidence = evidence
  }
}

/// Everything that one run from one vantage saw, and what it set out to see: enough to be judged again elsewhere, later.
public struct Recording: Sendable, Hashable, Codable {
  /// Why a run ended before its plan did.
  public enum Interruption: String, Sendable, Hashable, Codable, CaseIterable {
    /// Ctrl-C (SIGINT).
    case interrupted
    /// SIGTERM.
    case terminated
    /// The time for the whole run was over.
    case outOfTime
  }

  /// The format that this version writes.
  public static let currentFormatVersion = 1

  public var formatVersion: Int
  public var toolVersion: String
  public var catalogDigest: String
  public var startedAt: Timestamp
  public var duration: Milliseconds
  public var deployment: Deployment
  public var vantage: Vantage
  /// What the user gave besides the deployment: supported versions, service tags.
  public var references: References?
  public var plan: Plan
  public var observations: [Observation]
  /// Steps that were not begun, or not finished, because the run was over.
  public var unfinishedSteps: [Step.ID]
  public var interruption: Interruption?
  /// The longest time for which the program itself could not notice anything, because this machine was too busy to run
  /// it; `nil`: never for long.
  public var longestStall: Milliseconds?

  public init(
    formatVersion: Int = Recording.currentFormatVersion, toolVersion: String, catalogDigest: String,
    startedAt: Timestamp, duration: Milliseconds, deployment: Deployment, vantage: Vantage,
    references: References? = nil, plan: Plan, observations: [Observation], unfinishedSteps: [Step.ID] = [],
    interruption: Interruption? = nil, longestStall: Milliseconds? = nil
  ) {
    self.formatVersion = formatVersion
    self.toolVersion = toolVersion
    self.catalogDigest = catalogDigest
    self.startedAt = startedAt
    self.duration = duration
    self.deployment = deployment
    self.vantage = vantage
    self.references = references
    self.plan = plan
    self.observations = observations
    self.unfinishedSteps = unfinishedSteps
    self.interruption = interruption
    self.longestStall = longestStall
  }
}

extension Observation.ID: Codable, Comparable, CustomStringConvertible {
  public var description: String { rawValue }
  /// By number: `o9` before `o10`.
  public static func < (left: Self, right: Self) -> Bool {
    (left.rawValue.utf8.count, left.rawValue) < (right.rawValue.utf8.count, right.rawValue)
  }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: rawValue) }
}
