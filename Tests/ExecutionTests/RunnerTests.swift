import Execution
import Model
import Synchronization
import Testing

/// Answers each step from a script, and counts how many it works on at once.
private final class ScriptedProber: Prober {
  private struct State {
    var inFlight = 0
    var most = 0
    var order: [String] = []
  }
  private let state = Mutex(State())
  private let script: @Sendable (Step, ContinuousClock.Instant) async -> [Gathered]

  init(_ script: @escaping @Sendable (Step, ContinuousClock.Instant) async -> [Gathered]) {
    self.script = script
  }

  var most: Int { state.withLock { $0.most } }
  var order: [String] { state.withLock { $0.order } }

  func gather(_ step: Step, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    state.withLock { state in
      state.inFlight += 1
      state.most = max(state.most, state.inFlight)
      state.order.append(step.id.rawValue)
    }
    defer { state.withLock { $0.inFlight -= 1 } }
    return await script(step, deadline)
  }
}

/// Waits until the task is canceled, as a prober does whose peer is silent.
private func untilCanceled() async {
  let (stream, continuation) = AsyncStream<Never>.makeStream()
  await withTaskCancellationHandler {
    for await _ in stream {}
  } onCancel: {
    continuation.finish()
  }
}

private func plan(steps count: Int) -> Plan {
  let steps = (1...count).map { number in
    Step(
      id: Step.ID(rawValue: "s\(number)"), phase: .clusterCreation,
      probe: .lookUp(name: DomainName("host\(number).example")!), serves: [])
  }
  return Plan(edition: .v1, requirements: [], omissions: [], steps: steps)
}

private func lookup(_ step: Step, at start: ContinuousClock.Instant = .now) -> Gathered {
  let name = if case .lookUp(let name) = step.probe { name } else { DomainName("other.example")! }
  let lookup = Lookup(
    name: name, type: .a, nameserver: SocketAddress(.v4(1), port: 53),
    ending: .answered(message: DNSMessage(code: .noError)))
  return Gathered(.lookup(lookup), start: start, duration: .zero)
}

private func silence(_ step: Step) -> Gathered {
  let name = if case .lookUp(let name) = step.probe { name } else { DomainName("other.example")! }
  let lookup = Lookup(
    name: name, type: .a, nameserver: SocketAddress(.v4(1), port: 53), ending: .unanswered(after: .zero))
  return Gathered(.lookup(lookup), start: .now, duration: .zero)
}

private func record(_ plan: Plan, by prober: ScriptedProber, _ runner: Runner) async -> Recording {
  await runner.recording(
    of: plan, for: Deployment(name: "test"), from: Vantage(kind: .pod, nameservers: []), by: prober,
    startedAt: Timestamp(secondsSince1970: 0), toolVersion: "test", catalogDigest: "0")
}

@Suite(.timeLimit(.minutes(1))) struct `A run` {
  @Test func `numbers observations in the order of the plan`() async {
    let (release, released) = AsyncStream<Never>.makeStream()
    let prober = ScriptedProber { step, _ in
      if step.id.rawValue == "s1" { for await _ in release {} } else { released.finish() }
      return [lookup(step)]
    }
    let recording = await record(plan(steps: 2), by: prober, Runner())
    #expect(recording.observations.map(\.id.rawValue) == ["o1", "o2"])
    #expect(recording.observations.map(\.step.rawValue) == ["s1", "s2"])
    #expect(recording.interruption == nil)
  }

  @Test(arguments: [1, 8]) func `makes follow-ups when its own steps are done, round by round`(width: Int) async {
    let prober = ScriptedProber { step, _ in [lookup(step)] }
    let recording = await Runner(limits: RunLimits(width: width)).recording(
      of: plan(steps: 2), for: Deployment(name: "test"), from: Vantage(kind: .pod, nameservers: []), by: prober,
      startedAt: Timestamp(secondsSince1970: 0), toolVersion: "test", catalogDigest: "0",
      following: { recording in
        let count = recording.plan.steps.count
        guard count < 4, let last = recording.observations.last else { return [] }
        var step = plan(steps: 1).steps[0]
        step.id = Step.ID(rawValue: "s\(count + 1)")
        step.origin = Step.Origin(.repetition, after: last.step, seenIn: last.id)
        return [step]
      })
    #expect(recording.plan.steps.map(\.id.rawValue) == ["s1", "s2", "s3", "s4"])
    #expect(recording.observations.map(\.id.rawValue) == ["o1", "o2", "o3", "o4"])
    #expect(recording.plan.steps.map(\.origin?.observation.rawValue) == [nil, nil, "o2", "o3"])
  }

  @Test func `gives a follow-up half of a step's time, and makes none when it is interrupted`() async {
    let interrupter = Interrupter()
    let prober = ScriptedProber { step, deadline in
      if step.origin != nil {
        #expect(ContinuousClock.now.duration(to: deadline) <= .seconds(4))
        interrupter.interrupt(.terminated)
      }
      return [lookup(step)]
    }
    let recording = await Runner(limits: RunLimits(step: .seconds(8)), interrupter: interrupter).recording(
      of: plan(steps: 1), for: Deployment(name: "test"), from: Vantage(kind: .pod, nameservers: []), by: prober,
      startedAt: Timestamp(secondsSince1970: 0), toolVersion: "test", catalogDigest: "0",
      following: { recording in
        var step = plan(steps: 1).steps[0]
        step.id = Step.ID(rawValue: "s\(recording.plan.steps.count + 1)")
        step.origin = Step.Origin(.repetition, after: Step.ID(rawValue: "s1"), seenIn: Observation.ID(rawValue: "o1"))
        return [step]
      })
    #expect(recording.plan.steps.count == 2)
    #expect(recording.interruption == .terminated)
  }

  @Test(arguments: [1, 3]) func `keeps to its width`(width: Int) async {
    let prober = ScriptedProber { step, _ in
      await Task.yield()
      return [lookup(step)]
    }
    _ = await record(plan(steps: 12), by: prober, Runner(limits: RunLimits(width: width)))
    #expect(prober.most <= width)
    #expect(prober.order.count == 12)
  }

  @Test func `gives each step its time`() async {
    let limits = RunLimits(step: .seconds(7))
    let prober = ScriptedProber { step, deadline in
      let left = ContinuousClock.now.duration(to: deadline)
      #expect(left <= .seconds(7) && left > .seconds(6))
      return []
    }
    _ = await record(plan(steps: 1), by: prober, Runner(limits: limits))
  }

  @Test func `records what was seen when it is interrupted`() async {
    let interrupter = Interrupter()
    let prober = ScriptedProber { step, _ in
      if step.id.rawValue == "s1" { return [lookup(step)] }
      interrupter.interrupt(.terminated)
      await untilCanceled()
      return [lookup(step)]
    }
    let runner = Runner(limits: RunLimits(width: 1), interrupter: interrupter)
    let recording = await record(plan(steps: 4), by: prober, runner)
    #expect(recording.interruption == .terminated)
    #expect(recording.unfinishedSteps.map(\.rawValue) == ["s2", "s3", "s4"])
    #expect(recording.observations.map(\.step.rawValue) == ["s1", "s2"])
    #expect(prober.order == ["s1", "s2"])
  }

  @Test func `does not begin when it was interrupted before`() async {
    let interrupter = Interrupter()
    interrupter.interrupt(.interrupted)
    let prober = ScriptedProber { step, _ in [lookup(step)] }
    let recording = await record(plan(steps: 2), by: prober, Runner(interrupter: interrupter))
    #expect(prober.order.isEmpty)
    #expect(recording.interruption == .interrupted)
    #expect(recording.unfinishedSteps.count == 2)
  }

  @Test func `ends when its time is over`() async {
    let prober = ScriptedProber { step, deadline in
      while ContinuousClock.now < deadline { await Task.yield() }
      return [silence(step)]
    }
    let limits = RunLimits(width: 1, step: .seconds(5), run: .milliseconds(20))
    let recording = await record(plan(steps: 3), by: prober, Runner(limits: limits))
    #expect(recording.interruption == .outOfTime)
    #expect(recording.unfinishedSteps.map(\.rawValue) == ["s1", "s2", "s3"])
    #expect(prober.order == ["s1"])
  }

  @Test(arguments: [true, false])
  func `takes silence for what it is only after the time that a step gets`(isCutShort: Bool) async {
    let prober = ScriptedProber { step, _ in [silence(step)] }
    let limits = RunLimits(step: .seconds(5), run: isCutShort ? .seconds(4) : .seconds(600))
    let recording = await record(plan(steps: 1), by: prober, Runner(limits: limits))
    #expect(recording.unfinishedSteps.isEmpty == !isCutShort)
  }

  @Test func `keeps an answer that came before the run's time was over`() async {
    let prober = ScriptedProber { step, _ in [lookup(step)] }
    let limits = RunLimits(step: .seconds(5), run: .seconds(4))
    let recording = await record(plan(steps: 1), by: prober, Runner(limits: limits))
    #expect(recording.unfinishedSteps.isEmpty)
  }

  @Test func `tells how it goes on`() async {
    let events = Mutex<[String]>([])
    let runner = Runner(limits: RunLimits(width: 1)) { event in
      let text =
        switch event {
        case .started(let step): "started \(step.id)"
        case .finished(let step, let done, let total): "finished \(step.id) \(done)/\(total)"
        case .interrupted: "interrupted"
        }
      events.withLock { $0.append(text) }
    }
    _ = await record(plan(steps: 2), by: ScriptedProber { step, _ in [lookup(step)] }, runner)
    #expect(events.withLock { $0 } == ["started s1", "finished s1 1/2", "started s2", "finished s2 2/2"])
  }
}
