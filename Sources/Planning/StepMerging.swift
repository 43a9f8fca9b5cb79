import Model

/// Collects probes so that each is made once: a requirement that needs less of an endpoint, or needs it again in a later
/// phase, shares the step of the one that needs more.
struct StepMerging {
  private var steps: [Step] = []

  /// The step that serves the requirement: an earlier one that can, or a new one.
  mutating func add(_ probe: Probe, for requirement: Requirement) -> Step.ID {
    for index in steps.indices {
      guard let merged = steps[index].probe.merged(with: probe) else { continue }
      steps[index].probe = merged
      if !steps[index].serves.contains(requirement.id) { steps[index].serves.append(requirement.id) }
      return steps[index].id
    }
    let step = Step(
      id: Step.ID(rawValue: "s\(steps.count + 1)"), phase: requirement.phase, probe: probe, serves: [requirement.id])
    steps.append(step)
    return step.id
  }

  /// The steps in the order of phases, which is that of the catalog's requirements.
  var inOrder: [Step] { steps }
}

extension Probe {
  /// One probe that does what both do; `nil` if they go to different places.
  fileprivate func merged(with other: Probe) -> Probe? {
    switch (self, other) {
    case (.lookUp(let name), .lookUp(let otherName)):
      return name == otherName ? self : nil
    case (.reach(let endpoint, let rung, let route), .reach(let otherEndpoint, let otherRung, let otherRoute)):
      guard route == otherRoute, endpoint.isReached(like: otherEndpoint) else { return nil }
      return .reach(endpoint: endpoint, upTo: max(rung, otherRung), route: route)
    case (.lookUp, _), (.reach, _), (.ask, _), (.attempt, _):
      return nil
    }
  }
}

extension Endpoint {
  /// Whether one probe shows all that can be seen of both.
  fileprivate func isReached(like other: Endpoint) -> Bool {
    host == other.host && port == other.port && transport == other.transport && family == other.family
      && service == other.service && path == other.path
  }
}
