import Model

/// A requirement on an endpoint, with all that was seen: what the judges of single expectations extend.
struct PlannedEndpoint {
  var planned: PlannedRequirement
  var endpoint: Endpoint
  var evidence: EvidenceIndex
  /// Authorities of the user's own that sign for Microsoft's services.
  var interceptors: Set<String> = []
  /// Whether Microsoft runs it, so that no certificate of the user's own authority belongs there.
  var isMicrosoft = false
  /// A repetition whose evidence stands for what the steps saw at the same places.
  var repetition: Step.ID?
  /// Whether, of what the steps saw, only what happened at the endpoint's own host counts: a conversation visits several.
  var isFocused = false

  /// Whether a step that this is judged by was cut off by the end of the run.
  var isUnfinished: Bool { planned.steps.contains { evidence.unfinishedSteps.contains($0) } }

  /// The proxy that the endpoint is reached through; `nil` if directly.
  var proxy: Proxy? {
    for step in planned.steps {
      if case .reach(_, _, route: .proxy(let proxy)) = evidence.probes[step] { return proxy }
    }
    guard isFocused, evidence.evidence(of: planned.steps).tunnels.contains(where: { isOwn($0.value) }) else {
      return nil
    }
    return evidence.recording.vantage.proxy
  }

  /// What the steps saw above the lookup, of this endpoint if others were visited as well.
  var allSeen: EvidenceIndex.StepEvidence {
    var seen = evidence.evidence(of: repetition.map { [$0] } ?? planned.steps)
    guard isFocused else { return seen }
    seen.tunnels.removeAll { !isOwn($0.value) }
    seen.handshakes.removeAll { $0.value.serverName != endpoint.host }
    seen.responses = []
    let own = Set(
      (endpoint.host.name.map { Resolution(of: $0, family: endpoint.family, in: evidence).addresses } ?? [])
        + seen.handshakes.map(\.value.address.address))
    let isProxied = !seen.tunnels.isEmpty
    seen.connections.removeAll { connection in
      if connection.value.isToProxy { return !isProxied }
      if case .address(let address) = endpoint.host { return connection.value.address.address != address }
      return !own.contains(connection.value.address.address) || connection.value.address.port != endpoint.port
    }
    return seen
  }

  private func isOwn(_ tunnel: Tunnel) -> Bool { tunnel.target == endpoint.hostAndPort }

  /// What the steps saw above the lookup. What answers at an address that no service has is none of the endpoint's: it
  /// is this machine itself.
  var seen: EvidenceIndex.StepEvidence {
    var seen = isFocused ? allSeen : evidence.evidence(of: planned.steps)
    if let repetition { seen.replace(by: evidence.evidence(of: [repetition])) }
    guard let name = endpoint.host.name else { return seen }
    let resolution = Resolution(of: name, family: endpoint.family, in: evidence)
    let sinkholes = Set(resolution.answers.flatMap(\.sinkholes))
    guard !sinkholes.isEmpty else { return seen }
    seen.connections.removeAll { sinkholes.contains($0.value.address.address) }
    seen.handshakes.removeAll { sinkholes.contains($0.value.address.address) }
    seen.responses.removeAll { sinkholes.contains($0.value.address.address) }
    seen.times.removeAll { sinkholes.contains($0.value.address.address) }
    return seen
  }

  /// Nothing decides: cut off by the run's end, because this machine was too busy, or for a reason that the recording does
  /// not show.
  var undecided: Assessment {
    if isUnfinished { return .notFinished(evidence.interruption) }
    return .noEvidence(evidence.wasDeaf ? "this machine was too busy to notice" : nil)
  }

  /// Why nothing can be reached at a name without an address: blocked by the requirement that says so; by itself if no
  /// such requirement is planned. `nil` if there is an address.
  func obstacle(in resolution: Resolution) -> Assessment? {
    guard resolution.addresses.isEmpty else { return nil }
    switch resolution.outcome {
    case .resolved, .contradicted, .failed:
      if let blocker = resolvesRequirement {
        return Assessment(outcome: .blocked(by: [blocker]), observations: resolution.observations)
      }
      return Assessment(outcome: .fail, signs: resolution.signs, observations: resolution.observations)
    case .nameserversBroken:
      if let blocker = resolvesRequirement ?? evidence.nameserversRequirement {
        return Assessment(outcome: .blocked(by: [blocker]), observations: resolution.observations)
      }
      return Assessment(outcome: .fail, signs: resolution.signs, observations: resolution.observations)
    case .unknown:
      guard !resolution.signs.isEmpty else { return undecided }
      return Assessment(outcome: .inconclusive, signs: resolution.signs, observations: resolution.observations)
    }
  }

  /// The requirement that this host has an address: of the same phase if there is one, else the first.
  private var resolvesRequirement: Requirement.ID? {
    let candidates = evidence.recording.plan.requirements.filter {
      $0.requirement.expectation == .resolves && $0.endpoint?.host == endpoint.host
        && $0.endpoint?.family == endpoint.family
    }
    let ofThisPhase = candidates.first { $0.requirement.phase == planned.requirement.phase }
    return (ofThisPhase ?? candidates.first)?.requirement.id
  }
}
