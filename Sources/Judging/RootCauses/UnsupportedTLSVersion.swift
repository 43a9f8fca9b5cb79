import Model

/// An endpoint that offers only versions of TLS that clients refuse, or wants one that they do not have.
struct UnsupportedTLSVersion: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.versionUnsupported, .handshakeAlerted).filter { complaint in
      // RFC 8446 section 6.2
      complaint.code == .versionUnsupported
        || ["protocol_version", "insufficient_security"].contains(complaint.facts[.alert])
    }.grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .tlsVersionUnsupported, confidence: .proved, subject: .endpoints(complaints), complaints: complaints,
        facts: [:].with(.reason, complaints.first?.facts[.reason] ?? complaints.first?.facts[.alert]))
    }
  }
}
