import Model

/// A public address where a private one is declared: the private zone does not answer here. Whatever then fails at the
/// public address follows from it.
struct ZoneNotLinked: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.addressIsPublic).filter { $0.endpoint?.host.name != nil }
    return complaints.grouped(by: investigation.zone(of:)).map { zone, complaints in
      // The public zone sends to the privatelink zone only names that have a private endpoint.
      let isProved = complaints.contains { complaint in
        guard let alias = complaint.facts[.alias], let endpoint = complaint.endpoint else { return false }
        return endpoint.pointsToPrivateZone(alias)
      }
      let consequences = investigation.open.filter { complaint in
        complaints.hosts.contains(complaint.host) && Self.followsFromWrongAddress(complaint.code)
      }
      return Suspicion(
        cause: .privateLinkZoneNotLinked, confidence: isProved ? .proved : .supported,
        subject: .endpoints(complaints, detail: zone), complaints: complaints + consequences, facts: [.zone: zone])
    }
  }

  /// Whether this is what a service with a private endpoint does at its public address, or a firewall before it.
  private static func followsFromWrongAddress(_ code: Symptom.Code) -> Bool {
    switch code {
    case .connectionUnanswered, .connectionRefused, .connectionUnreachable, .connectionProhibited, .addressDead,
      .handshakeUnanswered, .handshakeReset, .handshakeClosed, .handshakeAlerted, .responseUnanswered, .responseReset,
      .responseClosed, .serviceDenies:
      true
    default: false
    }
  }
}
