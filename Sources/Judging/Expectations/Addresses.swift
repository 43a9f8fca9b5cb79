import Model

extension PlannedEndpoint {
  /// Whether every address that any nameserver gives is of one kind.
  func addresses(are kind: AddressKind) -> Assessment {
    let wantsPrivate: Bool
    switch kind {
    case .asDeclared: return .noEvidence("kind not declared")  // a plan has said which
    case .private: wantsPrivate = true
    case .public: wantsPrivate = false
    }
    let ranges = evidence.recording.deployment.network.privateRanges
    func isWrong(_ address: IPAddress) -> Bool { address.isPrivate(including: ranges) != wantsPrivate }

    guard let name = endpoint.host.name else {
      guard case .address(let address) = endpoint.host, isWrong(address) else { return Assessment(outcome: .pass) }
      let facts = facts(of: [address], wantsPrivate: wantsPrivate)
      return Assessment(outcome: .fail, signs: [Sign(code(wantsPrivate), facts, seenIn: [])])
    }
    if proxy != nil, evidence.lookupsByName[name] == nil { return undecided }
    let resolution = Resolution(of: name, family: endpoint.family, in: evidence)
    if let obstacle = obstacle(in: resolution) { return obstacle }

    let answers = resolution.answers.filter { !$0.addresses.isEmpty }
    let wrong = answers.filter { $0.addresses.contains(where: isWrong) }
    let observations = answers.flatMap(\.observations)
    guard !wrong.isEmpty else { return Assessment(outcome: .pass, observations: observations) }
    var signs = wrong.map { answer in
      let facts = facts(of: answer.addresses.filter(isWrong), wantsPrivate: wantsPrivate)
        .with(.nameserver, answer.nameserver.nameserverText).with(.alias, tellingAlias(among: answer.aliases))
      return Sign(code(wantsPrivate), facts, seenIn: answer.observations)
    }.merged()
    if wrong.count < answers.count { signs.insert(Resolution.disagreement(between: answers, about: name), at: 0) }
    return Assessment(outcome: .fail, signs: signs, observations: observations)
  }

  private func code(_ wantsPrivate: Bool) -> Symptom.Code { wantsPrivate ? .addressIsPublic : .addressIsPrivate }

  private func facts(of addresses: [IPAddress], wantsPrivate: Bool) -> [Symptom.Fact: String] {
    [
      .host: endpoint.host.description, .endpoint: endpoint.hostAndPort,
      .addresses: addresses.map(\.description).joined(separator: ", "),
    ].with(.zone, wantsPrivate ? endpoint.privateZone?.text : nil)
  }

  /// The alias that shows a private endpoint, else the last.
  private func tellingAlias(among aliases: [String]) -> String? {
    aliases.first { endpoint.pointsToPrivateZone($0) } ?? aliases.last
  }
}

extension Endpoint {
  /// Whether a name lies in the zone that answers for this endpoint's private addresses, or in any zone of that kind
  /// (`privatelink.azurecr.io`).
  func pointsToPrivateZone(_ name: String) -> Bool {
    guard let name = DomainName(name) else { return false }
    return privateZone.map { name.isWithin($0) } == true || name.labels.contains("privatelink")
  }
}
