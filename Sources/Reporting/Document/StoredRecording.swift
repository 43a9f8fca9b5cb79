public import Model

/// The recording of a further vantage as a merged report has it: without what is the same in the report's first recording.
public struct StoredRecording: Sendable, Hashable, Codable {
  public var formatVersion: Int
  public var toolVersion: String
  public var catalogDigest: String
  public var startedAt: Timestamp
  public var duration: Milliseconds
  /// `nil`: as in the first recording.
  public var deployment: Deployment?
  public var vantage: Vantage
  public var references: References?
  /// `nil`: as in the first recording, but for the follow-ups.
  public var plan: Plan?
  /// The steps that followed, where the plan is as in the first recording.
  public var followUps: [Step]?
  public var observations: [Observation]
  public var unfinishedSteps: [Step.ID]
  public var interruption: Recording.Interruption?
  public var longestStall: Milliseconds?

  /// The recording without what `first` has too.
  public init(_ recording: Recording, beside first: Recording) {
    formatVersion = recording.formatVersion
    toolVersion = recording.toolVersion
    catalogDigest = recording.catalogDigest
    startedAt = recording.startedAt
    duration = recording.duration
    deployment = recording.deployment == first.deployment ? nil : recording.deployment
    vantage = recording.vantage
    references = recording.references
    let followUps = recording.plan.steps.filter { $0.origin != nil }
    let isAsPlanned = recording.plan == first.plan.followed(by: followUps)
    plan = isAsPlanned ? nil : recording.plan
    self.followUps = isAsPlanned && !followUps.isEmpty ? followUps : nil
    observations = recording.observations
    unfinishedSteps = recording.unfinishedSteps
    interruption = recording.interruption
    longestStall = recording.longestStall
  }

  /// The whole recording.
  public func recording(like first: Recording) -> Recording {
    Recording(
      formatVersion: formatVersion, toolVersion: toolVersion, catalogDigest: catalogDigest, startedAt: startedAt,
      duration: duration, deployment: deployment ?? first.deployment, vantage: vantage, references: references,
      plan: plan ?? first.plan.followed(by: followUps ?? []), observations: observations,
      unfinishedSteps: unfinishedSteps,
      interruption: interruption, longestStall: longestStall)
  }
}

extension Plan {
  /// What was planned, with other steps after it.
  fileprivate func followed(by steps: [Step]) -> Plan {
    var plan = self
    plan.steps = plan.steps.filter { $0.origin == nil } + steps
    return plan
  }
}
