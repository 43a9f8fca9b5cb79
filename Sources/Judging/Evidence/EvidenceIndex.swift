import Model

/// A recording arranged for judging: lookups by name and by nameserver, all else by step.
struct EvidenceIndex {
  /// What one step saw above the lookup.
  struct StepEvidence {
    var connections: [Seen<Connection>] = []
    var tunnels: [Seen<Tunnel>] = []
    var handshakes: [Seen<Handshake>] = []
    var responses: [Seen<Response>] = []
    var times: [Seen<TimeExchange>] = []
    var answers: [Seen<ClusterAnswer>] = []
    /// Of a conversation, in the order in which they were made.
    var exchanges: [Seen<Exchange>] = []
  }

  let recording: Recording
  let unfinishedSteps: Set<Step.ID>
  let stall: Stall
  /// Whether some silence says nothing because of that.
  let wasDeaf: Bool
  let probes: [Step.ID: Probe]
  let observations: [Observation.ID: Observation]
  /// Every lookup of the plan's steps, in their order.
  let lookups: [Seen<Lookup>]
  let lookupsByName: [DomainName: [Seen<Lookup>]]
  let clocks: ClockComparison
  /// What each nameserver of the vantage is worth, in the vantage's order.
  let nameservers: [(nameserver: SocketAddress, condition: NameserverCondition)]
  /// Whether some connection over IPv6 was made: then this machine has IPv6.
  let hasIPv6: Bool
  /// The follow-ups that were made, in their order. What they saw is no part of what the plan's steps saw.
  let trials: [Trial]
  /// Addresses to which a connection was made.
  let reached: Set<IPAddress>
  private let steps: [Step.ID: StepEvidence]
  /// The plan's own steps, in its order.
  private let plannedSteps: [Step.ID]

  init(_ recording: Recording) {
    self.recording = recording
    let unfinishedSteps = Set(recording.unfinishedSteps)
    let stall = Stall(in: recording)
    self.stall = stall
    wasDeaf = recording.observations.contains { stall.spoils($0.evidence) }
    self.unfinishedSteps = unfinishedSteps
    probes = Dictionary(recording.plan.steps.map { ($0.id, $0.probe) }, uniquingKeysWith: { first, _ in first })
    observations = Dictionary(recording.observations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var lookups: [Seen<Lookup>] = []
    var trialLookups: [Step.ID: [Seen<Lookup>]] = [:]
    let followUps = Set(recording.plan.steps.filter { $0.origin != nil }.map(\.id))
    var steps: [Step.ID: StepEvidence] = [:]
    for observation in recording.observations {
      let isCutOff = unfinishedSteps.contains(observation.step) || stall.spoils(observation.evidence)
      func seen<Value>(_ value: Value) -> Seen<Value> {
        Seen(id: observation.id, isCutOff: isCutOff, duration: observation.duration, value: value)
      }
      switch observation.evidence {
      case .lookup(let lookup) where followUps.contains(observation.step):
        trialLookups[observation.step, default: []].append(seen(lookup))
      case .lookup(let lookup): lookups.append(seen(lookup))
      case .connection(let connection): steps[observation.step, default: .init()].connections.append(seen(connection))
      case .tunnel(let tunnel): steps[observation.step, default: .init()].tunnels.append(seen(tunnel))
      case .handshake(let handshake): steps[observation.step, default: .init()].handshakes.append(seen(handshake))
      case .response(let response): steps[observation.step, default: .init()].responses.append(seen(response))
      case .time(let exchange): steps[observation.step, default: .init()].times.append(seen(exchange))
      case .cluster(let answer): steps[observation.step, default: .init()].answers.append(seen(answer))
      case .exchange(let exchange): steps[observation.step, default: .init()].exchanges.append(seen(exchange))
      }
    }
    self.steps = steps
    self.lookups = lookups
    let trials = recording.plan.steps.compactMap { step -> Trial? in
      guard let origin = step.origin, !unfinishedSteps.contains(step.id) else { return nil }
      return Trial(
        step: step, origin: origin, evidence: steps[step.id] ?? .init(), lookups: trialLookups[step.id] ?? [])
    }
    self.trials = trials
    plannedSteps = recording.plan.steps.map(\.id).filter { !followUps.contains($0) }
    // What failed and was answered when it was asked again counts as both.
    let again = trials.filter { $0.origin.followUp == .repeatedLookup }.flatMap(\.lookups).filter { seen in
      seen.value.message?.addresses.isEmpty == false
    }
    lookupsByName = Dictionary(grouping: lookups + again, by: \.value.name)
    // Another name at a nameserver tells what the nameserver is worth as well as the plan's names do.
    let controls = trials.filter { $0.origin.followUp == .controlName }.flatMap(\.lookups)
    let lookupsByNameserver = Dictionary(grouping: lookups + controls, by: \.value.nameserver)
    nameservers = recording.vantage.nameservers.uniqued().map {
      ($0, NameserverCondition(of: $0, by: lookupsByNameserver[$0] ?? []))
    }
    let answers = recording.plan.steps.flatMap { step -> [(seen: Seen<Response>, host: String)] in
      guard step.origin == nil, case .reach(let endpoint, _, _) = step.probe else { return [] }
      return (steps[step.id]?.responses ?? []).map { ($0, endpoint.host.description) }
    }
    let times = recording.plan.steps.flatMap { step -> [(seen: Seen<TimeExchange>, host: String)] in
      guard step.origin == nil, case .reach(let endpoint, _, _) = step.probe else { return [] }
      return (steps[step.id]?.times ?? []).map { ($0, endpoint.host.description) }
    }
    clocks = ClockComparison(
      of: answers, times, in: recording, starts: observations.mapValues { $0.start + $0.duration })
    reached = Set(
      steps.values.flatMap(\.connections).filter(\.value.isConnected).map(\.value.address.address))
    hasIPv6 = steps.values.contains { step in
      step.connections.contains { $0.value.address.address.family == .ipv6 && $0.value.isConnected }
    }
  }

  var interruption: Recording.Interruption? { recording.interruption }

  /// What the steps saw together, each step once.
  func evidence(of ids: [Step.ID]) -> StepEvidence {
    var all = StepEvidence()
    for id in ids.uniqued() {
      guard let step = steps[id] else { continue }
      all.connections += step.connections
      all.tunnels += step.tunnels
      all.handshakes += step.handshakes
      all.responses += step.responses
      all.times += step.times
      all.answers += step.answers
      all.exchanges += step.exchanges
    }
    return all
  }

  /// Every connection of the plan's steps, in their order.
  var connections: [Seen<Connection>] { plannedSteps.flatMap { steps[$0]?.connections ?? [] } }
  /// Every tunnel of the plan's steps, in their order.
  var tunnels: [Seen<Tunnel>] { plannedSteps.flatMap { steps[$0]?.tunnels ?? [] } }
  /// Every handshake of the plan's steps, in their order.
  var handshakes: [Seen<Handshake>] { plannedSteps.flatMap { steps[$0]?.handshakes ?? [] } }

  /// Every response of the plan's steps, in their order.
  var responses: [Seen<Response>] { plannedSteps.flatMap { steps[$0]?.responses ?? [] } }

  /// The follow-ups of these kinds that followed one of the steps.
  func trials(_ kinds: Set<FollowUp>, after ids: [Step.ID]) -> [Trial] {
    trials.filter { kinds.contains($0.origin.followUp) && ids.contains($0.origin.step) }
  }

  /// The handshake among the observations, if one is there.
  func handshake(among ids: [Observation.ID]) -> Handshake? {
    for id in ids {
      if case .handshake(let handshake) = observations[id]?.evidence { return handshake }
    }
    return nil
  }

  /// From the start of the first of the observations to the end of the last; zero for none.
  func duration(of ids: [Observation.ID]) -> Milliseconds {
    let spans = ids.compactMap { observations[$0] }
    guard let start = spans.map(\.start).min(), let end = spans.map({ $0.start + $0.duration }).max() else {
      return .zero
    }
    return Milliseconds(microseconds: end.microseconds - start.microseconds)
  }

  /// The requirement that the nameservers answer, if it is planned.
  var nameserversRequirement: Requirement.ID? {
    recording.plan.requirements.first { $0.requirement.expectation == .nameserversAnswer }?.requirement.id
  }

  /// What is wrong with a nameserver, if it gave no usable answer to anything.
  func isBroken(_ nameserver: SocketAddress) -> Bool {
    nameservers.contains { $0.nameserver == nameserver && $0.condition.isBroken }
  }
}

extension SocketAddress {
  /// As reports name a nameserver: `10.0.0.4`, with the port only if it is not 53.
  var nameserverText: String { port == 53 ? address.description : description }
}

extension EvidenceIndex.StepEvidence {
  /// Puts other evidence in the place of what was seen at the same addresses.
  mutating func replace(by other: Self) {
    let places = Set(other.connections.map(\.value.address))
    connections.removeAll { places.contains($0.value.address) }
    handshakes.removeAll { places.contains($0.value.address) }
    responses.removeAll { places.contains($0.value.address) }
    let servers = Set(other.times.map(\.value.address))
    times.removeAll { servers.contains($0.value.address) }
    times += other.times
    connections += other.connections
    handshakes += other.handshakes
    responses += other.responses
  }
}
