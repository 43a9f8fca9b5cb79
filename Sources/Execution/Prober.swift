public import Model

/// Gathers the evidence that one step calls for. Never throws: what goes wrong is evidence.
public protocol Prober: Sendable {
  /// What the step's probe saw, in the order in which it happened. Returns at the deadline at the latest, give or take
  /// the time to give up cleanly.
  func gather(_ step: Step, by deadline: ContinuousClock.Instant) async -> [Gathered]
}

/// A piece of evidence with its time, before it is numbered.
public struct Gathered: Sendable {
  public var evidence: Evidence
  public var start: ContinuousClock.Instant
  public var duration: Milliseconds

  public init(_ evidence: Evidence, start: ContinuousClock.Instant, duration: Milliseconds) {
    self.evidence = evidence
    self.start = start
    self.duration = duration
  }
}
