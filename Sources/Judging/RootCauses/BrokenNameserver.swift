import Model

/// A nameserver that gives no usable answer to any name. Several that fail in one way are one finding: what they have in
/// common is the more likely fault.
struct BrokenNameserver: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let evidence = investigation.evidence
    let broken = evidence.nameservers.filter(\.condition.isBroken)
    let complaints = investigation.complaints(
      .nameserverSilent, .nameserverUnreachable, .nameserverRefuses, .nameserverFails, .answerMalformed
    ).filter { complaint in
      broken.contains { complaint.facts[.nameserver]?.listed.contains($0.nameserver.nameserverText) == true }
    }
    return complaints.grouped { Self.cause(of: $0.code) }.compactMap { cause, complaints in
      guard let cause else { return nil }
      let texts = complaints.flatMap { $0.facts[.nameserver]?.listed ?? [] }.uniqued()
      let servers = broken.map(\.nameserver).filter { texts.contains($0.nameserverText) }
      guard let first = servers.first else { return nil }
      let asked = evidence.lookupsByName.keys.sorted().first
      let overTCP = evidence.trials.filter { $0.origin.followUp == .lookupOverTCP && $0.asked(anyOf: servers) }
      let answered = overTCP.filter(\.gotAnswer)
      return Suspicion(
        cause: cause, confidence: answered.isEmpty ? confidence(of: cause, complaints, in: evidence) : .proved,
        subject: Finding.Subject(
          kind: .nameserver, id: first.address.description, members: members(of: servers)),
        complaints: complaints,
        facts: [.nameserver: texts.joined(separator: ", "), .nameservers: texts.joined(separator: ", ")]
          .with(.host, complaints.lazy.compactMap { $0.facts[.host] }.first ?? asked?.text)
          .with(.reason, answered.isEmpty ? Self.reason(complaints) : "over UDP; over TCP it answers"),
        evidenceFor: overTCP.flatMap(\.observations) + Self.controls(at: servers, in: evidence))
    }
  }

  /// What came of asking them for other names.
  private static func controls(at servers: [SocketAddress], in evidence: EvidenceIndex) -> [Observation.ID] {
    evidence.trials.filter { $0.origin.followUp == .controlName && $0.asked(anyOf: servers) }.flatMap(\.observations)
  }

  /// Why there was no answer: silence, or a host on which nothing listens.
  private static func reason(_ complaints: [Complaint]) -> String? {
    if complaints.allSatisfy({ $0.code == .nameserverUnreachable }) { return "nothing listens there" }
    return complaints.lazy.compactMap { $0.facts[.after] }.first.map { "waited \($0)" }
  }

  /// The addresses of several; with ports where they share one.
  private func members(of servers: [SocketAddress]) -> [String] {
    guard servers.count > 1 else { return [] }
    let addresses = Set(servers.map(\.address))
    if addresses.count < servers.count { return servers.sorted().map(\.nameserverText) }
    return addresses.sorted().map(\.description)
  }

  private static func cause(of code: Symptom.Code) -> Cause? {
    switch code {
    case .nameserverSilent, .nameserverUnreachable: .dnsServerSilent
    case .nameserverRefuses: .dnsServerRefuses
    case .nameserverFails: .dnsServerFails
    case .answerMalformed: .dnsAnswerMalformed
    default: nil
    }
  }

  /// A port that nobody listens at and a refusal speak for themselves. Silence may be the way's; failure may be that of
  /// the few names that were asked.
  private func confidence(
    of cause: Cause, _ complaints: [Complaint], in evidence: EvidenceIndex
  ) -> Finding.Confidence {
    let askedSeveral =
      evidence.lookupsByName.count > 1 || evidence.trials.contains { $0.origin.followUp == .controlName }
    return switch cause {
    case .dnsServerSilent:
      complaints.allSatisfy { $0.code == .nameserverUnreachable } ? .proved : askedSeveral ? .supported : .suspected
    case .dnsServerFails: askedSeveral ? .supported : .suspected
    default: .proved
    }
  }
}

extension Trial {
  /// Whether it asked one of these nameservers.
  func asked(anyOf servers: [SocketAddress]) -> Bool {
    if case .ask(_, _, let server, _) = step.probe { servers.contains(server) } else { false }
  }

  /// Whether a nameserver answered, whatever it said of the name.
  var gotAnswer: Bool {
    lookups.contains { seen in seen.value.message.map { $0.code == .noError || $0.code == .nameError } == true }
  }
}

extension String {
  /// The values of a fact that can have several.
  var listed: [String] { split(separator: ", ").map(String.init) }
}
