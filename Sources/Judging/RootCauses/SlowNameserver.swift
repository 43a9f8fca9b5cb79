import Model

/// A nameserver whose answers come late, even to what it was asked just before.
struct SlowNameserver: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.nameserverSlow)
    let servers = investigation.evidence.nameservers.map(\.nameserver).filter { server in
      complaints.contains { $0.facts[.nameserver] == server.nameserverText }
    }
    guard let first = servers.first else { return [] }
    let again = investigation.evidence.trials.contains { $0.origin.followUp == .repeatedLookup }
    let addresses = Set(servers.map(\.address)).sorted().map(\.description)
    return [
      Suspicion(
        cause: .dnsServerSlow, confidence: again ? .proved : .suspected,
        subject: Finding.Subject(
          kind: .nameserver, id: first.address.description, members: addresses.count > 1 ? addresses : []),
        complaints: complaints,
        facts: [.nameserver: servers.map(\.nameserverText).joined(separator: ", ")])
    ]
  }
}
