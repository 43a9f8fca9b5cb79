public import Model

/// Carries a plan out: so many steps at a time, each by its deadline, and writes down what happened. It holds no opinion.
public struct Runner: Sendable {
  private let limits: RunLimits
  private let interrupter: Interrupter
  private let observe: @Sendable (RunEvent) -> Void

  /// A runner that tells `observe` how it goes on; the closure is called from the run's own tasks and must be quick.
  public init(
    limits: RunLimits = RunLimits(), interrupter: Interrupter = Interrupter(),
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.limits = limits
    self.interrupter = interrupter
    self.observe = observe
  }

  /// Everything that the plan's steps saw, and then the follow-ups to it. A failed step does not stop the others: the user
  /// wants all problems at once.
  ///
  /// Steps begin in the order of the plan, whatever phase they are for: they do not depend on each other, and waiting for
  /// a phase to end would add its slowest step to every run. An interruption, or the end of the run's time, stops new
  /// steps and cuts those in flight short; both are recorded as unfinished.
  ///
  /// Follow-ups come in rounds: when all steps so far are done, `following` is given what they saw and says what to try
  /// next, until it has nothing more. So the same network gives the same follow-ups, whoever answers first and however
  /// many steps are under way at once. They are added to the plan of the recording.
  public func recording(
    of plan: Plan, for deployment: Deployment, from vantage: Vantage, by prober: some Prober, startedAt: Timestamp,
    toolVersion: String, catalogDigest: String, following: @Sendable (Recording) -> [Step] = { _ in [] }
  ) async -> Recording {
    let start = ContinuousClock.now
    let runDeadline = limits.run.map { start + $0 }
    var recording = Recording(
      toolVersion: toolVersion, catalogDigest: catalogDigest, startedAt: startedAt, duration: .zero,
      deployment: deployment, vantage: vantage, plan: plan, observations: [])
    recording.plan.steps = []

    var next = plan.steps
    while !next.isEmpty {
      let round = await results(
        of: next, after: recording.plan.steps.count, by: prober, runDeadline: runDeadline)
      recording.plan.steps += next
      recording.observations += observations(
        of: next, in: round.results, since: start, after: recording.observations.count)
      recording.unfinishedSteps += next.map(\.id).filter { round.results[$0]?.isFinished != true }
      recording.interruption = round.interruption
      if recording.interruption == nil, !recording.unfinishedSteps.isEmpty {
        recording.interruption = interrupter.reason ?? .outOfTime
      }
      if let reason = interrupter.reason { recording.interruption = recording.interruption ?? reason }
      next = recording.interruption == nil ? following(recording) : []
    }
    recording.duration = Milliseconds(start.duration(to: .now))
    return recording
  }

  private struct Round {
    var results: [Step.ID: StepResult] = [:]
    var interruption: Recording.Interruption?
  }

  /// Makes these steps, of which `count` others were done before.
  private func results(
    of steps: [Step], after count: Int, by prober: some Prober, runDeadline: ContinuousClock.Instant?
  ) async -> Round {
    var round = Round()
    await withTaskGroup(of: Event.self) { group in
      group.addTask { [interrupter] in
        await interrupter.wait()
        return .interrupted
      }
      var waiting = steps[...]
      var inFlight = 0

      func fill() {
        while inFlight < limits.width, let step = waiting.first {
          guard interrupter.reason == nil else { return }
          if let runDeadline, ContinuousClock.now >= runDeadline { return }
          waiting.removeFirst()
          inFlight += 1
          observe(.started(step))
          group.addTask { [limits] in
            await .finished(step, StepResult(of: step, by: prober, limits: limits, runDeadline: runDeadline))
          }
        }
      }

      fill()
      while inFlight > 0, let event = await group.next() {
        switch event {
        case .finished(let step, let result):
          inFlight -= 1
          round.results[step.id] = result
          observe(.finished(step, done: count + round.results.count, of: count + steps.count))
          fill()
        case .interrupted:
          if let reason = interrupter.reason, round.interruption == nil {
            round.interruption = reason
            observe(.interrupted(reason))
          }
          group.cancelAll()
        }
      }
      group.cancelAll()
    }
    return round
  }

  /// Numbered in the order of steps, so that the order in which answers came does not show; `count` were before.
  private func observations(
    of steps: [Step], in results: [Step.ID: StepResult], since start: ContinuousClock.Instant, after count: Int
  ) -> [Observation] {
    let gathered = steps.flatMap { step in
      (results[step.id]?.gathered ?? []).map { (step.id, $0) }
    }
    return gathered.enumerated().map { index, item in
      let (step, gathered) = item
      return Observation(
        id: Observation.ID(rawValue: "o\(count + index + 1)"), step: step,
        start: Milliseconds(start.duration(to: gathered.start)), duration: gathered.duration,
        evidence: gathered.evidence)
    }
  }

  private enum Event: Sendable {
    case finished(Step, StepResult)
    case interrupted
  }
}

/// What one step came to.
private struct StepResult: Sendable {
  var gathered: [Gathered]
  /// Whether it had all the time that a step gets, or did not need it.
  var isFinished: Bool

  init(of step: Step, by prober: some Prober, limits: RunLimits, runDeadline: ContinuousClock.Instant?) async {
    let own = ContinuousClock.now + (step.origin == nil ? limits.step : limits.followUp)
    let deadline = runDeadline.map { min($0, own) } ?? own
    gathered = await prober.gather(step, by: deadline)
    // Silence in a step that the end of the run cut short says nothing: it was not waited for as long as silence must be.
    isFinished = !Task.isCancelled && (deadline == own || !gathered.contains { $0.evidence.isSilence })
  }
}
