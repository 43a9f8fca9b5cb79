public import Model

/// One endpoint in a recording: what is expected of it, and what its one step saw.
public struct Visit: Sendable {
  public struct Demand: Sendable {
    public var expectation: Expectation
    public var phase: Phase
    public var need: Requirement.Need
    public init(_ expectation: Expectation, phase: Phase = .clusterCreation, need: Requirement.Need = .required) {
      self.expectation = expectation
      self.phase = phase
      self.need = need
    }
  }

  public var endpoint: Endpoint
  public var demands: [Demand]
  public var evidence: [Evidence]
  public var route: Route
  public var isFinished: Bool

  /// A visit with the evidence given, which is expected to resolve and to answer.
  public init(
    _ endpoint: Endpoint, _ expectations: [Expectation]? = nil, phases: [Phase] = [.clusterCreation],
    need: Requirement.Need = .required, evidence: [Evidence], route: Route = .direct, isFinished: Bool = true
  ) {
    self.endpoint = endpoint
    let expectations = expectations ?? [.resolves, .answers(service: endpoint.service!)]
    demands = phases.flatMap { phase in expectations.map { Demand($0, phase: phase, need: need) } }
    self.evidence = evidence
    self.route = route
    self.isFinished = isFinished
  }

  /// A visit on which all goes well but what is given instead. Rungs above one that no address completes are left out.
  public static func of(
    _ endpoint: Endpoint, _ expectations: [Expectation]? = nil, phases: [Phase] = [.clusterCreation],
    need: Requirement.Need = .required, addresses: [String] = ["20.61.0.1"], aliases: [String] = [],
    lookups: [Evidence]? = nil, connection: Connection.Ending? = nil, handshake: Evidence? = nil,
    response: Evidence? = nil, isFinished: Bool = true
  ) -> Visit {
    let host = endpoint.host.description
    var evidence =
      lookups ?? (endpoint.host.name == nil ? [] : Evidence.lookups(host, addresses: addresses, aliases: aliases))
    for address in addresses {
      evidence.append(
        .connection(address, port: endpoint.port, connection ?? .connected(after: .moment, roundTrip: nil)))
    }
    if connection == nil {
      let handshakes = addresses.map { handshake ?? .handshake($0, host, port: endpoint.port) }
      if endpoint.transport.isEncrypted { evidence += handshakes }
      let completed = handshakes.contains { if case .handshake(let one) = $0 { one.isCompleted } else { false } }
      if completed || !endpoint.transport.isEncrypted {
        evidence += addresses.map { response ?? .response($0, port: endpoint.port) }
      }
    }
    return Visit(endpoint, expectations, phases: phases, need: need, evidence: evidence, isFinished: isFinished)
  }

  /// A visit that ended with the lookup.
  public static func unresolved(
    _ endpoint: Endpoint, _ ending: Lookup.Ending, _ expectations: [Expectation]? = nil,
    at nameservers: [SocketAddress] = [.firstNameserver], phases: [Phase] = [.clusterCreation]
  ) -> Visit {
    let host = endpoint.host.description
    return Visit(
      endpoint, expectations, phases: phases,
      evidence: nameservers.flatMap { Evidence.lookups(host, at: $0, ending) })
  }
}

extension Expectation {
  /// The last part of the requirement ids that the builders make.
  public var slug: String {
    switch self {
    case .nameserversAnswer: "nameservers-answer"
    case .resolves: "resolves"
    case .addresses: "addresses"
    case .accepts: "accepts"
    case .handshakes: "handshakes"
    case .answers: "answers"
    case .responds: "responds"
    case .converses: "converses"
    case .holds(let rule, _): rule.rawValue
    case .found(let rule, _): rule.rawValue
    }
  }

  /// How far up the ladder it needs to go.
  fileprivate var rung: Rung {
    switch self {
    case .nameserversAnswer, .resolves, .addresses, .holds, .found: .lookup
    case .accepts: .connection
    case .handshakes: .handshake
    case .answers, .responds, .converses: .response
    }
  }
}

extension Visit {
  /// `cluster-creation/mcr-answers`.
  public func requirement(_ demand: Demand) -> Requirement {
    Requirement(
      id: Requirement.ID(rawValue: "\(demand.phase.slug)/\(endpoint.role.slug)-\(demand.expectation.slug)"),
      title: "\(endpoint.role) \(demand.expectation.slug)", phase: demand.phase, role: endpoint.role,
      expectation: demand.expectation, consumer: .node, need: demand.need)
  }

  var probe: Probe {
    .reach(endpoint: endpoint, upTo: demands.map(\.expectation.rung).max() ?? .lookup, route: route)
  }
}

extension EndpointRole {
  /// `acr-data` for `acrData`.
  public var slug: String {
    rawValue.reduce(into: "") { text, character in
      text += character.isUppercase ? "-" + character.lowercased() : String(character)
    }
  }
}
