import Model

/// Nameservers of which some give an address and others deny it, or some a private one and others a public one.
struct DisagreeingNameservers: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let hosts = investigation.complaints(.nameserversDisagree).hosts
    let complaints = investigation.complaints(
      .nameserversDisagree, .nameDoesNotExist, .nameHasNoAddress, .addressIsPublic, .addressIsPrivate, .sinkholeAddress
    ).filter { hosts.contains($0.host) }
    // The nameservers differ in a zone: every name of it that differs is one finding.
    return complaints.grouped { complaint in
      let sameHost = complaints.filter { $0.host == complaint.host }
      let told = sameHost.first { $0.facts[.zone] != nil } ?? complaint
      return investigation.zone(of: told)
    }.map { zone, complaints in
      Suspicion(
        cause: .dnsServersDisagree, confidence: .proved, subject: .endpoints(complaints, detail: zone),
        complaints: complaints, facts: [.zone: zone])
    }
  }
}
