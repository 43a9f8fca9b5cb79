import Model

/// What one step came to.
struct StepResult: Sendable {
  var gathered: [Gathered]
  /// Whether it had all the time that a step gets, or did not need it.
  var isFinished: Bool

  init(of step: Step, by prober: some Prober, limits: RunLimits, runDeadline: ContinuousClock.Instant?) async {
    let own = ContinuousClock.now + limits.time(for: step)
    let deadline = runDeadline.map { min($0, own) } ?? own
    gathered = await prober.gather(step, by: deadline)
    // Silence in a step that the end of the run cut short says nothing: it was not waited for as long as silence must be.
    isFinished = !Task.isCancelled && (deadline == own || !gathered.contains { $0.evidence.isSilence })
  }

  /// What a plan that climbs only so high would have seen.
  func upTo(_ rung: Rung) -> StepResult {
    var result = self
    result.gathered.removeAll { $0.evidence.rung > rung }
    return result
  }
}

extension Evidence {
  fileprivate var rung: Rung {
    switch self {
    case .lookup: .lookup
    case .connection, .tunnel: .connection
    case .handshake: .handshake
    case .response, .time, .exchange, .cluster: .response
    }
  }
}
