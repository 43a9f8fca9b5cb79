import Model

/// An address of an endpoint that is known and that DNS does not give: the hosts file of the machine has it, or the
/// deployment declares it as the router's. Who is there?
struct OtherAddress: FollowUpRule {
  var followUp: FollowUp { .otherAddress }

  func proposals(for shape: RunShape) -> [Proposal] {
    let (hosts, deployment) = (shape.recording.vantage.hosts, shape.recording.deployment)
    return shape.visits.flatMap { visit -> [Proposal] in
      guard visit.isDirect, visit.upTo > .lookup, let name = visit.endpoint.host.name else { return [] }
      let lookups = shape.lookups.filter { $0.value.name == name }
      let told = Set(lookups.flatMap { $0.value.message?.addresses ?? [] })
      guard let first = lookups.first else { return [] }
      return Self.known(of: visit.endpoint, hosts: hosts, deployment: deployment).compactMap { addresses in
        let others = addresses.filter { !told.contains($0) }
        guard !others.isEmpty else { return nil }
        return Proposal(
          probe: .attempt(endpoint: visit.endpoint, addresses: others, upTo: visit.upTo, segmentLimit: nil),
          source: visit.step, observation: first.id)
      }
    }
  }

  /// Addresses by who knows them.
  private static func known(of endpoint: Endpoint, hosts: HostsFile?, deployment: Deployment) -> [[IPAddress]] {
    guard let name = endpoint.host.name else { return [] }
    let isUsed = hosts.map { $0.precedence != .never } ?? false
    let ofFile = isUsed ? hosts?.entries(of: name).map(\.address).uniqued() ?? [] : []
    let ofRouter = endpoint.role == .scoring ? [deployment.cluster.router?.address].compactMap { $0 } : []
    return [ofFile, ofRouter].filter { !$0.isEmpty }
  }

  func contacts(in outlook: Outlook) -> [String]? {
    let places = outlook.direct(.connection).flatMap { endpoint in
      Self.known(of: endpoint, hosts: outlook.vantage.hosts, deployment: outlook.deployment).flatMap { $0 }
        .map { SocketAddress($0, port: endpoint.port).description }
    }
    return places.isEmpty ? nil : places
  }
}
