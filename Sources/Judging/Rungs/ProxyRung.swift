import Model

extension PlannedEndpoint {
  /// Climbs through the proxy: its name, the connection to it, the tunnel. A tunnel that was opened counts even if
  /// others were not; the proxy's answer counts more than its silence.
  func climbThrough(_ proxy: Proxy, _ climb: inout Climb) {
    let seen = allSeen
    let connections = seen.connections.filter(\.value.isToProxy)
    climb.rely(on: connections.map(\.id))
    guard !seen.tunnels.isEmpty else {
      climb.stop(withoutTunnel(through: proxy, connections: connections))
      return
    }
    climb.rely(on: seen.tunnels.map(\.id))
    if seen.tunnels.contains(where: \.value.isOpened) { return }
    let signs = seen.tunnels.compactMap { sign(of: $0, through: proxy) }
    guard let told = signs.first(where: { Self.isAnswer($0.symptom.code) }) ?? signs.first else {
      climb.stop(undecided)
      return
    }
    if told.symptom.code == .proxyUnresolved, let blocked = blockedByNameservers(proxy) {
      climb.stop(blocked)
      return
    }
    climb.stop(Assessment(outcome: .fail, signs: [told]))
  }

  private static func isAnswer(_ code: Symptom.Code) -> Bool {
    code == .proxyDenies || code == .proxyWantsAuthentication
  }

  private func facts(of proxy: Proxy) -> [Symptom.Fact: String] {
    [.proxy: proxy.hostAndPort, .endpoint: endpoint.hostAndPort]
  }

  private func withoutTunnel(through proxy: Proxy, connections: [Seen<Connection>]) -> Assessment {
    guard connections.isEmpty else {
      let readings = connections.map { connection in
        AddressReading(
          address: connection.value.address.address, observation: connection.id,
          outcome: reading(
            of: connection.value.ending, at: connection.value.address.address, connection.id,
            isCutOff: connection.isCutOff))
      }
      let rung = RungOutcome(readings, endpoint: endpoint, isRetried: true, missing: undecided)
      switch rung.state {
      case .completed: return undecided
      case .unknown: return Assessment(outcome: .inconclusive, signs: rung.signs, observations: rung.observations)
      case .failed:
        let signs = zip(readings, connections).compactMap { reading, connection -> Sign? in
          guard case .failed(let symptom, let reason) = reading.outcome else { return nil }
          let facts = facts(of: proxy).with(.address, reading.address.description).with(.reason, reason)
            .with(.after, symptom.facts[.after])
          return Sign(.proxyUnreachable, facts, seenIn: [connection.id])
        }
        return Assessment(outcome: .fail, signs: signs.merged())
      }
    }
    guard let name = proxy.host.name else { return undecided }
    let resolution = Resolution(of: name, family: nil, in: evidence)
    guard resolution.addresses.isEmpty else { return undecided }
    switch resolution.outcome {
    case .resolved, .unknown: return undecided
    case .nameserversBroken:
      if let blocked = blockedByNameservers(proxy) { return blocked }
      return Assessment(outcome: .fail, signs: resolution.signs)
    case .contradicted, .failed:
      return Assessment(
        outcome: .fail, signs: [Sign(.proxyUnresolved, facts(of: proxy), seenIn: resolution.observations)])
    }
  }

  /// If no nameserver works, that the proxy's name has no address is not the proxy's fault.
  private func blockedByNameservers(_ proxy: Proxy) -> Assessment? {
    guard let name = proxy.host.name, let blocker = evidence.nameserversRequirement else { return nil }
    let resolution = Resolution(of: name, family: nil, in: evidence)
    guard case .nameserversBroken = resolution.outcome else { return nil }
    return Assessment(outcome: .blocked(by: [blocker]), observations: resolution.observations)
  }

  private func sign(of seen: Seen<Tunnel>, through proxy: Proxy) -> Sign? {
    let facts = facts(of: proxy)
    switch seen.value.ending {
    case .opened: return nil
    case .denied(407, _):  // RFC 9110 section 15.5.8
      return Sign(.proxyWantsAuthentication, facts.with(.status, "407"), seenIn: [seen.id])
    case .denied(let status, _): return Sign(.proxyDenies, facts.with(.status, String(status)), seenIn: [seen.id])
    case .proxyUnresolved: return Sign(.proxyUnresolved, facts, seenIn: [seen.id])
    case .unanswered(let after):
      guard !seen.isCutOff else { return nil }
      let facts = facts.with(.reason, "no answer to CONNECT").with(.after, after.description)
      return Sign(.proxyFails, facts, seenIn: [seen.id])
    case .failed(let reason, _): return Sign(.proxyFails, facts.with(.reason, reason), seenIn: [seen.id])
    }
  }
}
