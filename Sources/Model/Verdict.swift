/// What evidence says about one requirement from one vantage.
public struct Verdict: Sendable, Hashable, Codable {
  public enum Outcome: Sendable, Hashable, Codable {
    case pass
    case fail
    /// Could not be tried because these, which it needs, failed.
    case blocked(by: [Requirement.ID])
    /// We could not find out.
    case inconclusive
    /// Not checked.
    case skipped(reason: Omission.Reason)
  }

  /// The requirement in the plan: its id, and its endpoint where one id has several.
  public var requirement: Requirement.ID
  public var endpoint: Endpoint?
  public var vantage: String
  public var outcome: Outcome
  /// What was seen and not expected. A pass can have some: they are warnings (one address of two is dead).
  public var symptoms: [Symptom]
  /// What was relied on, in order.
  public var observations: [Observation.ID]
  /// The arithmetic of a plan rule, whether it holds or not.
  public var workings: [Working]
  /// From the start of the first observation relied on to the end of the last.
  public var duration: Milliseconds

  public init(
    requirement: Requirement.ID, endpoint: Endpoint?, vantage: String, outcome: Outcome, symptoms: [Symptom] = [],
    observations: [Observation.ID] = [], workings: [Working] = [], duration: Milliseconds = .zero
  ) {
    self.requirement = requirement
    self.endpoint = endpoint
    self.vantage = vantage
    self.outcome = outcome
    self.symptoms = symptoms
    self.observations = observations
    self.workings = workings
    self.duration = duration
  }
}

/// What an outcome comes to for the run, once the requirement's need is taken into account: the words of the report.
public enum Standing: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
  case pass, fail, warn, blocked, inconclusive, skipped

  /// An advisory requirement that fails is a warning, and so is a pass with symptoms.
  public init(_ verdict: Verdict, need: Requirement.Need) {
    self =
      switch verdict.outcome {
      case .pass: verdict.symptoms.isEmpty ? .pass : .warn
      case .fail: need == .required ? .fail : .warn
      case .blocked: .blocked
      case .inconclusive: .inconclusive
      case .skipped: .skipped
      }
  }
}
