import Model

/// What fails directly, through the proxy that the deployment declares or that the host is an exception of.
struct ProxiedForDirect: FollowUpRule {
  var followUp: FollowUp { .throughProxy }

  func proposals(for shape: RunShape) -> [Proposal] {
    guard let proxy = Self.proxy(for: shape.recording.deployment, shape.recording.vantage) else { return [] }
    return shape.visits.compactMap { visit in
      guard visit.isDirect, visit.upTo > .lookup, visit.endpoint.mayUseProxies, let observation = visit.directFailure
      else { return nil }
      return Proposal(
        probe: .reach(endpoint: visit.endpoint, upTo: visit.upTo, route: .proxy(proxy)), source: visit.step,
        observation: observation)
    }
  }

  private static func proxy(for deployment: Deployment, _ vantage: Vantage) -> Proxy? {
    vantage.proxy ?? deployment.network.proxy
  }

  func contacts(in outlook: Outlook) -> [String]? {
    guard let proxy = Self.proxy(for: outlook.deployment, outlook.vantage),
      outlook.direct(.connection).contains(where: \.mayUseProxies)
    else { return nil }
    return [proxy.hostAndPort]
  }
}

extension Endpoint {
  /// Whether clients would ask a proxy for it: what is no HTTP or TLS is reached directly, and so are pods.
  fileprivate var mayUseProxies: Bool { transport.mayUseProxy && host.name != nil }
}

extension RunShape.Visit {
  /// What shows that the direct way did not do: no address, no connection, or a handshake cut short.
  fileprivate var directFailure: Observation.ID? {
    if let connection = failedConnections.last { return isUnconnected ? connection.id : nil }
    if let handshake = handshakes.first(where: \.value.isCutShort) { return handshake.id }
    guard connections.isEmpty, let lookup = lookups.last else { return nil }
    return lookup.id
  }
}
