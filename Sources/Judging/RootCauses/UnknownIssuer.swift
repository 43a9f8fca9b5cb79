import Model

/// A certificate from an authority that the trust store does not know. One authority is one finding, however many hosts
/// it issued for; a self-signed certificate is its own authority.
struct UnknownIssuer: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.issuerUnknown).grouped { complaint in
      let chain = investigation.evidence.handshake(among: complaint.sign.observations)?.chain ?? []
      let isSelfSigned = chain.count == 1 && chain.first.map { $0.subject == $0.issuer } == true
      return [complaint.facts[.issuer] ?? "", isSelfSigned ? chain.first?.fingerprint ?? "" : ""]
    }.map { key, complaints in
      Suspicion(
        cause: .tlsUnknownIssuer, confidence: .proved, subject: .certificate(complaints, issuer: key[0]),
        complaints: complaints)
    }
  }

  /// Whether the name is that of an authority that Microsoft's services really have: then the trust store lacks it,
  /// and nobody stands between.
  static func isPublicAuthority(_ issuer: String) -> Bool {
    ["O=DigiCert Inc", "O=Microsoft Corporation", "O=Baltimore"].contains { issuer.contains($0) }
  }
}
