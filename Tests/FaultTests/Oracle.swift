import Model

/// Rules by which others decide that a host is fine, restated over the same recording: whoever has one of them sees what
/// we saw and nothing else.
enum Oracle: CaseIterable {
  case anyAnswer, statusBelow400, unverified, firstAddress, resolverLibrary

  var title: String {
    switch self {
    case .anyAnswer: "any HTTP answer is fine"
    case .statusBelow400: "any status of 200–399 is fine"
    case .unverified: "a failed verification still counts as reachable"
    case .firstAddress: "the first address only"
    case .resolverLibrary: "the resolver library only"
    }
  }

  /// Whether the rule calls a run broken: some host that must be reached is not.
  func isRed(_ recording: Recording) -> Bool {
    let needed = Set(recording.plan.requirements.filter { $0.requirement.need == .required }.flatMap(\.steps))
    for step in recording.plan.steps where needed.contains(step.id) {
      let seen = recording.observations.filter { $0.step == step.id }.map(\.evidence)
      switch step.probe {
      case .lookUp:
        if !isResolved(seen.compactMap(\.lookup)) { return true }
      case .reach(let endpoint, let depth, let route):
        let lookups = recording.observations.compactMap(\.evidence.lookup).filter { $0.name == endpoint.host.name }
        if route == .direct, endpoint.host.name != nil, !isResolved(lookups) { return true }
        if !isFine(seen, upTo: depth, isDirect: route == .direct, endpoint) { return true }
      case .ask, .attempt, .converse, .readCluster:
        continue  // none of these tries anything a second time
      }
    }
    return false
  }

  /// A name is fine if anybody gives any address for it: none of these asks each nameserver for itself. The resolver
  /// library takes what the first nameserver says that says anything.
  private func isResolved(_ lookups: [Lookup]) -> Bool {
    guard self == .resolverLibrary, let first = lookups.first(where: { $0.message?.isFinal == true }) else {
      return lookups.contains { !$0.addresses.isEmpty }
    }
    return lookups.contains { $0.nameserver == first.nameserver && !$0.addresses.isEmpty }
  }

  private func isFine(
    _ seen: [Evidence], upTo depth: Rung, isDirect: Bool, _ endpoint: Endpoint
  ) -> Bool {
    var connections = seen.compactMap(\.connection).filter { !$0.isToProxy }
    var handshakes = seen.compactMap(\.handshake)
    var responses = seen.compactMap(\.response)
    if self == .resolverLibrary { return true }
    if self == .firstAddress, let first = connections.first?.address {
      connections = connections.filter { $0.address == first }
      handshakes = handshakes.filter { $0.address == first }
      responses = responses.filter { $0.address == first }
    }
    if isDirect, !connections.contains(where: \.isConnected) { return false }
    if depth == .connection { return true }
    let good = handshakes.filter { handshake in
      handshake.isCompleted
        && (self == .unverified || endpoint.trust == .cluster
          || (handshake.chainErrors.isEmpty && handshake.nameMatches == true))
    }
    guard !good.isEmpty else { return false }
    if depth == .handshake || self == .unverified { return true }
    return responses.contains { response in
      guard case .answered(let answer) = response.ending else { return false }
      return self != .statusBelow400 || (200...399).contains(answer.status)
    }
  }
}

extension DNSMessage {
  /// Whether the resolver library asks nobody else.
  fileprivate var isFinal: Bool { code == .noError || code == .nameError }
}

extension Lookup {
  fileprivate var addresses: [IPAddress] {
    message?.addresses ?? []
  }
}

extension Evidence {
  fileprivate var lookup: Lookup? { if case .lookup(let lookup) = self { lookup } else { nil } }
  fileprivate var connection: Connection? { if case .connection(let connection) = self { connection } else { nil } }
  fileprivate var handshake: Handshake? { if case .handshake(let handshake) = self { handshake } else { nil } }
  fileprivate var response: Response? { if case .response(let response) = self { response } else { nil } }
}
