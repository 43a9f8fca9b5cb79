import Model

/// A certificate that is out of date, for another name or wrong in itself. The same certificate on several hosts is one
/// finding.
struct UnacceptableCertificate: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    var certificate: String
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .certificateExpired, .certificateNotYetValid, .nameMismatch, .chainInvalid, .certificateExpiresSoon)
    return complaints.grouped { complaint in
      Kind(
        cause: Self.cause(of: complaint.code), certificate: Self.certificate(of: complaint, in: investigation.evidence))
    }.map { kind, complaints in
      Suspicion(
        cause: kind.cause, confidence: .proved,
        subject: .certificate(complaints, issuer: complaints.first?.facts[.issuer] ?? ""), complaints: complaints)
    }
  }

  private static func cause(of code: Symptom.Code) -> Cause {
    switch code {
    case .certificateExpired: .tlsExpired
    case .certificateNotYetValid: .tlsNotYetValid
    case .nameMismatch: .tlsNameMismatch
    case .certificateExpiresSoon: .tlsExpiresSoon
    default: .tlsInvalidChain
    }
  }

  /// The certificate complained about: several chains may share an intermediate that has expired.
  private static func certificate(of complaint: Complaint, in evidence: EvidenceIndex) -> String {
    let chain = evidence.handshake(among: complaint.sign.observations)?.chain ?? []
    let named = chain.first { $0.subject == complaint.facts[.subject] } ?? chain.first
    guard let fingerprint = named?.fingerprint, !fingerprint.isEmpty else { return complaint.hostAndPort }
    return fingerprint
  }
}
