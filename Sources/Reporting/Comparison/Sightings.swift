internal import Model

/// What one recording saw, by names and endpoints instead of steps and observations, whose numbers mean nothing.
struct Sightings {
  /// A name at a nameserver.
  struct Question: Hashable, Comparable {
    var name: String
    var nameserver: String
    static func < (left: Self, right: Self) -> Bool { (left.name, left.nameserver) < (right.name, right.nameserver) }
  }

  /// What a nameserver said about a name, over both kinds of addresses.
  struct Answered {
    var addresses: Set<IPAddress> = []
    var aliases: [String] = []
    /// What it said instead of addresses.
    var endings: [String] = []
    var times: [Milliseconds] = []

    var text: String {
      guard addresses.isEmpty else { return addresses.sorted().map(\.description).joined(separator: ", ") }
      return endings.uniqued().sorted().joined(separator: ", ")
    }
    var aliasText: String? { aliases.isEmpty ? nil : aliases.joined(separator: " → ") }
  }

  /// An endpoint without its port, which the system may have chosen.
  struct Place: Hashable, Comparable {
    var role: String
    var variant: String
    var host: String
    var port: UInt16?
    static func < (left: Self, right: Self) -> Bool {
      (left.role, left.variant, left.host, left.port ?? 0) < (right.role, right.variant, right.host, right.port ?? 0)
    }
    var text: String { port.map { $0 == 443 ? host : "\(host):\($0)" } ?? host }
  }

  /// How far steps to one endpoint came.
  struct Reached {
    /// Ending by address.
    var connections: [String: String] = [:]
    var tunnels: Set<String> = []
    var handshakes: Set<String> = []
    var issuers: Set<String> = []
    var certificates: Set<String> = []
    var troubles: Set<String> = []
    var responses: Set<String> = []
    var connectTimes: [Milliseconds] = []
    var handshakeTimes: [Milliseconds] = []
    var firstByteTimes: [Milliseconds] = []
  }

  private(set) var answers: [Question: Answered] = [:]
  private(set) var endpoints: [Place: Reached] = [:]

  init(_ recording: Recording) {
    let nameservers = Self.names(of: recording.vantage.nameservers)
    var places: [Step.ID: Place] = [:]
    let followUps = Set(recording.plan.steps.filter { $0.origin != nil }.map(\.id))
    for step in recording.plan.steps where step.origin == nil {
      guard case .reach(let endpoint, _, _) = step.probe else { continue }
      let isChosen = SystemPort.range.contains(Int(endpoint.port))
      places[step.id] = Place(
        role: endpoint.role.rawValue, variant: endpoint.variant ?? "", host: endpoint.host.description,
        port: isChosen ? nil : endpoint.port)
    }
    // What was tried with something changed says nothing of how things usually are.
    for observation in recording.observations where !followUps.contains(observation.step) {
      if case .lookup(let lookup) = observation.evidence {
        let nameserver = nameservers[lookup.nameserver] ?? lookup.nameserver.address.description
        answers[Question(name: lookup.name.text, nameserver: nameserver), default: Answered()].add(lookup)
      } else if let place = places[observation.step] {
        endpoints[place, default: Reached()].add(observation.evidence)
      }
    }
  }

  /// A nameserver by its address; by its number too, where several have one address.
  private static func names(of nameservers: [SocketAddress]) -> [SocketAddress: String] {
    var names: [SocketAddress: String] = [:]
    var counts: [IPAddress: Int] = [:]
    for nameserver in nameservers.uniqued() {
      counts[nameserver.address, default: 0] += 1
      let number = counts[nameserver.address, default: 1]
      names[nameserver] = nameserver.address.description + (number > 1 ? " (\(number))" : "")
    }
    return names
  }
}

extension Sightings.Answered {
  mutating func add(_ lookup: Lookup) {
    if let roundTrip = lookup.roundTrip { times.append(roundTrip) }
    switch lookup.ending {
    case .answered(let message):
      addresses.formUnion(message.addresses)
      if aliases.isEmpty { aliases = message.aliases }
      if message.addresses.isEmpty {
        endings.append(message.code == .noError ? "no address" : message.code.description)
      }
    case .unanswered: endings.append("no answer")
    case .refused: endings.append("nobody listens")
    case .malformed: endings.append("unreadable answer")
    case .notAsked: endings.append("not asked")
    }
  }
}

extension Sightings.Reached {
  mutating func add(_ evidence: Evidence) {
    switch evidence {
    case .lookup, .cluster: break
    case .connection(let connection): add(connection)
    case .tunnel(let tunnel):
      switch tunnel.ending {
      case .opened: tunnels.insert("opened")
      case .denied(let status, _): tunnels.insert("says \(status)")
      case .proxyUnresolved: tunnels.insert("has no address")
      case .unanswered: tunnels.insert("no answer")
      case .failed(let reason, _): tunnels.insert(reason)
      }
    case .handshake(let handshake): add(handshake)
    case .response(let response): add(response)
    case .time(let exchange):
      switch exchange.ending {
      case .answered(let reply): responses.insert(reply.tellsTime ? "the time" : "no time")
      case .refused: responses.insert("nobody listens")
      case .unreachable: responses.insert("no route")
      case .unanswered: responses.insert("no answer")
      case .foreign: responses.insert("not NTP")
      case .notTried: responses.insert("not sent")
      }
    case .exchange: break
    }
  }

  private mutating func add(_ connection: Connection) {
    let ending: String
    switch connection.ending {
    case .connected(let after, _):
      ending = "connects"
      connectTimes.append(after)
    case .refused: ending = "refused"
    case .unreachable(.prohibited, _): ending = "prohibited"
    case .unreachable: ending = "no route"
    case .unanswered: ending = "no answer"
    case .notTried: ending = "not tried"
    }
    connections[connection.address.address.description] = ending
  }

  private mutating func add(_ handshake: Handshake) {
    switch handshake.ending {
    case .completed(let session):
      handshakes.insert(session.protocolVersion)
      handshakeTimes.append(session.duration)
    case .alerted(let alert, _): handshakes.insert("alert \(alert)")
    case .reset: handshakes.insert("reset")
    case .closed: handshakes.insert("closed")
    case .unanswered: handshakes.insert("no answer")
    case .notTLS: handshakes.insert("not TLS")
    case .unsupported(let reason, _): handshakes.insert(reason)
    case .notTried: handshakes.insert("not tried")
    }
    guard let leaf = handshake.chain.first else { return }
    issuers.insert(leaf.issuer)
    certificates.insert("\(leaf.fingerprint.prefix(16)) until \(leaf.notAfter.day)")
    troubles.formUnion(handshake.chainErrors.map { Wording.clause($0.reason) })
    if handshake.nameMatches == false { troubles.insert("it is for another name") }
  }

  private mutating func add(_ response: Response) {
    switch response.ending {
    case .answered(let answer):
      responses.insert("\(answer.status)")
      firstByteTimes.append(answer.firstByte)
    case .unanswered: responses.insert("no answer")
    case .reset: responses.insert("reset")
    case .closed: responses.insert("closed")
    case .notHTTP: responses.insert("not HTTP")
    case .notTried: responses.insert("not sent")
    }
  }
}
