import Model

/// Addresses that look made up: one that no service has, or one for several names that have nothing to do with each other.
/// A nameserver that then has an address for a name that cannot exist makes addresses up.
struct ImpossibleName: FollowUpRule {
  var followUp: FollowUp { .impossibleName }
  /// RFC 6761 section 6.4: no name below `invalid` exists.
  static let name = DomainName("no-such-host.aml-preflight.invalid")
  /// So many names do not share an address by chance.
  private static let enough = 2

  func proposals(for shape: RunShape) -> [Proposal] {
    guard let name = Self.name else { return [] }
    return shape.nameservers.compactMap { server, lookups in
      let shared = sharedAddresses(lookups)
      let suspicious = lookups.first { item in
        item.value.message?.addresses.contains { $0.isUnspecified || $0.isLoopback || shared.contains($0) } == true
      }
      return suspicious.map { item in
        Proposal(
          probe: .ask(name: name, type: .a, nameserver: server, transport: .udp), source: item.step,
          observation: item.id)
      }
    }
  }

  /// Addresses of several names without a common alias.
  private func sharedAddresses(_ lookups: [RunShape.Item<Lookup>]) -> Set<IPAddress> {
    var names: [IPAddress: Set<String>] = [:]
    for lookup in lookups.map(\.value) {
      guard let message = lookup.message else { continue }
      for address in message.addresses { names[address, default: []].insert(message.aliases.last ?? lookup.name.text) }
    }
    return Set(names.filter { $0.value.count >= Self.enough }.keys)
  }

  func contacts(in outlook: Outlook) -> [String]? {
    outlook.asksNames ? Self.name.map { [$0.text] } ?? [] : nil
  }
}
