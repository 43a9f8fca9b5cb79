import Model

extension Recording {
  /// The recording of a plan by what its steps came to, in its order; `nil` for those that were not begun. It ends where
  /// it is made.
  init(
    of plan: Plan, for deployment: Deployment, _ provenance: RunProvenance, results: [StepResult?],
    since start: ContinuousClock.Instant, interruption: Interruption?
  ) {
    let unfinished = zip(plan.steps, results).filter { $1?.isFinished != true }.map(\.0.id)
    self.init(
      toolVersion: provenance.toolVersion, catalogDigest: provenance.catalogDigest, startedAt: provenance.startedAt,
      duration: Milliseconds(start.duration(to: .now)), deployment: deployment, vantage: provenance.vantage, plan: plan,
      observations: Self.observations(of: plan, results, since: start), unfinishedSteps: unfinished,
      interruption: interruption ?? (unfinished.isEmpty ? nil : .outOfTime))
  }

  /// Numbered in the order of the plan, so that the order in which answers came does not show. A lookup that several
  /// steps share is the first one's.
  private static func observations(
    of plan: Plan, _ results: [StepResult?], since start: ContinuousClock.Instant
  ) -> [Observation] {
    var lookups: Set<SharedLookup> = []
    var observations: [Observation] = []
    for (step, result) in zip(plan.steps, results) {
      for gathered in result?.gathered ?? [] {
        if let lookup = SharedLookup(gathered), !lookups.insert(lookup).inserted { continue }
        observations.append(
          Observation(
            id: Observation.ID(rawValue: "o\(observations.count + 1)"), step: step.id,
            start: Milliseconds(start.duration(to: gathered.start)), duration: gathered.duration,
            evidence: gathered.evidence))
      }
    }
    return observations
  }
}

/// What tells one question from another: nobody asks a nameserver the same at the same moment twice.
private struct SharedLookup: Hashable {
  let name: DomainName
  let type: RecordType
  let nameserver: SocketAddress
  let start: ContinuousClock.Instant

  init?(_ gathered: Gathered) {
    guard case .lookup(let lookup) = gathered.evidence else { return nil }
    (name, type, nameserver, start) = (lookup.name, lookup.type, lookup.nameserver, gathered.start)
  }
}
