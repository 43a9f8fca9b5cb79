import Model

/// Several of Microsoft's services with certificates of one issuer that nobody knows: a device on the way opens TLS and
/// closes it again with its own certificates.
struct Interception: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    trusted(in: investigation) + unknown(in: investigation)
  }

  /// The same where the device's authority is among those that the user gave: all works from here, and from nowhere that
  /// does not have it.
  private func trusted(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.issuerPrivate).grouped { $0.facts[.issuer] ?? "" }.map { issuer, complaints in
      Suspicion(
        cause: .tlsIntercepted, confidence: .supported, subject: .certificate(complaints, issuer: issuer),
        complaints: complaints, facts: [.reason: "accepted here, by the authorities that were given"])
    }
  }

  private func unknown(in investigation: Investigation) -> [Suspicion] {
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
        guard !saysWhere, !Self.isTrusted(issuer, in: investigation.evidence) else { return nil }
        return Suspicion(
          cause: .tlsIntercepted, confidence: .supported, subject: .certificate(complaints, issuer: issuer),
          complaints: complaints)
      }
  }

  /// Whether the issuer's certificate was presented in a chain that verifies: then it is merely left out elsewhere.
  private static func isTrusted(_ issuer: String, in evidence: EvidenceIndex) -> Bool {
    evidence.handshakes.contains { seen in
      seen.value.isCompleted && seen.value.chainErrors.isEmpty && seen.value.chain.contains { $0.subject == issuer }
    }
  }
}
