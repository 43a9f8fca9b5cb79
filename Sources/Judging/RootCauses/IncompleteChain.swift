import Model

/// A server that sends its own certificate alone. Proved if its issuer's was seen elsewhere in the run.
struct IncompleteChain: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let evidence = investigation.evidence
    return investigation.complaints(.chainIncomplete).grouped { complaint in
      evidence.handshake(among: complaint.sign.observations)?.chain.first?.fingerprint ?? complaint.hostAndPort
    }.map { _, complaints in
      let leaf = complaints.lazy.compactMap { evidence.handshake(among: $0.sign.observations)?.chain.first }.first
      let issuer = leaf?.issuer ?? complaints.first?.facts[.issuer] ?? ""
      let seenElsewhere = evidence.handshakes.filter { seen in
        seen.value.chain.contains { $0.subject == issuer && $0.fingerprint != leaf?.fingerprint }
      }
      let confidence: Finding.Confidence =
        !seenElsewhere.isEmpty ? .proved : leaf?.issuerURLs.isEmpty == false ? .supported : .suspected
      return Suspicion(
        cause: .tlsIncompleteChain, confidence: confidence, subject: .certificate(complaints, issuer: issuer),
        complaints: complaints, evidenceFor: seenElsewhere.prefix(1).map(\.id))
    }
  }
}
