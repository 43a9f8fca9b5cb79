import Model

/// No way to the addresses. Where several endpoints have none, they miss the same route.
struct MissingRoute: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let all = investigation.complaints(.connectionUnreachable)
    let mixed = investigation.complaints(.connectionUnanswered, .connectionRefused, .connectionProhibited)
    // An endpoint that is also blocked otherwise is told by that.
    let complaints = all.filter { complaint in !mixed.contains { $0.hostAndPort == complaint.hostAndPort } }
    guard !complaints.isEmpty else { return [] }
    let members = Finding.Subject.members(of: complaints)
    let subject: Finding.Subject =
      members.isEmpty ? .endpoints(complaints) : Finding.Subject(kind: .network, id: "egress", members: members)
    return [
      Suspicion(cause: .egressNoRoute, confidence: .proved, subject: subject, complaints: complaints)
    ]
  }
}
