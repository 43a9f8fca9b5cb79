import Model

/// What no direct connection gets to, and the declared proxy does: clients here must use the proxy.
struct MissingProxy: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let failing = investigation.complaints(
      .connectionUnanswered, .connectionRefused, .connectionProhibited, .connectionUnreachable, .handshakeUnanswered,
      .handshakeReset, .handshakeClosed, .nameDoesNotExist, .nameHasNoAddress, .nameserverSilent,
      .nameserverUnreachable, .nameserverFails, .nameserverRefuses
    ).filter { $0.endpoint != nil }
    let shown = failing.filter { complaint in
      investigation.trials(.throughProxy, after: [complaint]).contains(where: \.arrived)
    }
    // A run makes so many follow-ups and no more: what fails alike and was not tried has the same cause, if all that was
    // tried has it.
    let tried = failing.filter { !investigation.trials(.throughProxy, after: [$0]).isEmpty }
    let proxies = Set(shown.compactMap { Self.proxy(for: $0, in: investigation) })
    let untried = failing.filter { complaint in
      Set(tried.hosts) == Set(shown.hosts) && proxies.count == 1 && !tried.hosts.contains(complaint.host)
        && complaint.endpoint.map(Self.isOfTheWeb) == true && shown.contains { $0.code == complaint.code }
    }
    let complaints = (shown + untried).sorted { $0.id < $1.id }
    return complaints.grouped { Self.proxy(for: $0, in: investigation) ?? proxies.first }.compactMap {
      proxy, complaints in
      guard let proxy else { return nil }
      let trials = investigation.trials(.throughProxy, after: complaints).filter(\.arrived)
      return Suspicion(
        cause: .proxyNeeded, confidence: .proved,
        subject: Finding.Subject(kind: .proxy, id: proxy, members: Finding.Subject.members(of: complaints)),
        complaints: complaints,
        facts: [.proxy: proxy], evidenceFor: trials.flatMap(\.observations))
    }
  }

  /// Whether clients would ask a proxy for it: also where the check only connects, at the port of HTTPS.
  private static func isOfTheWeb(_ endpoint: Endpoint) -> Bool {
    endpoint.host.name != nil && (endpoint.transport.mayUseProxy || endpoint.port == 443)
  }

  private static func proxy(for complaint: Complaint, in investigation: Investigation) -> String? {
    for trial in investigation.trials(.throughProxy, after: [complaint]) {
      if case .reach(_, _, .proxy(let proxy)) = trial.step.probe { return proxy.hostAndPort }
    }
    return nil
  }
}
