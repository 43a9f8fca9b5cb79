import Model

extension PlannedEndpoint {
  /// Whether the host has an address. A host that is an address needs no lookup: it passes without an observation, the
  /// only pass that does. Behind a proxy the name is the proxy's to look up: a tunnel it opened shows that it did.
  func resolves() -> Assessment {
    guard let name = endpoint.host.name else { return Assessment(outcome: .pass) }
    if proxy != nil, evidence.lookupsByName[name] == nil {
      let opened = evidence.evidence(of: planned.steps).tunnels.filter { $0.value.isOpened }
      return opened.isEmpty ? undecided : Assessment(outcome: .pass, observations: opened.map(\.id))
    }
    let resolution = Resolution(of: name, family: endpoint.family, in: evidence)
    let observations = resolution.observations
    switch resolution.outcome {
    case .resolved:
      return Assessment(outcome: .pass, signs: resolution.signs, observations: observations)
    case .contradicted, .failed:
      return Assessment(outcome: .fail, signs: resolution.signs, observations: observations)
    case .nameserversBroken:
      guard let blocker = evidence.nameserversRequirement else {
        return Assessment(outcome: .fail, signs: resolution.signs, observations: observations)
      }
      return Assessment(outcome: .blocked(by: [blocker]), observations: observations)
    case .unknown:
      guard !resolution.signs.isEmpty else { return undecided }
      return Assessment(outcome: .inconclusive, signs: resolution.signs, observations: observations)
    }
  }
}

extension Tunnel {
  /// Whether the proxy opened it.
  var isOpened: Bool {
    if case .opened = ending { true } else { false }
  }
}
