import Model

/// A nameserver that answers for IPv4, and with an error or not at all for IPv6. Where that is so for many zones, it is
/// the nameserver's way.
struct BrokenIPv6Answer: RootCauseRule {
  /// So many zones are not broken one by one.
  private static let enough = 3

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.ipv6AnswerBroken)
    return complaints.grouped { $0.facts[.nameserver] ?? "" }.flatMap { server, complaints -> [Suspicion] in
      let zones = complaints.grouped(by: investigation.zone(of:))
      let isAnswered = complaints.allSatisfy { $0.facts[.code] != nil }
      let address = investigation.evidence.nameservers.map(\.nameserver).first {
        server.listed.contains($0.nameserverText)
      }
      func suspicion(_ subject: Finding.Subject, _ complaints: [Complaint]) -> Suspicion {
        Suspicion(
          cause: .dnsAAAABroken, confidence: isAnswered ? .proved : .supported, subject: subject,
          complaints: complaints, facts: [.reason: complaints.first?.facts[.code] ?? "no answer"])
      }
      if zones.count >= Self.enough, let address {
        let members = Finding.Subject.members(of: complaints)
        return [
          suspicion(
            Finding.Subject(kind: .nameserver, id: address.address.description, members: members), complaints)
        ]
      }
      return zones.map { zone, complaints in suspicion(.endpoints(complaints, detail: zone), complaints) }
    }
  }
}
