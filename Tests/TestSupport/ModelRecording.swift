public import Model

extension Vantage {
  public static func with(
    nameservers: [SocketAddress] = [.firstNameserver], proxy: Proxy? = nil, kind: Kind = .node
  ) -> Vantage {
    Vantage(kind: kind, nameservers: nameservers, proxy: proxy)
  }
}

extension Deployment {
  /// A deployment in westeurope; the roles are declared to have private endpoints.
  public static func with(
    name: String = "prod-westeurope", privateEndpoints: [EndpointRole]? = nil, privateRanges: [String] = []
  ) -> Deployment {
    var deployment = Deployment(name: name)
    deployment.workspace.region = "westeurope"
    deployment.network.privateEndpoints = privateEndpoints
    deployment.network.privateRanges = privateRanges.compactMap(IPPrefix.init)
    return deployment
  }
}

extension Recording {
  /// A recording of these visits, one step each, every observation 10 ms after the one before; preceded by the requirement
  /// that the nameservers answer.
  public static func with(
    _ visits: [Visit], asksForNameservers: Bool = true, omissions: [Omission] = [],
    deployment: Deployment = .with(), vantage: Vantage = .with(), startedAt: Timestamp = .testStart,
    interruption: Interruption? = nil
  ) -> Recording {
    var requirements: [PlannedRequirement] = []
    var steps: [Step] = []
    var observations: [Observation] = []
    for (index, visit) in visits.enumerated() {
      let step = Step.ID(rawValue: "s\(index + 1)")
      let planned = visit.demands.map(visit.requirement)
      requirements += planned.map { PlannedRequirement(requirement: $0, endpoint: visit.endpoint, steps: [step]) }
      steps.append(
        Step(
          id: step, phase: planned.map(\.phase).min() ?? .clusterCreation, probe: visit.probe, serves: planned.map(\.id)
        ))
      for evidence in visit.evidence {
        let number = observations.count + 1
        observations.append(
          Observation(
            id: Observation.ID(rawValue: "o\(number)"), step: step,
            start: Milliseconds(microseconds: Int64(number) * 10_000), duration: Milliseconds(microseconds: 5_000),
            evidence: evidence))
      }
    }
    // In the catalog's order: by phase, then as given.
    requirements = Phase.allCases.flatMap { phase in requirements.filter { $0.requirement.phase == phase } }
    if asksForNameservers {
      requirements.insert(
        PlannedRequirement(requirement: .nameserversAnswer, endpoint: nil, steps: steps.map(\.id)), at: 0)
    }
    let plan = Plan(edition: .v1, requirements: requirements, omissions: omissions, steps: steps)
    return Recording(
      toolVersion: "test", catalogDigest: "0123456789abcdef", startedAt: startedAt,
      duration: Milliseconds(microseconds: Int64(observations.count + 1) * 10_000), deployment: deployment,
      vantage: vantage, plan: plan, observations: observations,
      unfinishedSteps: zip(steps, visits).filter { !$1.isFinished }.map(\.0.id), interruption: interruption)
  }
}

extension Requirement {
  public static let nameserversAnswer = Requirement(
    id: ID(rawValue: "preconditions/nameservers-answer"), title: "Every nameserver answers", phase: .preconditions,
    role: .nameserver, expectation: .nameserversAnswer, consumer: .node)
}
