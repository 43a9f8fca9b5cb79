import Model

/// Something else answers in a service's place. Its certificate is then not worth a finding of its own. The same page at
/// several endpoints is one device's.
struct Impostor: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.foreignAnswer, .notHTTP, .notTLS)
    return complaints.grouped(by: Self.seen).map { seen, complaints in
      let certificates = investigation.open.filter { complaint in
        Self.isAboutCertificate(complaint.code) && complaints.contains { $0.hostAndPort == complaint.hostAndPort }
      }
      let title = complaints.first.flatMap { complaint in
        investigation.catalog.endpoints.first { $0.role == complaint.endpoint?.role }?.title
      }
      return Suspicion(
        cause: .serviceImpostor, confidence: certificates.isEmpty ? .supported : .proved,
        subject: .endpoints(complaints), complaints: complaints + certificates,
        facts: [.seen: seen, .reason: Self.answerer(complaints, in: investigation).words].with(
          .expected, complaints.lazy.compactMap { $0.facts[.expected] }.first ?? title))
    }
  }

  private static func answerer(_ complaints: [Complaint], in investigation: Investigation) -> Answerer {
    let evidence = investigation.evidence
    let seen = complaints.first.map { evidence.evidence(of: $0.planned.steps) }
    let ids = Set(complaints.flatMap(\.sign.observations))
    let answer = seen?.responses.first { ids.contains($0.id) }?.value
    let handshake = seen?.handshakes.first { $0.value.address == answer?.address && $0.value.isCompleted }?.value
    return Answerer(answer?.answer, handshake, at: complaints.first?.endpoint, in: investigation.catalog)
  }

  private static func seen(_ complaint: Complaint) -> String {
    complaint.facts[.seen] ?? complaint.facts[.reason] ?? ""
  }

  private static func isAboutCertificate(_ code: Symptom.Code) -> Bool {
    switch code {
    case .certificateExpired, .certificateNotYetValid, .certificateExpiresSoon, .issuerUnknown, .chainIncomplete,
      .nameMismatch, .chainInvalid:
      true
    default: false
    }
  }
}
