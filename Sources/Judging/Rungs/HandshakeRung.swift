import Model

extension PlannedEndpoint {
  /// What TLS came to at every address that connected.
  func handshakeRung() -> RungOutcome {
    let readings = seen.handshakes.map { seen in
      AddressReading(
        address: seen.value.address.address, observation: seen.id, outcome: reading(of: seen))
    }
    return RungOutcome(readings, endpoint: endpoint, isRetried: false, missing: undecided)
  }

  /// That the chain leads to an authority that signs for several of Microsoft's services and is the user's own. It is
  /// accepted here; where the file is not known it is not. Services of the user's own may have one by right.
  private func interceptionSigns(of seen: Seen<Handshake>, place: [Symptom.Fact: String]) -> [Sign] {
    guard isMicrosoft, endpoint.trust == .cluster || seen.value.chainErrors.isEmpty,
      let authority = seen.value.authority(among: interceptors), let leaf = seen.value.chain.first
    else { return [] }
    let facts: [Symptom.Fact: String] = [.issuer: authority, .subject: leaf.subject]
    return [Sign(.issuerPrivate, place.merging(facts) { $1 }, seenIn: [seen.id], isWarning: true)]
  }

  private func reading(of seen: Seen<Handshake>) -> AddressReading.Outcome {
    let place = place(seen.value.address.address)
    func failed(
      _ code: Symptom.Code, _ fact: Symptom.Fact? = nil, _ value: String? = nil, _ after: Milliseconds, _ reason: String
    ) -> AddressReading.Outcome {
      var facts = place.with(.after, after.description)
      if let fact { facts[fact] = value }
      return .failed(Symptom(code, facts), reason: reason)
    }
    switch seen.value.ending {
    case .completed:
      guard !seen.value.chain.isEmpty else {
        return .notTried(Symptom(.noEvidence, place.with(.reason, "no certificate recorded")))
      }
      return .completed(
        CertificateTrust(handshake: seen.value, trust: endpoint.trust, now: evidence.recording.startedAt)
          .signs(place: place, host: endpoint.host.description, observation: seen.id)
          + interceptionSigns(of: seen, place: place))
    case .alerted(let alert, let after): return failed(.handshakeAlerted, .alert, alert, after, "TLS alert \(alert)")
    case .reset(let after): return failed(.handshakeReset, nil, nil, after, "TLS reset")
    case .closed(let after): return failed(.handshakeClosed, nil, nil, after, "TLS closed")
    case .unanswered(let after):
      return seen.isCutOff ? .cutOff : failed(.handshakeUnanswered, nil, nil, after, "no answer to TLS")
    case .notTLS(let reason, let after): return failed(.notTLS, .reason, reason, after, "not TLS: \(reason)")
    case .unsupported(let reason, let after): return failed(.versionUnsupported, .reason, reason, after, reason)
    case .notTried(let error):
      return .notTried(Symptom(.handshakeNotTried, place.with(.reason, error.text)))
    }
  }
}
