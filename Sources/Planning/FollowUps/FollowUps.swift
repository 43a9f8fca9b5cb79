public import Model

/// What a run tries after its plan is done: pure rules from the shape of what was seen to further steps, which change one
/// factor each. The same recording gives the same steps.
///
/// They come in two rounds at most, and there are at most `limit` of them: where everything is silent, a run must still
/// end soon.
public struct FollowUps: Sendable {
  /// How many follow-ups one run may make: twice what is under way at a time by default, so that they take as long as one
  /// step at most.
  public static let limit = 32

  private let catalog: Catalog
  private let attempts: Int

  /// Follow-ups to plans of a catalog; what fails is tried `attempts` times altogether.
  public init(catalog: Catalog, attempts: Int = 2) {
    self.catalog = catalog
    self.attempts = attempts
  }

  /// The steps to make next, given all that was seen so far; none when nothing more is to be tried. Their numbers go on
  /// from the last step's.
  public func steps(after recording: Recording) -> [Step] {
    let shape = RunShape(recording, controlNames: controlNames(for: recording.deployment), attempts: attempts)
    guard !shape.isOver else { return [] }
    let proposals = FollowUpRules.all.flatMap { rule in
      (shape.isBegun ? rule.further(to: shape) : rule.proposals(for: shape)).prefix(rule.limit).map { (rule, $0) }
    }
    let count = recording.plan.steps.count
    let room = Self.limit - recording.plan.steps.count { $0.origin != nil }
    return proposals.prefix(max(0, room)).enumerated().map { index, item in
      let (rule, proposal) = item
      return Step(
        id: Step.ID(rawValue: "s\(count + index + 1)"), phase: proposal.source.phase, probe: proposal.probe,
        serves: proposal.source.serves,
        origin: Step.Origin(rule.followUp, after: proposal.source.id, seenIn: proposal.observation))
    }
  }

  /// The follow-ups that a plan may have, and whom they may contact besides the plan's own hosts, addresses and
  /// nameservers.
  public func possible(after plan: Plan, for deployment: Deployment, from vantage: Vantage) -> [PossibleFollowUp] {
    let outlook = Outlook(
      plan: plan, deployment: deployment, vantage: vantage, controlNames: controlNames(for: deployment),
      attempts: attempts)
    return FollowUpRules.all.compactMap { rule in
      rule.contacts(in: outlook).map { PossibleFollowUp(rule.followUp, contacts: Set($0).sorted()) }
    }
  }

  /// Names that every nameserver should know, of services that every deployment needs.
  private func controlNames(for deployment: Deployment) -> [DomainName] {
    let planner = Planner(catalog: catalog)
    let roles = [EndpointRole.mcr, .entraLogin].filter { role in catalog.endpoints.contains { $0.role == role } }
    return roles.flatMap { role -> [DomainName] in
      guard case .known(let endpoints) = planner.endpoints(of: role, variant: nil, in: deployment) else { return [] }
      return endpoints.prefix(1).compactMap(\.host.name)
    }
  }
}
