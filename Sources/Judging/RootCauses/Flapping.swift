import Model

/// A service that refuses, breaks off or fails at one moment and works at the next: one of several servers behind it is
/// broken, or it is being restarted. A nameserver that does so is the nameserver's finding.
struct Flapping: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let all = investigation.complaints(.passedAfterRetry)
    let names = all.filter { $0.facts[.nameserver] != nil }
    let nameservers = names.grouped { $0.facts[.nameserver] ?? "" }.map { server, complaints in
      let address = SocketAddress(server, defaultPort: 53)?.address.description ?? server
      return Suspicion(
        cause: .dnsServerFails, confidence: .supported,
        subject: Finding.Subject(
          kind: .nameserver, id: address, members: Finding.Subject.members(of: complaints)),
        complaints: complaints, facts: [.code: "now and then"])
    }
    let endpoints = all.filter { $0.facts[.nameserver] == nil }.grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .serviceFlapping, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
    return nameservers + endpoints
  }
}
