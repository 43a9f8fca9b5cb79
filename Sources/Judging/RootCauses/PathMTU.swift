import Model

/// What stalls on an open connection and passes with small segments: large packets get lost on the way, and nobody says
/// so (RFC 2923 section 2.1). One way has one limit, whatever hosts lie behind it.
struct PathMTU: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let stalled = investigation.complaints(.handshakeUnanswered, .responseUnanswered, .serviceSlow)
    let shown = stalled.grouped(by: \.hostAndPort).filter { _, complaints in
      let small = investigation.trials(.smallSegments, after: complaints)
      return small.contains { $0.arrived && $0.isWhole } && !Self.passesWhole(complaints, in: investigation)
    }
    // A run makes so many follow-ups and no more: what stalls alike and was not tried has the same cause, if all that was
    // tried has it.
    let tried = stalled.filter { !investigation.trials(.smallSegments, after: [$0]).isEmpty }
    let isCommon = Set(tried.hosts) == Set(shown.flatMap(\.complaints).hosts)
    let codes = Set(shown.flatMap(\.complaints).map(\.code))
    let untried = stalled.filter { complaint in
      isCommon && codes.contains(complaint.code) && !tried.hosts.contains(complaint.host)
        && complaint.code == .handshakeUnanswered
    }
    let complaints = (shown.flatMap(\.complaints) + untried).sorted { $0.id < $1.id }
    guard let first = complaints.first else { return [] }
    let small = investigation.trials(.smallSegments, after: complaints)
    let again = investigation.trials(.repetition, after: complaints)
    return [
      Suspicion(
        cause: .pathMTU, confidence: again.isEmpty ? .supported : .proved,
        subject: Finding.Subject(
          kind: .network, id: "path", detail: first.hostAndPort, members: Finding.Subject.members(of: complaints)),
        complaints: complaints, evidenceFor: (small.filter(\.arrived) + again).flatMap(\.observations))
    ]
  }

  /// Whether the same passed with segments of the usual size when it was tried again.
  private static func passesWhole(_ complaints: [Complaint], in investigation: Investigation) -> Bool {
    investigation.trials(.repetition, after: complaints).contains { $0.arrived && $0.isWhole }
  }
}

extension Trial {
  /// Whether no response stopped on the way.
  fileprivate var isWhole: Bool {
    evidence.responses.allSatisfy { seen in
      guard let answer = seen.value.answer else { return false }
      return answer.bodyIsComplete || answer.bodyBytes >= Response.Answer.readLimit
    }
  }
}
