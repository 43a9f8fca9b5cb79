import Model

/// What the proxy does not get to, and a direct connection does, at a private address: names inside must not be sent
/// through the proxy. One finding for all of them, since one list lacks them.
struct MissingProxyExceptions: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    func direct(_ complaints: [Complaint]) -> [Trial] {
      investigation.trials(.direct, after: complaints).filter { trial in
        trial.arrived
          && trial.evidence.connections.contains {
            $0.value.isConnected && $0.value.address.address.isPrivate(including: ranges)
          }
      }
    }
    let complaints = investigation.complaints(
      .proxyDenies, .proxyFails, .proxyWantsAuthentication, .handshakeUnanswered, .handshakeReset, .handshakeClosed,
      .foreignAnswer, .notTLS
    ).filter { !direct([$0]).isEmpty }
    // A proxy that opens no tunnel at all refuses everybody: that is one cause, whoever is asked for.
    let opened = Set(investigation.evidence.tunnels.filter(\.value.isOpened).map(\.value.proxy))
    return complaints.grouped { Self.proxy(of: $0, in: investigation) }.compactMap { proxy, complaints in
      guard let proxy, opened.contains(proxy) else { return nil }
      return Suspicion(
        cause: .proxyExceptionsMissing, confidence: .proved,
        subject: Finding.Subject(
          kind: .proxy, id: proxy, members: complaints.map(\.hostAndPort).uniqued().sorted()),
        complaints: complaints, facts: [.proxy: proxy], evidenceFor: direct(complaints).flatMap(\.observations))
    }
  }

  private static func proxy(of complaint: Complaint, in investigation: Investigation) -> String? {
    for step in complaint.planned.steps {
      if case .reach(_, _, .proxy(let proxy)) = investigation.evidence.probes[step] { return proxy.hostAndPort }
    }
    return nil
  }
}
