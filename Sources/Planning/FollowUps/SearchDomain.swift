import Model

/// A vantage whose programs append search domains to names before they ask for them as they are, or pods that do so by their
/// own specification: does anybody answer that? First one name in every domain, then, where one is answered, the others.
struct SearchDomain: FollowUpRule {
  var followUp: FollowUp { .searchDomain }
  var limit: Int { 16 }

  func proposals(for shape: RunShape) -> [Proposal] {
    var asked: Set<DomainName> = []
    return Self.lists(of: shape).flatMap { search in
      // What two lists have in common is asked for once.
      let domains = search.domains.filter { asked.insert($0).inserted }
      return shape.nameservers.flatMap { server, lookups -> [Proposal] in
        guard let item = lookups.first(where: { $0.value.isAnswered && search.comesFirst(for: $0.value.name) }) else {
          return []
        }
        return domains.compactMap { domain in proposal(item.value.name, in: domain, at: server, item.id, shape) }
      }
    }
  }

  private static func lists(of shape: RunShape) -> [Vantage.SearchList] {
    [shape.recording.vantage.search].compactMap { $0 } + shape.recording.podSearchLists
  }

  func further(to shape: RunShape) -> [Proposal] {
    let lists = Self.lists(of: shape)
    let asked = Set(shape.furtherLookups.map(\.value.name))
    let captured = shape.furtherLookups.filter { item in
      item.step.origin?.followUp == followUp && item.value.message?.addresses.isEmpty == false
    }
    let all = shape.lookups.map(\.value.name).uniqued()
    return captured.flatMap { item -> [Proposal] in
      guard let search = lists.first(where: { $0.domain(of: item.value.name) != nil }),
        let domain = search.domain(of: item.value.name)
      else { return [] }
      let names = all.filter(search.comesFirst)
      return names.compactMap { name in
        let proposal = proposal(name, in: domain, at: item.value.nameserver, item.id, shape)
        guard case .ask(let full, _, _, _) = proposal?.probe, !asked.contains(full) else { return nil }
        return proposal
      }
    }
  }

  private func proposal(
    _ name: DomainName, in domain: DomainName, at server: SocketAddress, _ observation: Observation.ID,
    _ shape: RunShape
  ) -> Proposal? {
    // The step that is about the name says which name it was, also once names are redacted.
    let steps = shape.recording.plan.steps.filter { $0.origin == nil }
    guard let full = DomainName("\(name).\(domain)"), let source = steps.first(where: { $0.probe.name == name }) else {
      return nil
    }
    return Proposal(
      probe: .ask(name: full, type: .a, nameserver: server, transport: .udp), source: source, observation: observation)
  }

  func contacts(in outlook: Outlook) -> [String]? {
    guard outlook.asksNames else { return nil }
    let own = (outlook.vantage.search?.domains ?? []).map { "names of the plan, followed by .\($0)" }
    let lists = outlook.plan.requirements.contains { planned in
      if case .found(.podNames, _) = planned.requirement.expectation { true } else { false }
    }
    let ofPods =
      lists ? ["names of the plan, followed by search domains that router and model pods have of their own"] : []
    return own.isEmpty && ofPods.isEmpty ? nil : own + ofPods
  }
}
