import Model

/// TCP connects, and the handshake is cut off or dropped once the client has named the host: what a firewall does that
/// decides by SNI (RFC 6066 section 3). A broken server looks alike.
struct FilteredServerName: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.handshakeUnanswered, .handshakeReset, .handshakeClosed, .handshakeAlerted)
      .grouped(by: \.hostAndPort).map { _, complaints in
        let isSilent = complaints.allSatisfy { $0.code == .handshakeUnanswered }
        return Suspicion(
          cause: isSilent ? .egressSNIDropped : .egressSNIClosed, confidence: .suspected,
          subject: .endpoints(complaints), complaints: complaints)
      }
  }
}
