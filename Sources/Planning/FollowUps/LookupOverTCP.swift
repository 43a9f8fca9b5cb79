import Model

/// Questions that stay without an answer over UDP: the same over TCP. An answer clears the nameserver, and accuses what
/// filters UDP on the way.
struct LookupOverTCP: FollowUpRule {
  var followUp: FollowUp { .lookupOverTCP }
  /// So many names of a nameserver that answers others.
  private static let names = 2

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.nameservers.flatMap { server, lookups -> [Proposal] in
      let silent = lookups.filter { $0.value.isSilent && $0.value.type == .a }
      let isSilentForAll = !lookups.contains(where: \.value.isAnswered)
      return silent.prefix(isSilentForAll ? 1 : Self.names).map { item in
        Proposal(
          probe: .ask(name: item.value.name, type: item.value.type, nameserver: server, transport: .tcp),
          source: item.step, observation: item.id)
      }
    }
  }

  func contacts(in outlook: Outlook) -> [String]? { outlook.asksNames ? [] : nil }
}
