internal import Model

extension Redactor {
  mutating func evidence(_ evidence: Evidence) -> Evidence {
    switch evidence {
    case .lookup(let lookup): .lookup(self.lookup(lookup))
    case .connection(let connection): .connection(self.connection(connection))
    case .tunnel(let tunnel): .tunnel(self.tunnel(tunnel))
    case .handshake(let handshake): .handshake(self.handshake(handshake))
    case .response(let response): .response(self.response(response))
    case .time(let exchange): .time(self.time(exchange))
    case .cluster(let answer): .cluster(self.answer(answer))
    case .exchange(let exchange): .exchange(self.exchange(exchange))
    }
  }

  // MARK: - Lookups

  private mutating func lookup(_ old: Lookup) -> Lookup {
    var new = old
    new.name = name(old.name)
    new.nameserver = place(old.nameserver)
    switch old.ending {
    case .answered(let message): new.ending = .answered(message: self.message(message))
    case .malformed(let reason, let message):
      new.ending = .malformed(reason: text(reason), message: bytes(message))
    case .notAsked(let error): new.ending = .notAsked(error: self.error(error))
    case .unanswered, .refused: break
    }
    return new
  }

  /// What a message says, without its own bytes.
  private mutating func message(_ old: DNSMessage) -> DNSMessage {
    var new = old
    new.answers = old.answers.map { record($0) }
    new.authority = old.authority.map { record($0) }
    for (index, error) in old.extendedErrors.enumerated() {
      new.extendedErrors[index].text = text(error.text, from: .foreign)
    }
    new.raw = bytes(old.raw)
    return new
  }

  private mutating func record(_ old: ResourceRecord) -> ResourceRecord {
    var new = old
    new.name = receivedName(old.name)
    switch old.data {
    case .address(let address): new.data = .address(self.address(address))
    case .alias(let target): new.data = .alias(target: receivedName(target))
    case .startOfAuthority(let primary): new.data = .startOfAuthority(primary: receivedName(primary))
    case .other(let bytes): new.data = .other(bytes: self.bytes(bytes))
    }
    return new
  }

  /// Bytes that nobody has read may hold anything.
  private func bytes(_ bytes: Bytes) -> Bytes { hidesNames ? Bytes([]) : bytes }

  /// What this machine says may name a file or an address.
  private mutating func error(_ error: SystemError) -> SystemError {
    SystemError(
      action: text(error.action), reason: text(error.reason), isProhibited: error.isProhibited)
  }

  // MARK: - Connections

  private mutating func connection(_ old: Connection) -> Connection {
    var new = old
    new.address = place(old.address)
    if case .notTried(let error) = old.ending { new.ending = .notTried(error: self.error(error)) }
    return new
  }

  private mutating func tunnel(_ old: Tunnel) -> Tunnel {
    var new = old
    new.proxy = text(old.proxy, from: .foreign)
    new.target = text(old.target, from: .foreign)
    if case .failed(let reason, let after) = old.ending {
      new.ending = .failed(reason: text(reason, from: .foreign), after: after)
    }
    return new
  }

  private mutating func handshake(_ old: Handshake) -> Handshake {
    var new = old
    new.address = place(old.address)
    new.serverName = host(old.serverName)
    new.chain = old.chain.map { certificate($0) }
    if case .notTried(let error) = old.ending { new.ending = .notTried(error: self.error(error)) }
    return new
  }

  mutating func certificate(_ old: Certificate) -> Certificate {
    var new = old
    new.subject = distinguishedName(old.subject)
    new.issuer = distinguishedName(old.issuer)
    new.serialNumber = number(old.serialNumber, digits: 2).uppercased()
    new.alternativeNames = old.alternativeNames.map { receivedName($0) }
    new.issuerURLs = old.issuerURLs.map { url($0) }
    new.fingerprint = number(old.fingerprint, digits: 64)
    if hidesNames { new.encoding = nil }
    return new
  }

  // MARK: - Responses

  private mutating func time(_ old: TimeExchange) -> TimeExchange {
    var new = old
    new.address = place(old.address)
    switch old.ending {
    case .foreign(let reason, let after): new.ending = .foreign(reason: text(reason, from: .foreign), after: after)
    case .notTried(let error): new.ending = .notTried(error: self.error(error))
    case .answered, .refused, .unreachable, .unanswered: break
    }
    return new
  }

  private mutating func response(_ old: Response) -> Response {
    var new = old
    new.address = place(old.address)
    new.url = url(old.url)
    new.ending = ending(old.ending)
    return new
  }

  mutating func ending(_ old: Response.Ending) -> Response.Ending {
    switch old {
    case .answered(let answer): .answered(answer: self.answer(answer))
    case .notHTTP(let reason, let after): .notHTTP(reason: text(reason, from: .foreign), after: after)
    case .notTried(let error): .notTried(error: self.error(error))
    case .unanswered, .reset, .closed: old
    }
  }

  /// Headers by whose words the catalog knows services; what the customer named does not stand in them.
  private static let marks: Set<String> = [
    "docker-distribution-api-version", "x-ms-error-code", "x-ms-server-version", "content-type",
  ]

  private mutating func answer(_ old: Response.Answer) -> Response.Answer {
    var new = old
    for (index, header) in old.headers.enumerated() {
      new.headers[index].value = text(header.value, from: Self.marks.contains(header.name) ? .mark : .foreign)
    }
    new.body = text(old.body, from: .foreign)
    return new
  }
}
