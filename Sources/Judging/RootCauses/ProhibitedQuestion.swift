import Model

/// Questions that this machine itself does not let out: its kernel answers the program that it may not send. No device on
/// the way can do that.
struct ProhibitedQuestion: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.questionProhibited)
    guard !complaints.isEmpty else { return [] }
    let texts = complaints.flatMap { $0.facts[.nameserver]?.listed ?? [] }.uniqued()
    // A table of connections that is full forbids in the same words, and whatever goes on beside it.
    let goesOn = investigation.evidence.connections.contains(where: \.value.isConnected)
    return [
      Suspicion(
        cause: .egressLocalRule, confidence: goesOn ? .supported : .suspected,
        subject: Finding.Subject(
          kind: .network, id: "egress", detail: "UDP port 53", members: texts.count > 1 ? texts.sorted() : []),
        complaints: complaints,
        facts: [.nameserver: texts.joined(separator: ", "), .nameservers: texts.joined(separator: ", ")].with(
          .reason, complaints.first?.facts[.reason]))
    ]
  }
}
