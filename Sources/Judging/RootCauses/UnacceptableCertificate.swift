import Model

/// A certificate that is out of date, for another name or wrong in itself. The same certificate on several hosts is one
/// finding; so are all certificates of the run if all are out of date in one way, for then it is this machine's clock,
/// unless the services' own clocks confirm it. Several certificates of one issuer that are not valid yet are its clock's.
struct UnacceptableCertificate: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    var certificate: String
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .certificateExpired, .certificateNotYetValid, .nameMismatch, .chainInvalid, .certificateExpiresSoon)
    if let clock = wrongClock(by: complaints, in: investigation) { return [clock] }
    let early = complaints.filter { $0.code == .certificateNotYetValid }
    let aheadIssuers = Set(
      early.grouped { $0.facts[.issuer] ?? "" }.filter { _, own in
        Set(own.map { Self.certificate(of: $0, in: investigation.evidence) }).count >= Self.enough
      }.map(\.key))
    return complaints.grouped { complaint in
      let issuer = complaint.facts[.issuer] ?? ""
      let isIssuers = complaint.code == .certificateNotYetValid && aheadIssuers.contains(issuer)
      return Kind(
        cause: Self.cause(of: complaint.code),
        certificate: isIssuers ? issuer : Self.certificate(of: complaint, in: investigation.evidence))
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
      complaints.allSatisfy({ $0.code == code }), !investigation.evidence.clocks.isConfirmed
    else { return nil }
    let certificates = Set(complaints.map { Self.certificate(of: $0, in: investigation.evidence) })
    let explained = Set(complaints.flatMap(\.sign.observations))
    let isEverywhere = investigation.evidence.handshakes.allSatisfy {
      !$0.value.isCompleted || explained.contains($0.id)
    }
    guard certificates.count >= Self.enough, complaints.hosts.count >= Self.enough, isEverywhere else { return nil }
    let kind = code == .certificateExpired ? "ahead" : "behind"
    return Suspicion(
      cause: .clockSkewed, confidence: .supported,
      subject: Finding.Subject(
        kind: .clock, id: investigation.evidence.recording.vantage.id,
        members: Finding.Subject.members(of: complaints)),
      complaints: complaints,
      facts: [
        .after: kind, .seen: "every certificate \(code == .certificateExpired ? "expired" : "not yet valid")",
        .count: String(complaints.hosts.count),
      ])
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
