import Model

/// Truncated answers, and no TCP to get them whole (RFC 7766 section 5): one fault between here and each nameserver.
struct BlockedDNSOverTCP: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.answerTruncated)
    guard !complaints.isEmpty else { return [] }
    let texts = complaints.flatMap { $0.facts[.nameserver]?.listed ?? [] }.uniqued()
    let servers = investigation.evidence.nameservers.map(\.nameserver).filter { texts.contains($0.nameserverText) }
    let addresses = Set(servers.map(\.address)).sorted().map(\.description)
    return [
      Suspicion(
        cause: .dnsTCPBlocked, confidence: .proved,
        subject: Finding.Subject(
          kind: .nameserver, id: servers.first?.address.description ?? "", members: addresses.count > 1 ? addresses : []
        ),
        complaints: complaints,
        facts: [.nameserver: texts.joined(separator: ", "), .nameservers: texts.joined(separator: ", ")])
    ]
  }
}
