import Model

/// A handshake that is cut short: the same at the same address, naming another host of the plan, with which a handshake
/// was completed elsewhere. If it goes on, it was the name that kept it from going on.
struct OtherServerName: FollowUpRule {
  var followUp: FollowUp { .otherServerName }

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.visits.flatMap { visit -> [Proposal] in
      guard let host = Self.control(for: visit.endpoint, in: shape) else { return [] }
      return visit.cutShort.prefix(1).map { item in
        var endpoint = visit.endpoint
        endpoint.host = host
        return Proposal(
          probe: .attempt(
            endpoint: endpoint, addresses: [item.value.address.address], upTo: .handshake, segmentLimit: nil),
          source: visit.step, observation: item.id)
      }
    }
  }

  /// The first other host of the plan that completed a handshake; one that nobody found fault with if there is one.
  private static func control(for endpoint: Endpoint, in shape: RunShape) -> Host? {
    let others = shape.visits.filter { visit in
      visit.isDirect && visit.endpoint.host != endpoint.host && visit.endpoint.host.name != nil
        && visit.handshakes.contains(where: \.value.isCompleted)
    }
    let good = others.first { $0.handshakes.allSatisfy { $0.value.isCompleted && $0.value.chainErrors.isEmpty } }
    return (good ?? others.first)?.endpoint.host
  }

  func contacts(in outlook: Outlook) -> [String]? {
    outlook.direct(.handshake).contains { $0.transport.isEncrypted } ? [] : nil
  }
}

extension RunShape.Visit {
  /// Handshakes with the endpoint itself that were cut short, at an address that connected.
  var cutShort: [RunShape.Item<Handshake>] {
    isDirect ? handshakes.filter(\.value.isCutShort) : []
  }
}
