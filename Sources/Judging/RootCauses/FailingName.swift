import Model

/// A name that fails at nameservers that answer others. Names that fail in one way in one zone are one finding: the zone
/// is what they have in common.
struct FailingName: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    var zone: String
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .nameDoesNotExist, .nameHasNoAddress, .nameserverSilent, .nameserverUnreachable, .nameserverFails,
      .nameserverRefuses, .answerMalformed
    ).filter { $0.endpoint != nil }
    let main = complaints.grouped(by: \.host).flatMap { _, complaints in
      // A host that one nameserver denies and another drops has one thing wrong: what clients hear first.
      let cause = complaints.map { Self.cause(of: $0.code) }.min { $0.rank < $1.rank }?.cause ?? .dnsNameMissing
      let told = complaints.first { Self.cause(of: $0.code).cause == cause }
      let zone = told.map { investigation.zone(of: $0) } ?? ""
      return complaints.map { (kind: Kind(cause: cause, zone: zone), complaint: $0) }
    }
    let kinds = Dictionary(main.map { ($0.complaint.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    return complaints.grouped { kinds[$0.id] }.compactMap { kind, complaints in
      guard let kind else { return nil }
      let isSettled = kind.cause == .dnsNameMissing || kind.cause == .dnsNoAddress || kind.cause == .dnsAnswerMalformed
      return Suspicion(
        cause: kind.cause, confidence: isSettled ? .proved : .supported,
        subject: .endpoints(complaints, detail: kind.zone), complaints: complaints, facts: [.zone: kind.zone])
    }
  }

  private static func cause(of code: Symptom.Code) -> (cause: Cause, rank: Int) {
    switch code {
    case .nameDoesNotExist: (.dnsNameMissing, 0)
    case .nameHasNoAddress: (.dnsNoAddress, 1)
    case .nameserverFails: (.dnsServerFails, 2)
    case .nameserverRefuses: (.dnsServerRefuses, 3)
    case .answerMalformed: (.dnsAnswerMalformed, 4)
    default: (.dnsNameDropped, 5)
    }
  }
}
