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
    let provenance = RunProvenance(
      vantage: vantage, startedAt: startedAt, toolVersion: toolVersion, catalogDigest: catalogDigest)
    let start = ContinuousClock.now
    var plan = plan
    var results: [StepResult?] = []
    var next = plan.steps
    plan.steps = []
    while true {
      let done = results.count
      results += [StepResult?](repeating: nil, count: next.count)
      plan.steps += next
      let interruption = await carryOut(next, after: done, by: prober, since: start) { results[done + $0] = $1 }
      let recording = Recording(
        of: plan, for: deployment, provenance, results: results, since: start, interruption: interruption)
      next = recording.interruption == nil ? following(recording) : []
      if next.isEmpty { return recording }
    }
  }

  /// Makes the recording of each of many deployments as if it had been run alone, and hands it over as soon as its last
  /// step is done; then what nobody else waits for is forgotten, so that memory is bounded by the steps in flight and the
  /// evidence that deployments share.
  ///
  /// - Parameters:
  ///   - plan: The plan of a deployment by which it came into the batch.
  ///   - longestStall: For how long this program was not run at one go so far, if that was longer than usual: every
  ///     recording says so, since silence may then say nothing.
  ///   - deliver: Takes the recordings, in the order in which they are complete. After an interruption come those of the
  ///     deployments that it left unfinished.
  public func run(
    _ batch: Batch, from provenance: RunProvenance, by prober: some Prober, plan: (Deployment) -> Plan,
    longestStall: () -> Milliseconds? = { nil }, deliver: (Recording) async throws -> Void
  ) async rethrows {
    let start = ContinuousClock.now
    var results = BatchResults(batch)
    func deliverMember(_ member: Int, interruption: Recording.Interruption?) async throws {
      let deployment = batch.members[member].deployment
      let plan = plan(deployment)
      var recording = Recording(
        of: plan, for: deployment, provenance, results: results.take(of: member, by: plan), since: start,
        interruption: interruption)
      recording.longestStall = longestStall()
      try await deliver(recording)
    }
    let interruption = try await carryOut(batch.steps, by: prober, since: start) { step, result in
      for member in results.add(result, of: step) { try await deliverMember(member, interruption: nil) }
    }
    for member in results.incomplete { try await deliverMember(member, interruption: interruption) }
  }

  /// Does the steps, of which `count` others were done before, and hands over what each came to, by its index. Returns
  /// what ended the run before the last, if something did.
  private func carryOut(
    _ steps: [Step], after count: Int = 0, by prober: some Prober, since start: ContinuousClock.Instant,
    finished: (Int, StepResult) async throws -> Void
  ) async rethrows -> Recording.Interruption? {
    let runDeadline = limits.run.map { start + $0 }
    let width = limits.width(forSteps: steps.count)
    var interruption: Recording.Interruption?

    try await withThrowingTaskGroup(of: Event.self) { group in
      group.addTask { [interrupter] in
        await interrupter.wait()
        return .interrupted
      }
      var waiting = steps.indices[...]
      var inFlight = 0
      var done = 0

      func fill() {
        while inFlight < width, let index = waiting.first {
          guard interrupter.reason == nil else { return }
          if let runDeadline, ContinuousClock.now >= runDeadline { return }
          waiting.removeFirst()
          inFlight += 1
          let step = steps[index]
          observe(.started(step))
          group.addTask { [limits] in
            await .finished(index, StepResult(of: step, by: prober, limits: limits, runDeadline: runDeadline))
          }
        }
      }

      fill()
      while inFlight > 0, let event = try await group.next() {
        switch event {
        case .finished(let index, let result):
          inFlight -= 1
          done += 1
          observe(.finished(steps[index], done: count + done, of: count + steps.count))
          fill()
          try await finished(index, result)
        case .interrupted:
          if let reason = interrupter.reason, interruption == nil {
            interruption = reason
            observe(.interrupted(reason))
          }
          group.cancelAll()
        }
      }
      group.cancelAll()
    }
    return interruption ?? interrupter.reason
  }

  private enum Event: Sendable {
    case finished(Int, StepResult)
    case interrupted
  }
}
