import Model

/// A certificate that is out of date, for another name or wrong in itself. The same certificate on several hosts is one
/// finding; so are all certificates of the run if all are out of date in one way, for then it is this machine's clock.
struct UnacceptableCertificate: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    var certificate: String
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .certificateExpired, .certificateNotYetValid, .nameMismatch, .chainInvalid, .certificateExpiresSoon)
    if let clock = wrongClock(by: complaints, in: investigation) { return [clock] }
    return complaints.grouped { complaint in
      Kind(
        cause: Self.cause(of: complaint.code), certificate: Self.certificate(of: complaint, in: investigation.evidence))
    }.map { kind, complaints in
      Suspicion(
        cause: kind.cause, confidence: .proved,
        subject: .certificate(complaints, issuer: complaints.first?.facts[.issuer] ?? ""), complaints: complaints)
    }
  }

  /// So many certificates are not out of date one by one.
  private static let enough = 3

  /// The finding on the clock, if every handshake of the run met a certificate that is not valid yet, or no longer.
  private func wrongClock(by complaints: [Complaint], in investigation: Investigation) -> Suspicion? {
    guard let code = complaints.first?.code, code == .certificateExpired || code == .certificateNotYetValid,
      complaints.allSatisfy({ $0.code == code })
    else { return nil }
    let certificates = Set(complaints.map { Self.certificate(of: $0, in: investigation.evidence) })
    let explained = Set(complaints.flatMap(\.sign.observations))
    let isEverywhere = investigation.evidence.handshakes.allSatisfy {
      !$0.value.isCompleted || explained.contains($0.id)
    }
    guard certificates.count >= Self.enough, complaints.hosts.count >= Self.enough, isEverywhere else { return nil }
    return Suspicion(
      cause: Self.cause(of: code), confidence: .supported,
      subject: Finding.Subject(kind: .clock, id: "clock", members: Finding.Subject.members(of: complaints)),
      complaints: complaints)
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
