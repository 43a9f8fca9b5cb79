import Model

/// What a run has seen so far, arranged for the rules of follow-ups. It knows shapes (silent, closed, answered), not what
/// is right.
struct RunShape {
  /// One piece of evidence with the step and the observation that hold it.
  struct Item<Value> {
    var step: Step
    var id: Observation.ID
    var duration: Milliseconds
    var value: Value
  }

  /// A step of the plan that reaches an endpoint, with what it saw.
  struct Visit {
    var step: Step
    var endpoint: Endpoint
    var upTo: Rung
    var route: Route
    var lookups: [Item<Lookup>] = []
    var connections: [Item<Connection>] = []
    var tunnels: [Item<Tunnel>] = []
    var handshakes: [Item<Handshake>] = []
    var responses: [Item<Response>] = []
    var times: [Item<TimeExchange>] = []
  }

  let recording: Recording
  let controlNames: [DomainName]
  /// How often what fails is tried altogether.
  let attempts: Int
  /// The plan's own steps that reach an endpoint, in the order of the plan.
  let visits: [Visit]
  /// Every lookup of the plan's own steps, in their order.
  let lookups: [Item<Lookup>]
  /// Every lookup of follow-ups, in their order.
  let furtherLookups: [Item<Lookup>]

  init(_ recording: Recording, controlNames: [DomainName], attempts: Int) {
    self.recording = recording
    self.controlNames = controlNames
    self.attempts = attempts
    let observations = Dictionary(grouping: recording.observations, by: \.step)
    var visits: [Visit] = []
    var lookups: [Item<Lookup>] = []
    var further: [Item<Lookup>] = []
    for step in recording.plan.steps {
      var own: [Item<Lookup>] = []
      var visit: Visit?
      if step.origin == nil, case .reach(let endpoint, let upTo, let route) = step.probe {
        visit = Visit(step: step, endpoint: endpoint, upTo: upTo, route: route)
      }
      for observation in observations[step.id] ?? [] {
        func item<Value>(_ value: Value) -> Item<Value> {
          Item(step: step, id: observation.id, duration: observation.duration, value: value)
        }
        switch observation.evidence {
        case .lookup(let lookup): own.append(item(lookup))
        case .connection(let connection): visit?.connections.append(item(connection))
        case .tunnel(let tunnel): visit?.tunnels.append(item(tunnel))
        case .handshake(let handshake): visit?.handshakes.append(item(handshake))
        case .response(let response): visit?.responses.append(item(response))
        case .time(let exchange): visit?.times.append(item(exchange))
        case .cluster: break
        case .exchange: break
        }
      }
      if step.origin == nil { lookups += own } else { further += own }
      if var visit {
        visit.lookups = own
        visits.append(visit)
      }
    }
    self.visits = visits
    self.lookups = lookups
    furtherLookups = further
  }

  /// Whether follow-ups were made.
  var isBegun: Bool { recording.plan.steps.contains { $0.origin != nil } }

  /// Whether follow-ups to follow-ups were made: there is nothing after them.
  var isOver: Bool {
    let followUps = Set(recording.plan.steps.filter { $0.origin != nil }.map(\.id))
    let theirs = Set(recording.observations.filter { followUps.contains($0.step) }.map(\.id))
    return recording.plan.steps.contains { $0.origin.map { theirs.contains($0.observation) } == true }
  }

  /// The vantage's nameservers, each once, with what they said to the plan's own questions.
  var nameservers: [(nameserver: SocketAddress, lookups: [Item<Lookup>])] {
    recording.vantage.nameservers.uniqued().map { server in
      (server, lookups.filter { $0.value.nameserver == server })
    }
  }
}

extension RunShape.Visit {
  /// Whether it goes straight to the endpoint.
  var isDirect: Bool { route == .direct }

  /// Connections to the endpoint itself that came to nothing though they were tried.
  var failedConnections: [RunShape.Item<Connection>] {
    connections.filter { !$0.value.isToProxy && $0.value.hasFailed }
  }

  /// Whether no connection was made.
  var isUnconnected: Bool { !connections.contains(where: \.value.isConnected) }
}

extension Connection {
  /// Whether it was tried and not made; a machine without IPv6 has not tried.
  var hasFailed: Bool {
    switch ending {
    case .refused, .unanswered, .unreachable(.host, _), .unreachable(.prohibited, _): true
    case .connected, .unreachable(.network, _), .notTried: false
    }
  }
}

extension Handshake {
  /// Whether the peer, or somebody before it, broke off or said nothing.
  var isCutShort: Bool {
    switch ending {
    case .reset, .closed, .unanswered: true
    case .completed, .alerted, .notTLS, .unsupported, .notTried: false
    }
  }
}

extension Lookup {
  /// Whether the nameserver does its work, whatever it says of the name.
  var isAnswered: Bool { message.map { $0.code == .noError || $0.code == .nameError } ?? false }

  /// Whether nothing came back.
  var isSilent: Bool {
    if case .unanswered = ending { true } else { false }
  }
}
