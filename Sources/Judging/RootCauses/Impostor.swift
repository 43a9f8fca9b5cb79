import Model

/// Something else answers in a service's place. Its certificate is then not worth a finding of its own. The same page at
/// several endpoints is one device's; so are certificates of its authority where no request was made, unless services
/// themselves answer behind such certificates: then the device inspects as well.
struct Impostor: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.foreignAnswer, .notHTTP, .notTLS)
    return complaints.grouped(by: Self.seen).map { seen, complaints in
      let certificates = investigation.open.filter { complaint in
        Self.isAboutCertificate(complaint.code) && complaints.contains { $0.hostAndPort == complaint.hostAndPort }
      }
      let further = Self.further(by: certificates, beside: complaints, in: investigation)
      let title = complaints.first.flatMap { complaint in
        investigation.catalog.endpoints.first { $0.role == complaint.endpoint?.role }?.title
      }
      return Suspicion(
        cause: .serviceImpostor, confidence: certificates.isEmpty ? .supported : .proved,
        subject: .endpoints(complaints + further), complaints: complaints + certificates + further,
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

  /// Complaints about certificates at endpoints of which only the handshake was wanted, if the issuer is the impostor's.
  private static func further(
    by certificates: [Complaint], beside impostor: [Complaint], in investigation: Investigation
  ) -> [Complaint] {
    let issuers = Set(certificates.filter { $0.code == .issuerUnknown }.compactMap { $0.facts[.issuer] })
    let own = Set(impostor.map(\.hostAndPort))
    let others = investigation.complaints(.issuerUnknown).filter { complaint in
      complaint.facts[.issuer].map(issuers.contains) == true && !own.contains(complaint.hostAndPort)
    }
    guard others.allSatisfy({ investigation.evidence.evidence(of: $0.planned.steps).responses.isEmpty }) else {
      return []
    }
    let places = Set(others.map(\.hostAndPort))
    return investigation.open.filter { isAboutCertificate($0.code) && places.contains($0.hostAndPort) }
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
