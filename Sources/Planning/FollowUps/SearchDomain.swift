import Model

/// A vantage whose programs append search domains to names before they ask for them as they are: does anybody answer
/// that? First one name in every domain, then, where one is answered, the others.
struct SearchDomain: FollowUpRule {
  var followUp: FollowUp { .searchDomain }
  var limit: Int { 16 }

  func proposals(for shape: RunShape) -> [Proposal] {
    guard let search = shape.recording.vantage.search else { return [] }
    return shape.nameservers.flatMap { server, lookups -> [Proposal] in
      guard let item = lookups.first(where: { $0.value.isAnswered && search.comesFirst(for: $0.value.name) }) else {
        return []
      }
      return search.domains.compactMap { domain in proposal(item.value.name, in: domain, at: server, item.id, shape) }
    }
  }

  func further(to shape: RunShape) -> [Proposal] {
    guard let search = shape.recording.vantage.search else { return [] }
    let asked = Set(shape.furtherLookups.map(\.value.name))
    let captured = shape.furtherLookups.filter { item in
      item.step.origin?.followUp == followUp && item.value.message?.addresses.isEmpty == false
    }
    let names = shape.lookups.map(\.value.name).uniqued().filter(search.comesFirst)
    return captured.flatMap { item -> [Proposal] in
      guard let domain = search.domain(of: item.value.name) else { return [] }
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
    guard outlook.asksNames, let search = outlook.vantage.search else { return nil }
    return search.domains.map { "names of the plan, followed by .\($0)" }
  }
}
