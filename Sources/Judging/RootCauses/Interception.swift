import Model

/// Several of Microsoft's services with certificates of one issuer that nobody knows: a device on the way opens TLS and
/// closes it again with its own certificates.
struct Interception: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.issuerUnknown, .chainIncomplete).grouped { $0.facts[.issuer] ?? "" }
      .compactMap { issuer, complaints in
        let microsoft = complaints.filter { complaint in
          complaint.endpoint.map { investigation.isMicrosoft($0.role) } == true
        }
        guard microsoft.hosts.count >= 2, !UnknownIssuer.isPublicAuthority(issuer) else { return nil }
        // Who forgets to send the issuer's certificate at least says where it is; inspecting devices do not.
        let saysWhere = microsoft.contains { complaint in
          let leaf = investigation.evidence.handshake(among: complaint.sign.observations)?.chain.first
          return complaint.code == .chainIncomplete && leaf?.issuerURLs.isEmpty == false
        }
        guard !saysWhere else { return nil }
        return Suspicion(
          cause: .tlsIntercepted, confidence: .supported, subject: .certificate(complaints, issuer: issuer),
          complaints: complaints)
      }
  }
}
