import Model

extension Resolution.Answer {
  /// What one nameserver says about a name, by its answers to both questions; `nil` if it was not asked.
  init?(
    of lookups: [Seen<Lookup>], at nameserver: SocketAddress, name: DomainName, in evidence: EvidenceIndex
  ) {
    let privateRanges = evidence.recording.deployment.network.privateRanges
    let readings = lookups.map { (id: $0.id, reading: LookupReading($0)) }
    retried = Self.retried(lookups, at: nameserver, name: name)
    guard let speaking = readings.min(by: { $0.reading.rank < $1.reading.rank }) else { return nil }
    self.nameserver = nameserver
    reading = speaking.reading
    var all: [IPAddress] = []
    aliases = []
    for case .addresses(let some, let chain) in readings.map(\.reading) {
      all += some
      if aliases.isEmpty { aliases = chain }
    }
    all = all.uniqued()
    // A nameserver on loopback speaks for services on loopback only if somebody started it for that: at port 53 it is
    // this machine's forwarder (systemd-resolved has 127.0.0.53), which passes on what a filter says.
    let isOwn = (nameserver.address.isLoopback && nameserver.port != 53) || name.labels.last == "localhost"
    func isSinkhole(_ address: IPAddress) -> Bool {
      if address.isUnspecified { return true }
      guard !privateRanges.contains(where: { $0.contains(address) }) else { return false }
      return (address.isLoopback && !isOwn) || (address.hasNoService && !evidence.reached.contains(address))
    }
    sinkholes = all.filter(isSinkhole)
    addresses = all.filter { !isSinkhole($0) }
    ipv6Trouble = retried == nil ? Self.ipv6Trouble(of: lookups, at: nameserver, name: name, in: evidence) : nil
    longChain = Self.longChain(of: lookups, at: nameserver, name: name)
    // An address from one question is all that is needed; the other's failure is not relied on.
    observations = readings.filter { all.isEmpty || $0.reading.rank == 0 }.map(\.id)
  }

  /// That a question got no addresses, and then got some when it was asked again: how often it failed.
  private static func retried(_ lookups: [Seen<Lookup>], at nameserver: SocketAddress, name: DomainName) -> Sign? {
    for type in [RecordType.a, .aaaa] {
      let own = lookups.filter { $0.value.type == type }.map { ($0.id, LookupReading($0)) }
      let failures = own.filter { $0.1.mayPass }
      guard own.contains(where: { $0.1.rank == 0 }), let symptom = failures.first?.1.symptom else { continue }
      let facts: [Symptom.Fact: String] = [
        .endpoint: name.text, .host: name.text, .nameserver: nameserver.nameserverText, .code: symptom.code.rawValue,
        .count: String(failures.count), .total: String(own.count),
      ]
      return Sign(
        .passedAfterRetry, facts.with(.after, symptom.facts[.after]), seenIn: own.map(\.0), isWarning: true)
    }
    return nil
  }

  /// Some clients give the name up when one of its two questions fails (RFC 4074 section 4).
  private static func ipv6Trouble(
    of lookups: [Seen<Lookup>], at nameserver: SocketAddress, name: DomainName, in evidence: EvidenceIndex
  ) -> Sign? {
    func reading(_ type: RecordType) -> (id: Observation.ID, reading: LookupReading)? {
      lookups.first { $0.value.type == type }.map { ($0.id, LookupReading($0)) }
    }
    guard case .addresses? = reading(.a)?.reading, let six = reading(.aaaa) else { return nil }
    let facts: [Symptom.Fact: String] = [.host: name.text, .nameserver: nameserver.nameserverText]
    var relied = [six.id]
    switch six.reading {
    case .missing, .refuses, .fails: break
    // A packet that was lost looks the same, once.
    case .silent:
      let again = evidence.repeated(name, .aaaa, at: nameserver)
      let isSilentAgain = !again.isEmpty && again.allSatisfy(\.value.isSilent)
      guard isSilentAgain || evidence.isMuteForIPv6(nameserver) else { return nil }
      relied += again.map(\.id)
    case .addresses, .empty, .looping, .chainTooLong, .truncated, .malformed, .unreachable, .prohibited, .notMade,
      .cutOff:
      return nil
    }
    let further = six.reading.symptom?.facts ?? [:]
    return Sign(
      .ipv6AnswerBroken, facts.with(.code, further[.code]).with(.after, further[.after]), seenIn: relied,
      isWarning: true)
  }

  /// That there are addresses, at the end of more aliases than some resolvers follow.
  private static func longChain(of lookups: [Seen<Lookup>], at nameserver: SocketAddress, name: DomainName) -> Sign? {
    for seen in lookups {
      guard let message = seen.value.message, !message.addresses.isEmpty else { continue }
      let chain = AliasChain(from: name, in: message)
      guard chain.isTooLong, let last = chain.names.last else { continue }
      let facts: [Symptom.Fact: String] = [
        .host: name.text, .nameserver: nameserver.nameserverText, .alias: last, .count: String(chain.names.count),
        .limit: String(AliasChain.limit),
      ]
      return Sign(.aliasChainLong, facts, seenIn: [seen.id], isWarning: true)
    }
    return nil
  }

  /// Whether clients believe it that there is no address, and ask nobody else.
  var deniesName: Bool {
    switch reading {
    case .missing, .empty: true
    // With an error beside them, clients ask the next nameserver.
    case .looping(_, _, let code), .chainTooLong(_, _, let code): code == .noError
    case .addresses, .truncated, .malformed, .refuses, .fails, .silent, .unreachable, .prohibited, .notMade, .cutOff:
      false
    }
  }

  /// What is wrong with this answer, if anything.
  func sign(about name: DomainName, isWarning: Bool) -> Sign? {
    let place = [Symptom.Fact.host: name.text, .nameserver: nameserver.nameserverText]
    guard sinkholes.isEmpty else {
      let list = sinkholes.map(\.description).joined(separator: ", ")
      return Sign(.sinkholeAddress, place.with(.address, list), seenIn: observations, isWarning: isWarning)
    }
    guard let symptom = reading.symptom else { return nil }
    return Sign(symptom.code, symptom.facts.merging(place) { $1 }, seenIn: observations, isWarning: isWarning)
  }

  /// The answer in a word: its addresses, or the code that stands for it.
  var said: String {
    let all = sinkholes + addresses
    guard all.isEmpty else { return all.map(\.description).joined(separator: ", ") }
    return switch reading {
    case .addresses, .empty: "NOERROR"
    case .looping(_, _, let code), .chainTooLong(_, _, let code): "\(code), aliases without end"
    case .missing: "NXDOMAIN"
    case .truncated: "TC"
    case .malformed(let reason): reason
    case .refuses: "REFUSED"
    case .fails(let code): code.description
    case .silent, .unreachable, .prohibited, .notMade, .cutOff: "–"
    }
  }
}

extension IPAddress {
  /// Ranges in which no service of the Internet can be (IANA special-purpose address registries): "this network", those
  /// for documentation, those reserved, and the one that discards.
  private static let withoutServices = [
    "0.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "100::/64", "2001:db8::/32",
  ].compactMap(IPPrefix.init)

  /// Whether a filter or a mistake must have made the address up; unless somebody was reached there, as in a test network.
  fileprivate var hasNoService: Bool { Self.withoutServices.contains { $0.contains(self) } }
}
