import Model

// What is known of a name besides DNS: by the machine's hosts file, and by the deployment.
extension PlannedEndpoint {
  /// That programs here go elsewhere than DNS says, because the hosts file has other addresses. Whoever runs here and
  /// finds nobody there fails; of others, and where somebody is there, it is a warning.
  func hostsFileSigns(beside resolution: Resolution) -> [Sign] {
    guard let name = endpoint.host.name, let file = evidence.recording.vantage.hosts else { return [] }
    let told = resolution.answers.flatMap { $0.addresses + $0.sinkholes }
    switch file.precedence {
    case .first: break
    case .afterDNS where told.isEmpty: break
    case .afterDNS, .never: return []
    }
    let others = file.entries(of: name).filter { entry in
      !told.contains(entry.address) && (endpoint.family ?? entry.address.family) == entry.address.family
    }
    guard !others.isEmpty else { return [] }
    let trials = self.trials(at: Set(others.map(\.address)))
    let isHere = evidence.recording.vantage.isPlace(of: planned.requirement.consumer)
    let isDead = !trials.isEmpty && !trials.contains(where: \.foundService)
    let facts: [Symptom.Fact: String] = [
      .host: name.text, .place: others.map { "\(file.path):\($0.line)" }.uniqued().joined(separator: ", "),
      .addresses: others.map(\.address.description).uniqued().joined(separator: ", "),
      .seen: told.isEmpty ? "no address" : told.uniqued().map(\.description).joined(separator: ", "),
    ]
    return [
      Sign(
        .hostsFileOverrides, facts.with(.reason, isDead ? "nobody answers there" : nil),
        seenIn: resolution.observations + trials.flatMap(\.observations),
        isWarning: !(isHere && isDead) || told.isEmpty)
    ]
  }

  /// That the scoring name does not lead to the router: what stands there instead is told by what answers.
  func routerSigns(beside resolution: Resolution) -> [Sign] {
    guard endpoint.role == .scoring, let name = endpoint.host.name,
      let router = evidence.recording.deployment.cluster.router?.address
    else { return [] }
    let elsewhere = resolution.answers.filter { answer in
      answer.addresses.contains { $0.family == router.family } && !answer.addresses.contains(router)
    }
    return elsewhere.map { answer in
      Sign(
        .addressNotRouters,
        [
          .host: name.text, .nameserver: answer.nameserver.nameserverText, .expected: router.description,
          .addresses: answer.addresses.map(\.description).joined(separator: ", "),
        ], seenIn: answer.observations, isWarning: true)
    }.merged()
  }

  /// What was tried at addresses that are known besides.
  private func trials(at addresses: Set<IPAddress>) -> [Trial] {
    evidence.trials([.otherAddress], after: planned.steps).filter { trial in
      trial.endpoint?.host == endpoint.host && !addresses.isDisjoint(with: trial.addresses)
    }
  }
}

extension Trial {
  /// The addresses that were tried.
  var addresses: [IPAddress] {
    if case .attempt(_, let addresses, _, _) = step.probe { addresses } else { [] }
  }

  /// Whether somebody answered who has the service's certificate, where there is one.
  var foundService: Bool {
    arrived
      && evidence.handshakes.allSatisfy { seen in
        !seen.value.isCompleted
          || (seen.value.nameMatches != false && (endpoint?.trust == .cluster || seen.value.chainErrors.isEmpty))
      }
  }
}

extension Vantage {
  /// Whether who needs something runs in such a place.
  func isPlace(of consumer: Requirement.Consumer) -> Bool {
    switch consumer {
    case .node: kind == .node
    case .routerPod, .modelPod: kind == .pod
    case .client: false
    }
  }
}
