import Model

/// Collects probes so that each is made once: a requirement that needs less of an endpoint, or needs it again in a later
/// phase, shares the step of the one that needs more.
struct StepMerging {
  /// The steps in the order in which they were first needed: that of phases, as the catalog's requirements are.
  private(set) var inOrder: [Step] = []
  private var indices: [Destination: Int] = [:]

  /// The step that serves the requirement: an earlier one that can, or a new one.
  mutating func add(_ probe: Probe, for requirement: Requirement) -> Step.ID {
    let index = add(probe, in: requirement.phase)
    if !inOrder[index].serves.contains(requirement.id) { inOrder[index].serves.append(requirement.id) }
    return inOrder[index].id
  }

  /// The index of the step that makes the probe: an earlier one, which climbs higher if it must, or a new one.
  mutating func add(_ probe: Probe, in phase: Phase) -> Int {
    let destination = Destination(of: probe)
    if let index = indices[destination] {
      inOrder[index].probe.climb(asHighAs: probe)
      return index
    }
    indices[destination] = inOrder.count
    inOrder.append(Step(id: Step.ID(rawValue: "s\(inOrder.count + 1)"), phase: phase, probe: probe, serves: []))
    return inOrder.count - 1
  }
}

/// Where a probe goes. Of two that go to the same place one shows all that can be seen of both.
private enum Destination: Hashable {
  case name(DomainName)
  case endpoint(
    host: Host, port: UInt16, transport: Endpoint.Transport, family: IPAddress.Family?, service: Service.ID?,
    path: String, route: Route)
  case conversation(Conversation, route: Route)

  case cluster(ClusterRead)

  init(of probe: Probe) {
    switch probe {
    case .lookUp(let name):
      self = .name(name)
    case .reach(let endpoint, _, let route):
      self = .endpoint(
        host: endpoint.host, port: endpoint.port, transport: endpoint.transport, family: endpoint.family,
        service: endpoint.service, path: endpoint.path, route: route)
    case .readCluster(let read):
      self = .cluster(read)
    case .converse(let conversation, let route):
      self = .conversation(conversation, route: route)
    case .ask, .attempt:
      preconditionFailure("follow-ups are not planned beforehand")
    }
  }
}

extension Probe {
  /// Goes up to the rung of another probe to the same place, if that is higher.
  fileprivate mutating func climb(asHighAs other: Probe) {
    guard case .reach(let endpoint, let rung, let route) = self, case .reach(_, let otherRung, _) = other else {
      return
    }
    self = .reach(endpoint: endpoint, upTo: max(rung, otherRung), route: route)
  }
}
