import Model

/// Nameservers of which some give an address and others deny it, or some a private one and others a public one.
struct DisagreeingNameservers: RootCauseRule {
  /// So many zones do not lack a forwarder one by one.
  private static let enough = 3

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let hosts = investigation.complaints(.nameserversDisagree).hosts
    var complaints = investigation.complaints(
      .nameserversDisagree, .nameDoesNotExist, .nameHasNoAddress, .aliasLoop, .aliasChainLong, .addressIsPublic,
      .addressIsPrivate, .sinkholeAddress
    ).filter { hosts.contains($0.host) }
    // Where one of them gives an address of the wrong kind, that this address is dead follows.
    let wronglyKind = complaints.filter { [.addressIsPublic, .addressIsPrivate].contains($0.code) }.hosts
    complaints += investigation.complaints(.addressDead).filter { wronglyKind.contains($0.host) }
    // The nameservers differ in a zone: every name of it that differs is one finding.
    let zones = complaints.grouped { complaint in
      let sameHost = complaints.filter { $0.host == complaint.host }
      let told = sameHost.first { $0.facts[.zone] != nil } ?? complaint
      return investigation.zone(of: told)
    }
    if zones.count >= Self.enough, let denier = denier(of: complaints, in: investigation) {
      let subject = Finding.Subject(
        kind: .nameserver, id: denier.address.description, members: Finding.Subject.members(of: complaints))
      return [
        Suspicion(cause: .dnsServersDisagree, confidence: .proved, subject: subject, complaints: complaints)
      ]
    }
    return zones.map { zone, complaints in
      Suspicion(
        cause: .dnsServersDisagree, confidence: .proved, subject: .endpoints(complaints, detail: zone),
        complaints: complaints, facts: [.zone: zone])
    }
  }

  /// The one nameserver that denies every name in question: it does not look up names outside at all.
  private func denier(of complaints: [Complaint], in investigation: Investigation) -> SocketAddress? {
    let deniers = complaints.compactMap(\.endpoint).uniqued().compactMap { endpoint -> Set<SocketAddress>? in
      guard let name = endpoint.host.name else { return nil }
      let answers = investigation.resolution(of: name, family: endpoint.family).answers
      return Set(answers.filter(\.deniesName).map(\.nameserver))
    }
    guard let first = deniers.first else { return nil }
    let common = deniers.dropFirst().reduce(first) { $0.intersection($1) }
    return common.count == 1 ? common.first : nil
  }
}
