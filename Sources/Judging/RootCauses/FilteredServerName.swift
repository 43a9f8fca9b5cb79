import Model

/// TCP connects, and the handshake is cut off or dropped once the client has named the host: what a firewall does that
/// decides by SNI (RFC 6066 section 3). Proved if another name, or none, gets through at the same address, and this one was
/// cut off when it was tried again: what comes and goes would look the same once. If a name that
/// gets through elsewhere is cut off here as well, it is not the name.
///
/// Where no handshake of the run comes about, one device or one way has it in common.
struct FilteredServerName: RootCauseRule {
  /// So many hosts are not filtered one by one.
  private static let enough = 3

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let single = suspicionsOfEndpoints(in: investigation)
    let isCompleted = investigation.evidence.handshakes.contains(where: \.value.isCompleted)
    guard !isCompleted, single.count >= Self.enough, single.allSatisfy({ $0.confidence == .suspected }) else {
      return single
    }
    return single.map(\.cause).uniqued().map { cause in
      let own = single.filter { $0.cause == cause }
      let complaints = own.flatMap(\.complaints)
      return Suspicion(
        cause: cause, confidence: .suspected,
        subject: Finding.Subject(kind: .network, id: "egress", members: Finding.Subject.members(of: complaints)),
        complaints: complaints, facts: own[0].facts, evidenceFor: own.flatMap(\.evidenceFor),
        evidenceAgainst: own.flatMap(\.evidenceAgainst))
    }
  }

  private func suspicionsOfEndpoints(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.handshakeUnanswered, .handshakeReset, .handshakeClosed, .handshakeAlerted)
      .grouped(by: \.hostAndPort).map { _, complaints in
        let isSilent = complaints.allSatisfy { $0.code == .handshakeUnanswered }
        let isAlerted = complaints.contains { $0.code == .handshakeAlerted }
        let others = investigation.trials(.otherServerName, after: complaints)
        let nameless = investigation.trials(.withoutServerName, after: complaints)
        let through = (others + nameless).filter { isAlerted ? $0.arrived : $0.heardServer }
        let cut = (others + nameless).filter(\.wasCutShort)
        let again = investigation.trials(.repetition, after: complaints).filter(\.wasCutShort)
        let isAnyName = through.isEmpty && others.contains(where: \.wasCutShort) && !isAlerted
        return Suspicion(
          cause: isAnyName ? .tlsHandshakeFails : isSilent ? .egressSNIDropped : .egressSNIClosed,
          confidence: through.isEmpty ? .suspected : again.isEmpty && !isAlerted ? .supported : .proved,
          subject: .endpoints(complaints), complaints: complaints,
          facts: [.reason: isSilent ? "no answer" : "closed"],
          evidenceFor: (isAnyName ? cut + again : through + again).flatMap(\.observations),
          evidenceAgainst: isAnyName ? [] : cut.flatMap(\.observations))
      }
  }
}
