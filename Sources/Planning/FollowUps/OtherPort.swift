import Model

/// An address that does not connect: another port of the web at the same address. If anything comes back, the address is
/// there, and it is the port that is closed or blocked.
struct OtherPort: FollowUpRule {
  var followUp: FollowUp { .otherPort }
  /// Where everything is blocked, a few show it.
  var limit: Int { 6 }

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.visits.flatMap { visit -> [Proposal] in
      guard visit.isDirect, visit.endpoint.transport.mayUseProxy, visit.isUnconnected else { return [] }
      return visit.failedConnections.prefix(1).map { item in
        var endpoint = visit.endpoint
        endpoint.port = Self.port(besides: endpoint.port)
        endpoint.transport = .tcp
        endpoint.service = nil
        return Proposal(
          probe: .attempt(
            endpoint: endpoint, addresses: [item.value.address.address], upTo: .connection, segmentLimit: nil),
          source: visit.step, observation: item.id)
      }
    }
  }

  private static func port(besides port: UInt16) -> UInt16 { port == 443 ? 80 : 443 }

  func contacts(in outlook: Outlook) -> [String]? {
    let endpoints = outlook.direct(.connection).filter { $0.transport.mayUseProxy }
    guard !endpoints.isEmpty else { return nil }
    return endpoints.map { $0.host.withPort(Self.port(besides: $0.port)) }
  }
}
