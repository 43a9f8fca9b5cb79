import Model

/// TCP connects, and the handshake is cut off or dropped once the client has named the host: what a firewall does that
/// decides by SNI (RFC 6066 section 3). Proved if another name, or none, gets through at the same address. If a name that
/// gets through elsewhere is cut off here as well, it is not the name.
struct FilteredServerName: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
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
          confidence: !through.isEmpty ? .proved : .suspected, subject: .endpoints(complaints), complaints: complaints,
          facts: [.reason: isSilent ? "no answer" : "closed"],
          evidenceFor: (isAnyName ? cut + again : through + again).flatMap(\.observations),
          evidenceAgainst: isAnyName ? [] : cut.flatMap(\.observations))
      }
  }
}
