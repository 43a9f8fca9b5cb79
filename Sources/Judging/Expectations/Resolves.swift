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
      let captures = evidence.captures(of: name, besides: resolution.addresses, for: planned.requirement.consumer)
      let others = captures + hostsFileSigns(beside: resolution) + routerSigns(beside: resolution)
      return Assessment(
        outcome: others.allSatisfy(\.isWarning) ? .pass : .fail, signs: resolution.signs + others,
        observations: observations)
    case .contradicted, .failed:
      return Assessment(
        outcome: .fail, signs: resolution.signs + hostsFileSigns(beside: resolution), observations: observations)
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

extension EvidenceIndex {
  /// That the name with a search domain behind it is answered with other addresses, where programs ask for that before the
  /// name itself: those that need the name here go astray, of others that run elsewhere it is not known.
  fileprivate func captures(
    of name: DomainName, besides addresses: [IPAddress], for consumer: Requirement.Consumer
  ) -> [Sign] {
    let own = recording.vantage.search.map { [$0] } ?? []
    // What pods add by their own specification is of pods alone.
    let ofPods = [.routerPod, .modelPod].contains(consumer) ? recording.podSearchLists : []
    let isHere = recording.vantage.isPlace(of: consumer)
    let lookups = trials.filter { trial in
      trial.origin.followUp == .searchDomain && probes[trial.origin.step]?.name == name
    }.flatMap(\.lookups)
    let searches = (own.map { ($0, true) } + ofPods.map { ($0, false) }).filter { $0.0.comesFirst(for: name) }
    let domains = searches.flatMap { search, isOwn in search.domains.map { (search: search, domain: $0, isOwn: isOwn) }
    }
    var told: Set<DomainName> = []
    return domains.filter { told.insert($0.domain).inserted }.flatMap { search, domain, isOwn in
      lookups.compactMap { seen -> Sign? in
        guard let message = seen.value.message, !Set(message.addresses).isSubset(of: addresses),
          search.domain(of: seen.value.name) == domain
        else { return nil }
        let others = message.addresses.map(\.description).joined(separator: ", ")
        return Sign(
          .searchDomainAnswers,
          [
            .host: name.text, .zone: domain.text, .nameserver: seen.value.nameserver.nameserverText,
            .addresses: others,
          ], seenIn: [seen.id], isWarning: !isHere || !isOwn)
      }
    }.merged()
  }
}

extension Tunnel {
  /// Whether the proxy opened it.
  var isOpened: Bool {
    if case .opened = ending { true } else { false }
  }
}
