import Model

/// A follow-up that was made to its end, with what it saw.
struct Trial {
  var step: Step
  var origin: Step.Origin
  var evidence: EvidenceIndex.StepEvidence
  var lookups: [Seen<Lookup>]

  /// All that was seen, in the order of rungs.
  var observations: [Observation.ID] {
    lookups.map(\.id) + evidence.connections.map(\.id) + evidence.tunnels.map(\.id) + evidence.handshakes.map(\.id)
      + evidence.responses.map(\.id) + evidence.times.map(\.id)
  }

  /// How far it was to climb.
  var upTo: Rung {
    switch step.probe {
    case .lookUp, .ask: .lookup
    case .readCluster: .response
    case .converse: .response
    case .reach(_, let rung, _), .attempt(_, _, let rung, _): rung
    }
  }

  /// The endpoint that was tried, as it was changed.
  var endpoint: Endpoint? {
    switch step.probe {
    case .lookUp, .ask, .readCluster: nil
    case .converse(let conversation, _): conversation.endpoint
    case .reach(let endpoint, _, _), .attempt(let endpoint, _, _, _): endpoint
    }
  }

  /// Whether it got all the way up: a response, a completed handshake, a tunnel or a connection, as far as it was to climb.
  var arrived: Bool {
    guard let endpoint else { return lookups.contains { $0.value.message?.addresses.isEmpty == false } }
    if endpoint.transport == .ntp { return evidence.times.contains { $0.value.reply != nil } }
    if upTo >= .response, endpoint.transport.isHTTP { return evidence.responses.contains { $0.value.answer != nil } }
    if upTo >= .handshake, endpoint.transport.isEncrypted {
      return evidence.handshakes.contains(where: \.value.isCompleted)
    }
    if case .reach(_, _, .proxy) = step.probe { return evidence.tunnels.contains(where: \.value.isOpened) }
    return evidence.connections.contains(where: \.value.isConnected)
  }

  /// Whether the peer of the handshake said anything that only a server says.
  var heardServer: Bool {
    evidence.handshakes.contains { seen in
      switch seen.value.ending {
      case .completed, .alerted, .unsupported, .notTLS: true
      case .reset, .closed, .unanswered, .notTried: false
      }
    }
  }

  /// Whether a handshake was begun and ended by the other side, or by silence.
  var wasCutShort: Bool {
    evidence.handshakes.contains { seen in
      switch seen.value.ending {
      case .reset, .closed: true
      case .unanswered: !seen.isCutOff
      case .completed, .alerted, .unsupported, .notTLS, .notTried: false
      }
    }
  }

  /// Whether anything came back from the address: a connection, or a reset.
  var heardAddress: Bool {
    evidence.connections.contains { seen in
      switch seen.value.ending {
      case .connected, .refused: true
      case .unreachable, .unanswered, .notTried: false
      }
    }
  }
}

extension Investigation {
  /// The follow-ups of these kinds to what the complaints are about.
  func trials(_ kinds: FollowUp..., after complaints: [Complaint]) -> [Trial] {
    evidence.trials(Set(kinds), after: complaints.flatMap(\.planned.steps))
  }
}
