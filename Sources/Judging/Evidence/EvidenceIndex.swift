import Model

/// A recording arranged for judging: lookups by name and by nameserver, all else by step.
struct EvidenceIndex {
  /// What one step saw above the lookup.
  struct StepEvidence {
    var connections: [Seen<Connection>] = []
    var tunnels: [Seen<Tunnel>] = []
    var handshakes: [Seen<Handshake>] = []
    var responses: [Seen<Response>] = []
  }

  let recording: Recording
  let unfinishedSteps: Set<Step.ID>
  let probes: [Step.ID: Probe]
  let observations: [Observation.ID: Observation]
  let lookupsByName: [DomainName: [Seen<Lookup>]]
  /// What each nameserver of the vantage is worth, in the vantage's order.
  let nameservers: [(nameserver: SocketAddress, condition: NameserverCondition)]
  /// Whether some connection over IPv6 was made: then this machine has IPv6.
  let hasIPv6: Bool
  private let steps: [Step.ID: StepEvidence]

  init(_ recording: Recording) {
    self.recording = recording
    let unfinishedSteps = Set(recording.unfinishedSteps)
    self.unfinishedSteps = unfinishedSteps
    probes = Dictionary(recording.plan.steps.map { ($0.id, $0.probe) }, uniquingKeysWith: { first, _ in first })
    observations = Dictionary(recording.observations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var lookups: [Seen<Lookup>] = []
    var steps: [Step.ID: StepEvidence] = [:]
    for observation in recording.observations {
      let isCutOff = unfinishedSteps.contains(observation.step)
      func seen<Value>(_ value: Value) -> Seen<Value> {
        Seen(id: observation.id, isCutOff: isCutOff, value: value)
      }
      switch observation.evidence {
      case .lookup(let lookup): lookups.append(seen(lookup))
      case .connection(let connection): steps[observation.step, default: .init()].connections.append(seen(connection))
      case .tunnel(let tunnel): steps[observation.step, default: .init()].tunnels.append(seen(tunnel))
      case .handshake(let handshake): steps[observation.step, default: .init()].handshakes.append(seen(handshake))
      case .response(let response): steps[observation.step, default: .init()].responses.append(seen(response))
      }
    }
    self.steps = steps
    lookupsByName = Dictionary(grouping: lookups, by: \.value.name)
    let lookupsByNameserver = Dictionary(grouping: lookups, by: \.value.nameserver)
    nameservers = recording.vantage.nameservers.uniqued().map {
      ($0, NameserverCondition(of: $0, by: lookupsByNameserver[$0] ?? []))
    }
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
    }
    return all
  }

  /// Every connection of the run, in the order of the plan's steps.
  var connections: [Seen<Connection>] { recording.plan.steps.flatMap { steps[$0.id]?.connections ?? [] } }
  /// Every tunnel of the run, in the order of the plan's steps.
  var tunnels: [Seen<Tunnel>] { recording.plan.steps.flatMap { steps[$0.id]?.tunnels ?? [] } }
  /// Every handshake of the run, in the order of the plan's steps.
  var handshakes: [Seen<Handshake>] { recording.plan.steps.flatMap { steps[$0.id]?.handshakes ?? [] } }

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
