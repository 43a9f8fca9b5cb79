import Model

/// An answer that came late: the same question again, which the nameserver now knows the answer to. One that fails at a
/// nameserver that answers others: once more, too; and if it then has addresses, they are tried, so that a lost packet does
/// not hide what is behind the name.
struct RepeatedLookup: FollowUpRule {
  var followUp: FollowUp { .repeatedLookup }
  var limit: Int { 16 }
  /// From when on an answer is late enough to ask again.
  static let lateness = Milliseconds(microseconds: 500_000)
  /// So many questions of each kind for each nameserver.
  private static let questions = 5

  func proposals(for shape: RunShape) -> [Proposal] {
    var proposals: [Proposal] = []
    for (server, lookups) in shape.nameservers {
      let doesAnswer = lookups.contains(where: \.value.isAnswered)
      let late = lookups.filter { $0.value.isAnswered && $0.duration >= Self.lateness }
      let failed = doesAnswer ? lookups.filter(\.value.isFailure) : []
      for item in Array(late.prefix(Self.questions)) + Array(failed.prefix(Self.questions)) {
        proposals.append(
          Proposal(
            probe: .ask(name: item.value.name, type: item.value.type, nameserver: server, transport: .udp),
            source: item.step, observation: item.id))
      }
    }
    return proposals
  }

  func contacts(in outlook: Outlook) -> [String]? { outlook.asksNames ? [] : nil }
}

extension Lookup {
  /// Whether it may well go otherwise the next time: silence, or a server that tried and failed.
  fileprivate var isFailure: Bool {
    isSilent || message?.code == .serverFailure
  }
}
