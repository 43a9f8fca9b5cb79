import Model

/// A scoring name that leads elsewhere than to the router's declared address. Whatever fails there follows from it, if the
/// router answers where it is declared to be; without a look there, what does not connect follows as well, less surely.
/// Where the service answers all the same, something may stand in front of the router, or another cluster may answer.
struct RouterElsewhere: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.addressNotRouters).grouped(by: \.hostAndPort).compactMap { place, complaints in
      guard let first = complaints.first else { return nil }
      let expected = (first.facts[.expected] ?? "").listed.compactMap(IPAddress.init)
      let beside = investigation.open.filter { complaint in
        complaint.hostAndPort == place && complaint.code != .addressNotRouters && !complaint.sign.isWarning
      }
      let trials = investigation.trials(.otherAddress, after: complaints + beside).filter { trial in
        trial.endpoint?.hostAndPort == place && !Set(trial.addresses).isDisjoint(with: expected)
      }
      let isThere = trials.contains(where: \.foundService)
      let follows = beside.filter { complaint in
        isThere ? Self.canFollow(complaint.code) : trials.isEmpty && Self.isUnconnected(complaint.code)
      }
      let reason =
        isThere
        ? "the router answers at its own address"
        : follows.isEmpty ? "something in front of the router, or another one" : "another address is declared"
      return Suspicion(
        cause: .dnsRecordStale,
        confidence: follows.isEmpty ? .suspected : isThere ? .proved : .supported,
        subject: .endpoints([first], detail: investigation.zone(of: first)), complaints: complaints + follows,
        facts: [
          .zone: investigation.zone(of: first), .address: first.facts[.addresses] ?? "",
          .expected: first.facts[.expected] ?? "", .reason: reason,
        ], evidenceFor: isThere ? trials.flatMap(\.observations) : [])
    }
  }

  /// Whether it is what whoever is at a wrong address may do.
  private static func canFollow(_ code: Symptom.Code) -> Bool {
    switch code {
    case .handshakeUnanswered, .handshakeReset, .handshakeClosed, .handshakeAlerted, .notTLS, .versionUnsupported,
      .certificateExpired, .certificateNotYetValid, .issuerUnknown, .chainIncomplete, .nameMismatch, .chainInvalid,
      .responseUnanswered, .responseReset, .responseClosed, .notHTTP, .foreignAnswer, .serviceDenies,
      .serviceFails, .serviceThrottles, .serviceSlow:
      true
    default: isUnconnected(code)
    }
  }

  private static func isUnconnected(_ code: Symptom.Code) -> Bool {
    switch code {
    case .connectionUnanswered, .connectionRefused, .connectionUnreachable, .connectionProhibited, .addressDead: true
    default: false
    }
  }
}
