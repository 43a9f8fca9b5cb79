internal import Model

/// What was seen for one requirement, in one line: `10.0.0.8 · TLS 1.3 · 401`. Says what happened, not whether it is
/// good, and leaves the time to its own column.
struct SeenLine {
  let expects: ReportDocument.ExpectationKind
  let evidence: [Evidence]
  let privateRanges: [IPPrefix]
  let trust: Endpoint.Trust

  /// The line; empty where nothing was observed.
  var text: String {
    switch expects {
    case .nameserversAnswer: return nameservers
    case .holds: return ""
    case .found: return reads
    case .resolves: return addressList ?? lookupFailures
    case .addresses: return addressKinds ?? lookupFailures
    case .converses: return conversation ?? lookupFailures
    case .accepts, .handshakes, .answers:
      let connections = outcomes
      guard !connections.isEmpty else { return tunnels ?? lookupFailures }
      return grouped(connections)
    }
  }

  /// What the reads of the Kubernetes API came to.
  private var reads: String {
    grouped(
      evidence.compactMap { piece in
        if case .cluster(let answer) = piece { (answer.read.resource.plural, Wording.ending(answer)) } else { nil }
      })
  }

  // MARK: - Lookups

  private var lookups: [Lookup] {
    evidence.compactMap { if case .lookup(let lookup) = $0 { lookup } else { nil } }
  }

  private var addresses: [IPAddress] {
    lookups.flatMap { $0.message?.addresses ?? [] }.uniqued()
  }

  private var addressList: String? {
    addresses.isEmpty ? nil : Self.short(addresses.map(\.description))
  }

  private var addressKinds: String? {
    let (inside, outside) = addresses.reduce(into: ([IPAddress](), [IPAddress]())) { kinds, address in
      if address.isPrivate(including: privateRanges) { kinds.0.append(address) } else { kinds.1.append(address) }
    }
    let parts = [(inside, "private"), (outside, "public")].filter { !$0.0.isEmpty }
    return parts.isEmpty
      ? nil : parts.map { "\(Self.short($0.0.map(\.description))) · \($0.1)" }.joined(separator: "; ")
  }

  /// What each nameserver made of the question, where none gave an address.
  private var lookupFailures: String {
    grouped(lookups.map { (Self.text($0.nameserver), Self.ending($0)) }, from: true)
  }

  private var nameservers: String {
    let servers = lookups.map(\.nameserver).uniqued()
    return grouped(
      servers.map { server in
        let own = lookups.filter { $0.nameserver == server }
        // That it does not know a name is an answer; that it refuses or fails is none, unless it does answer others.
        if own.contains(where: { [.noError, .nameError].contains($0.message?.code) }) {
          return (Self.text(server), "answers")
        }
        return (Self.text(server), (own.first { $0.message != nil } ?? own.first).map(Self.ending) ?? "")
      })
  }

  private static func ending(_ lookup: Lookup) -> String {
    switch lookup.ending {
    case .answered(let message): message.code == .noError ? "no address" : message.code.description
    case .unanswered: "no answer"
    case .refused: "nobody listens"
    case .malformed: "unreadable answer"
    case .notAsked(let error): "not asked (\(error.reason))"
    }
  }

  /// Port 53 goes without saying.
  private static func text(_ nameserver: SocketAddress) -> String {
    nameserver.port == 53 ? nameserver.address.description : nameserver.description
  }

  // MARK: - Connections and above

  /// For each address, how far it went.
  private var outcomes: [(String, String)] {
    var order: [SocketAddress] = []
    var parts: [SocketAddress: [String]] = [:]
    func add(_ part: String, at address: SocketAddress) {
      if parts[address] == nil { order.append(address) }
      parts[address, default: []].append(part)
    }
    var proxies: Set<SocketAddress> = []
    for piece in evidence {
      switch piece {
      case .connection(let connection):
        if connection.isToProxy { proxies.insert(connection.address) }
        let end = Self.ending(connection)
        if let end {
          add(end, at: connection.address)
        } else if expects == .accepts, !connection.isToProxy {
          add("connected", at: connection.address)
        }
      case .handshake(let handshake): add(ending(handshake), at: handshake.address)
      case .response(let response): add(Self.ending(response), at: response.address)
      case .time(let exchange): add(Self.ending(exchange), at: exchange.address)
      case .lookup, .tunnel, .exchange, .cluster: continue
      }
    }
    return order.map { address in
      (
        proxies.contains(address) ? "via \(address)" : address.address.description,
        (parts[address] ?? []).joined(separator: " · ")
      )
    }
  }

  /// What a proxy said, where it opened no way.
  private var tunnels: String? {
    let said: [(String, String)] = evidence.compactMap { piece in
      guard case .tunnel(let tunnel) = piece else { return nil }
      switch tunnel.ending {
      case .opened: return ("via \(tunnel.proxy)", "connected")
      case .denied(let status, _): return ("via \(tunnel.proxy)", "proxy says \(status)")
      case .proxyUnresolved: return (tunnel.proxy, "proxy has no address")
      case .unanswered: return ("via \(tunnel.proxy)", "no answer from the proxy")
      case .failed(let reason, _): return ("via \(tunnel.proxy)", reason)
      }
    }
    return said.isEmpty ? nil : grouped(said)
  }

  private static func ending(_ connection: Connection) -> String? {
    switch connection.ending {
    case .connected: nil
    case .refused: "refused"
    case .unreachable(.host, _), .unreachable(.network, _): "no route"
    case .unreachable(.prohibited, _): "prohibited"
    case .unanswered: "no answer"
    case .notTried(let error): "not tried (\(error.reason))"
    }
  }

  private func ending(_ handshake: Handshake) -> String {
    switch handshake.ending {
    case .completed(let session):
      let version = session.protocolVersion
      let trouble = certificateTrouble(handshake).map { ", \($0)" } ?? ""
      return (version.hasPrefix("TLSv") ? "TLS " + version.dropFirst(4) : version) + trouble
    case .alerted(let alert, _): return "TLS alert \(alert)"
    case .reset: return "reset in TLS"
    case .closed: return "closed in TLS"
    case .unanswered: return "no answer to TLS"
    case .notTLS(let reason, _): return "not TLS (\(reason))"
    case .unsupported(let reason, _): return reason
    case .notTried(let error): return "TLS not tried (\(error.reason))"
    }
  }

  /// What would keep a client from accepting the certificate.
  private func certificateTrouble(_ handshake: Handshake) -> String? {
    if handshake.nameMatches == false { return "other name" }
    let reasons = handshake.chainErrors.map(\.reason)
    if reasons.contains(.expired) { return "expired" }
    if reasons.contains(.notYetValid) { return "not yet valid" }
    switch reasons.first {
    case nil: return nil
    case .selfSigned, .selfSignedInChain, .issuerNotFound: return trust == .cluster ? nil : "unknown issuer"
    case .expired, .notYetValid, .invalidSignature, .invalidAuthority, .invalidPurpose, .revoked, .weakKey, .other:
      return "invalid chain"
    }
  }

  private static func ending(_ response: Response) -> String {
    switch response.ending {
    case .answered(let answer): "\(answer.status)"
    case .unanswered: "no answer to HTTP"
    case .reset: "reset in HTTP"
    case .closed: "closed without an answer"
    case .notHTTP(let reason, _): "not HTTP (\(reason))"
    case .notTried(let error): "HTTP not tried (\(error.reason))"
    }
  }

  private static func ending(_ exchange: TimeExchange) -> String {
    switch exchange.ending {
    case .answered(let reply):
      if let kiss = reply.kiss { return "NTP says \(kiss)" }
      return reply.tellsTime ? "NTP stratum \(reply.stratum)" : "NTP not synchronized"
    case .refused: return "nobody listens"
    case .unreachable(.host, _), .unreachable(.network, _): return "no route"
    case .unreachable(.prohibited, _): return "prohibited"
    case .unanswered: return "no answer to UDP"
    case .foreign(let reason, _): return "not NTP (\(reason))"
    case .notTried(let error): return "not tried (\(error.reason))"
    }
  }

  // MARK: - Conversations

  /// How far it came: `challenge 401 · token 200 · manifest 200`, each host once where there are several.
  private var conversation: String? {
    let exchanges = evidence.compactMap { if case .exchange(let exchange) = $0 { exchange } else { nil } }
    guard let first = exchanges.first else { return nil }
    var parts: [String] = []
    for exchange in exchanges {
      let place = exchange.endpoint.host == first.endpoint.host ? "" : " from \(exchange.endpoint.host)"
      let end =
        switch exchange.ending {
        case .sent(.answered(let answer), _): "\(answer.status)"
        case .sent(let ending, _): Wording.ending(ending)
        case .unreached: "not reached"
        case .withheld: "withheld"
        }
      parts.append("\(Wording.purpose(exchange.purpose)) \(end)\(place)")
    }
    // A redirection says what the request that follows it says.
    let told = zip(exchanges, parts).filter { exchange, _ in
      exchange.conclusion != nil || exchange.answer.map { !(300..<400).contains($0.status) } ?? true
    }.map(\.1)
    return told.joined(separator: " · ")
  }

  // MARK: - Lists

  /// Things with the same ending together: `10.0.0.8, 10.0.0.9 · TLS 1.3 · 401; 10.0.0.10 · refused`.
  private func grouped(_ pairs: [(String, String)], from: Bool = false) -> String {
    let endings = pairs.map(\.1).uniqued()
    let groups = endings.map { ending in
      let things = Self.short(pairs.filter { $0.1 == ending }.map(\.0).uniqued())
      if from { return "\(ending) from \(things)" }
      return ending.isEmpty ? things : "\(things) · \(ending)"
    }
    return Self.short(groups, limit: 4, separator: "; ")
  }

  /// The first of them, and how many more.
  private static func short(_ things: [String], limit: Int = 3, separator: String = ", ") -> String {
    guard things.count > limit else { return things.joined(separator: separator) }
    return things.prefix(limit - 1).joined(separator: separator) + " +\(things.count - limit + 1)"
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stands first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
