import Model

/// Packets that get lost now and then: silence that was gone when it was tried again, connections that needed a second
/// packet to begin.
struct LossyPath: RootCauseRule {
  private static let silences: Set<Symptom.Code> = [
    .connectionUnanswered, .handshakeUnanswered, .responseUnanswered, .connectionUnreachable,
    .nameserverSilent,
  ]
  /// So many hosts have the way in common, not the server.
  private static let enough = 2

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let repeated = investigation.complaints(.connectionRepeated)
    let passed = investigation.complaints(.passedAfterRetry).filter { complaint in
      complaint.facts[.code].flatMap(Symptom.Code.init).map(Self.silences.contains) == true
    }
    let revived = investigation.complaints(.addressDead).filter { investigation.revived($0) }
    let complaints = (repeated + passed + revived).sorted { $0.id < $1.id }
    guard !complaints.isEmpty else { return [] }
    let hosts = complaints.hosts
    let places = investigation.evidence.connections.map(\.value.address)
    let affected = Set(complaints.map(\.hostAndPort)).count
    let failures = passed.lazy.compactMap { $0.facts[.count].flatMap { Int($0) } }.reduce(0, +)
    let tries = passed.lazy.compactMap { $0.facts[.total].flatMap { Int($0) } }.reduce(0, +)
    let numbers = [
      repeated.isEmpty
        ? nil : "\(Set(repeated.flatMap(\.sign.observations)).count) of \(places.count) connections began late",
      revived.isEmpty ? nil : "an address was dead at first, and then was not",
      passed.isEmpty ? nil : "\(failures) of \(tries) attempts stayed without an answer",
    ].compactMap { $0 }.joined(separator: ", ")
    return [
      Suspicion(
        cause: .pathLoss, confidence: hosts.count >= Self.enough ? .supported : .suspected,
        subject: Finding.Subject(
          kind: .network, id: "path", detail: affected == 1 ? complaints.first?.hostAndPort ?? "" : "",
          members: Finding.Subject.members(of: complaints)),
        complaints: complaints, facts: [.seen: numbers])
    ]
  }
}
