import Model
import Synchronization
import Testing

@testable import Execution

/// Sees of each step what its probe asks for, and counts how often each is made.
private final class CountingProber: Prober {
  private let counts = Mutex<[Step.ID: Int]>([:])
  private let behaves: @Sendable (Step) async -> Bool

  /// `behaves` says of each step whether it answers; one that does not is silent.
  init(_ behaves: @escaping @Sendable (Step) async -> Bool = { _ in true }) {
    self.behaves = behaves
  }

  var most: Int? { counts.withLock { $0.values.max() } }

  func gather(_ step: Step, by deadline: ContinuousClock.Instant) async -> [Gathered] {
    counts.withLock { $0[step.id, default: 0] += 1 }
    guard case .reach(let endpoint, let rung, _) = step.probe, let name = endpoint.host.name else { return [] }
    let answers = await behaves(step)
    let lookup = Lookup(
      name: name, type: .a, nameserver: SocketAddress(.v4(1), port: 53),
      ending: answers ? .answered(message: DNSMessage(code: .noError)) : .unanswered(after: .zero))
    let connection = Connection(
      address: SocketAddress(.v4(2), port: 443), ending: .connected(after: .zero, roundTrip: nil))
    let evidence: [Evidence] = [.lookup(lookup)] + (answers && rung >= .connection ? [.connection(connection)] : [])
    return evidence.map { Gathered($0, start: Self.epoch, duration: .zero) }
  }

  /// Names are asked once in a run, so that every step that shares one has it at the same moment.
  private static let epoch = ContinuousClock.now
}

@Suite(.timeLimit(.minutes(1))) struct `A run for many deployments` {
  /// Needs these hosts, each up to a connection, or only its name.
  private func plan(of hosts: [String], upTo rung: Rung = .connection) -> Plan {
    let steps = hosts.enumerated().map { index, host in
      Step(
        id: Step.ID(rawValue: "s\(index + 1)"), phase: .clusterCreation,
        probe: .reach(
          endpoint: Endpoint(role: .dependency, host: Host(host)!, port: 443, transport: .tcp), upTo: rung,
          route: .direct), serves: [])
    }
    return Plan(edition: .v1, requirements: [], omissions: [], steps: steps)
  }

  private func record(
    _ batch: Batch, _ plans: [String: Plan], by prober: CountingProber, _ runner: Runner = Runner()
  ) async -> [Recording] {
    var recordings: [Recording] = []
    let provenance = RunProvenance(
      vantage: Vantage(kind: .pod, nameservers: []), startedAt: Timestamp(secondsSince1970: 0), toolVersion: "test",
      catalogDigest: "0")
    await runner.run(batch, from: provenance, by: prober) {
      plans[$0.name]!
    } deliver: {
      recordings.append($0)
    }
    return recordings
  }

  private func member(_ name: String, _ steps: Int...) -> Batch.Member {
    Batch.Member(deployment: Deployment(name: name), steps: steps)
  }

  @Test func `makes each probe once and gives every deployment what it needs`() async {
    let plans = ["a": plan(of: ["own.a", "shared"]), "b": plan(of: ["shared", "own.b"])]
    let batch = Batch(
      steps: plan(of: ["own.a", "shared", "own.b"]).steps, members: [member("a", 0, 1), member("b", 1, 2)])
    let prober = CountingProber()
    let recordings = await record(batch, plans, by: prober).sorted { $0.deployment.name < $1.deployment.name }
    #expect(prober.most == 1)
    #expect(recordings.map(\.deployment.name) == ["a", "b"])
    for recording in recordings {
      #expect(recording.plan == plans[recording.deployment.name])
      #expect(recording.observations.map(\.step.rawValue) == ["s1", "s1", "s2", "s2"])
      #expect(recording.observations.map(\.id.rawValue) == ["o1", "o2", "o3", "o4"])
      #expect(recording.unfinishedSteps.isEmpty && recording.interruption == nil)
    }
    let hosts = recordings[1].observations.compactMap {
      if case .lookup(let lookup) = $0.evidence { lookup.name } else { nil }
    }
    #expect(hosts.map(\.description) == ["shared", "own.b"])
  }

  @Test func `shows no more to a deployment than its own plan would have seen`() async {
    let plans = ["low": plan(of: ["shared"], upTo: .lookup), "high": plan(of: ["shared"])]
    let batch = Batch(steps: plan(of: ["shared"]).steps, members: [member("low", 0), member("high", 0)])
    let recordings = await record(batch, plans, by: CountingProber())
    let counts = Dictionary(uniqueKeysWithValues: recordings.map { ($0.deployment.name, $0.observations.count) })
    #expect(counts == ["low": 1, "high": 2])
  }

  @Test func `tells a lookup once in a recording, whichever steps share it`() async {
    let plans = ["a": plan(of: ["shared", "shared"])]
    let batch = Batch(steps: plan(of: ["shared", "shared"]).steps, members: [member("a", 0, 1)])
    let recording = await record(batch, plans, by: CountingProber()).first
    #expect(recording?.observations.map(\.step.rawValue) == ["s1", "s1", "s2"])
  }

  @Test func `hands a recording over before others are complete`() async {
    let (delivered, delivery) = AsyncStream<Never>.makeStream()
    let plans = ["quick": plan(of: ["quick"]), "slow": plan(of: ["slow"])]
    let batch = Batch(steps: plan(of: ["slow", "quick"]).steps, members: [member("slow", 0), member("quick", 1)])
    // The slow one answers when the quick one's recording is there.
    let prober = CountingProber { step in
      if step.id.rawValue == "s1" { for await _ in delivered {} }
      return true
    }
    var order: [String] = []
    let provenance = RunProvenance(
      vantage: Vantage(kind: .pod, nameservers: []), startedAt: Timestamp(secondsSince1970: 0), toolVersion: "test",
      catalogDigest: "0")
    await Runner().run(batch, from: provenance, by: prober) {
      plans[$0.name]!
    } deliver: {
      order.append($0.deployment.name)
      delivery.finish()
    }
    #expect(order == ["quick", "slow"])
  }

  @Test func `has a recording for a deployment that needs nothing`() async {
    let batch = Batch(steps: plan(of: ["own.a"]).steps, members: [member("none"), member("a", 0)])
    let recordings = await record(batch, ["none": plan(of: []), "a": plan(of: ["own.a"])], by: CountingProber())
    #expect(recordings.map(\.deployment.name) == ["a", "none"])
    #expect(recordings.allSatisfy { $0.interruption == nil && $0.unfinishedSteps.isEmpty })
  }

  @Test func `hands over what was seen when it is interrupted`() async {
    let interrupter = Interrupter()
    let plans = ["a": plan(of: ["own.a"]), "b": plan(of: ["own.b"]), "none": plan(of: [])]
    let batch = Batch(
      steps: plan(of: ["own.a", "own.b"]).steps, members: [member("a", 0), member("b", 1), member("none")])
    let prober = CountingProber { step in
      interrupter.interrupt(.terminated)
      return true
    }
    let recordings = await record(
      batch, plans, by: prober, Runner(limits: RunLimits(width: 1), interrupter: interrupter))
    #expect(Set(recordings.map(\.deployment.name)) == ["a", "b", "none"])
    let unfinished = recordings.first { $0.deployment.name == "b" }
    #expect(unfinished?.unfinishedSteps.map(\.rawValue) == ["s1"])
    #expect(unfinished?.interruption == .terminated)
  }

  @Test(arguments: [(1, 64), (40, 64), (1_024, 64), (2_000, 125), (10_000, 256)])
  func `is as wide as the work is worth`(steps: Int, width: Int) {
    #expect(RunLimits().width(forSteps: steps) == width)
    #expect(RunLimits(width: 3).width(forSteps: steps) == 3)
  }

  @Test func `says in every recording for how long the program did not run`() async {
    let plans = ["a": plan(of: ["one.example"]), "b": plan(of: ["two.example"])]
    let members = plans.keys.sorted().enumerated().map { Batch.Member(deployment: Deployment(name: $1), steps: [$0]) }
    let steps = plans.keys.sorted().flatMap { plans[$0]!.steps }
    let provenance = RunProvenance(
      vantage: Vantage(kind: .pod, nameservers: []), startedAt: Timestamp(secondsSince1970: 0), toolVersion: "test",
      catalogDigest: "0")
    var stalls: [Milliseconds?] = []
    await Runner().run(Batch(steps: steps, members: members), from: provenance, by: CountingProber()) {
      plans[$0.name]!
    } longestStall: {
      Milliseconds(microseconds: 2_600_000)
    } deliver: {
      stalls.append($0.longestStall)
    }
    #expect(stalls == [Milliseconds(microseconds: 2_600_000), Milliseconds(microseconds: 2_600_000)])
  }
}
