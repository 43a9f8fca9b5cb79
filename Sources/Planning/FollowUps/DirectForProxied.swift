import Model

/// What fails through the proxy, without it.
struct DirectForProxied: FollowUpRule {
  var followUp: FollowUp { .direct }

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.visits.compactMap { visit in
      guard case .proxy = visit.route, visit.upTo > .lookup, let observation = visit.failureThroughProxy else {
        return nil
      }
      return Proposal(
        probe: .reach(endpoint: visit.endpoint, upTo: visit.upTo, route: .direct), source: visit.step,
        observation: observation)
    }
  }

  func contacts(in outlook: Outlook) -> [String]? {
    let endpoints = outlook.proxied
    return endpoints.isEmpty ? nil : endpoints.map { "\($0.hostAndPort), without the proxy" }
  }
}

extension RunShape.Visit {
  /// What shows that the way through the proxy did not do: no tunnel, or nothing good behind it.
  fileprivate var failureThroughProxy: Observation.ID? {
    if let tunnel = tunnels.last, !tunnels.contains(where: \.value.isOpened) { return tunnel.id }
    if tunnels.isEmpty { return connections.last { $0.value.hasFailed }?.id }
    return handshakes.first(where: \.value.isCutShort)?.id
  }
}

extension Tunnel {
  fileprivate var isOpened: Bool {
    if case .opened = ending { true } else { false }
  }
}
