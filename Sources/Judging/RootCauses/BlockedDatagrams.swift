import Model

/// A time server that no question over UDP gets to, or whose answers do not come back. Silence is a firewall's or the
/// server's own; an ICMP message says whose.
struct BlockedDatagrams: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .datagramProhibited, .datagramUnreachable, .datagramRefused, .datagramUnanswered)
    return complaints.grouped(by: \.hostAndPort).map { _, complaints in
      let told = complaints.first
      return Suspicion(
        cause: .egressUDPBlocked, confidence: Self.confidence(by: told?.code), subject: .endpoints(complaints),
        complaints: complaints,
        facts: [.reason: Self.reason(told)].with(.after, told?.facts[.after]))
    }
  }

  private static func confidence(by code: Symptom.Code?) -> Finding.Confidence {
    switch code {
    case .datagramProhibited, .datagramUnreachable: .proved
    default: .suspected
    }
  }

  private static func reason(_ complaint: Complaint?) -> String {
    switch complaint?.code {
    case .datagramRefused: "nobody listens"
    case .datagramUnanswered: "no answer"
    default: complaint?.facts[.reason] ?? "no way"
    }
  }
}
