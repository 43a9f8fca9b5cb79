import Model

/// A name that fails at nameservers that answer others. Names that fail in one way in one zone are one finding: the zone
/// is what they have in common. If the names of many zones are dropped or fail, it is the nameserver: it answers from zones
/// of its own, and what it forwards to is gone.
struct FailingName: RootCauseRule {
  /// So many zones do not fail one by one.
  private static let enough = 3

  /// What one answer shows beyond doubt.
  private static let settled: Set<Cause> = [
    .dnsNameMissing, .dnsNoAddress, .dnsAnswerMalformed, .dnsAliasLoop, .dnsAliasChainTooLong,
  ]

  private struct Kind: Hashable {
    var cause: Cause
    var zone: String
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .nameDoesNotExist, .nameHasNoAddress, .nameserverSilent, .nameserverUnreachable, .nameserverFails,
      .nameserverRefuses, .answerMalformed, .aliasLoop, .aliasChainLong
    ).filter { $0.endpoint != nil }
    let main = complaints.grouped(by: \.host).flatMap { _, complaints in
      // A host that one nameserver denies and another drops has one thing wrong: what clients hear first.
      let cause = complaints.map { Self.cause(of: $0.code) }.min { $0.rank < $1.rank }?.cause ?? .dnsNameMissing
      let told = complaints.first { Self.cause(of: $0.code).cause == cause }
      let zone = told.map { investigation.zone(of: $0) } ?? ""
      return complaints.map { (kind: Kind(cause: cause, zone: zone), complaint: $0) }
    }
    let kinds = Dictionary(main.map { ($0.complaint.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let groups = complaints.grouped { kinds[$0.id] }
    let forwarders = Self.forwarders(of: groups, in: investigation)
    let causesOfForwarders = Set(forwarders.map(\.cause))
    let names = groups.compactMap { kind, complaints -> Suspicion? in
      guard let kind, !causesOfForwarders.contains(kind.cause) else { return nil }
      let isSettled = Self.settled.contains(kind.cause)
      let again = investigation.trials(.repeatedLookup, after: complaints)
      let overTCP = investigation.trials(.lookupOverTCP, after: complaints)
      // An answer to the same question a moment later, or over TCP, is hard to reconcile with a forwarder that is gone.
      let against = (again + overTCP).filter(\.gotAnswer)
      return Suspicion(
        cause: kind.cause, confidence: isSettled ? .proved : against.isEmpty ? .supported : .suspected,
        subject: .endpoints(complaints, detail: kind.zone), complaints: complaints, facts: [.zone: kind.zone],
        evidenceFor: isSettled ? [] : (again + overTCP).filter { !$0.gotAnswer }.flatMap(\.observations),
        evidenceAgainst: isSettled ? [] : against.flatMap(\.observations))
    }
    return forwarders + names
  }

  /// Where names of many zones fail in a way that is not the names' own.
  private static func forwarders(
    of groups: [(key: Kind?, complaints: [Complaint])], in investigation: Investigation
  ) -> [Suspicion] {
    let causes: [Cause] = [.dnsServerFails, .dnsServerRefuses, .dnsNameDropped]
    return causes.compactMap { cause in
      let alike = groups.filter { $0.key?.cause == cause }
      let complaints = alike.flatMap(\.complaints)
      let texts = Set(complaints.flatMap { $0.facts[.nameserver]?.listed ?? [] })
      let first = investigation.evidence.nameservers.map(\.nameserver).first { texts.contains($0.nameserverText) }
      guard alike.count >= enough, let first else { return nil }
      return Suspicion(
        cause: cause, confidence: .supported,
        subject: Finding.Subject(
          kind: .nameserver, id: first.address.description, members: Finding.Subject.members(of: complaints)),
        complaints: complaints)
    }
  }

  private static func cause(of code: Symptom.Code) -> (cause: Cause, rank: Int) {
    switch code {
    case .nameDoesNotExist: (.dnsNameMissing, 0)
    case .aliasLoop: (.dnsAliasLoop, 1)
    case .aliasChainLong: (.dnsAliasChainTooLong, 2)
    case .nameHasNoAddress: (.dnsNoAddress, 3)
    case .nameserverFails: (.dnsServerFails, 4)
    case .nameserverRefuses: (.dnsServerRefuses, 5)
    case .answerMalformed: (.dnsAnswerMalformed, 6)
    default: (.dnsNameDropped, 7)
    }
  }
}
