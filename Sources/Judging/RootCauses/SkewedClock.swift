import Model

/// This machine's clock is wrong: the clocks of several services agree with each other and not with it. Certificates that
/// are valid at their time are then not at fault.
struct SkewedClock: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let clocks = investigation.evidence.clocks
    let shown = investigation.complaints(.clockDiffers)
    guard let skew = clocks.skew, !shown.isEmpty else { return [] }
    let recording = investigation.evidence.recording
    let now = Timestamp(secondsSince1970: recording.startedAt.secondsSince1970 - skew)
    let certificates = investigation.complaints(
      .certificateExpired, .certificateNotYetValid, .certificateExpiresSoon
    ).filter { complaint in
      let chain = investigation.evidence.handshake(among: complaint.sign.observations)?.chain ?? []
      let named = chain.first { $0.subject == complaint.facts[.subject] } ?? chain.first
      guard let named, named.notBefore <= now else { return false }
      return complaint.code == .certificateExpiresSoon
        ? now.days(until: named.notAfter) > CertificateTrust.warningDays : named.notAfter >= now
    }
    let complaints = (shown + certificates).sorted { $0.id < $1.id }
    let amount = Milliseconds(microseconds: abs(skew) * 1_000_000)
    return [
      Suspicion(
        cause: .clockSkewed, confidence: .proved,
        subject: Finding.Subject(
          kind: .clock, id: recording.vantage.id, members: Finding.Subject.members(of: shown)),
        complaints: complaints,
        facts: [
          .after: "\(amount) \(skew > 0 ? "ahead" : "behind")",
          .seen: "by the clocks of \(clocks.hosts) services",
          .count: String(Set(shown.map(\.hostAndPort)).count),
        ])
    ]
  }
}
