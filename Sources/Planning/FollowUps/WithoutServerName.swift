import Model

/// A handshake that is cut short: the same at the same address, naming no host.
struct WithoutServerName: FollowUpRule {
  var followUp: FollowUp { .withoutServerName }

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.visits.flatMap { visit -> [Proposal] in
      guard visit.endpoint.host.name != nil else { return [] }
      return visit.cutShort.prefix(1).map { item in
        var endpoint = visit.endpoint
        endpoint.host = .address(item.value.address.address)
        return Proposal(
          probe: .attempt(
            endpoint: endpoint, addresses: [item.value.address.address], upTo: .handshake, segmentLimit: nil),
          source: visit.step, observation: item.id)
      }
    }
  }

  func contacts(in outlook: Outlook) -> [String]? {
    outlook.direct(.handshake).contains { $0.transport.isEncrypted && $0.host.name != nil } ? [] : nil
  }
}
