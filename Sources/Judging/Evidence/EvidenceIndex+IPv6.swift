import Model

extension EvidenceIndex {
  /// So many questions are not lost on the way by chance while others are answered.
  private static var enough: Int { 3 }

  /// What the same question came to when it was asked again.
  func repeated(_ name: DomainName, _ type: RecordType, at nameserver: SocketAddress) -> [Seen<Lookup>] {
    trials.filter { $0.origin.followUp == .repeatedLookup }.flatMap(\.lookups).filter { seen in
      seen.value.name == name && seen.value.type == type && seen.value.nameserver == nameserver
    }
  }

  /// Whether a nameserver answers questions for IPv4 addresses, and left every one of at least three for IPv6 addresses
  /// without an answer.
  func isMuteForIPv6(_ nameserver: SocketAddress) -> Bool {
    let own = lookups.filter { $0.value.nameserver == nameserver }
    let answered = own.filter { $0.value.type == .a && $0.value.message != nil }
    let questions = own.filter { $0.value.type == .aaaa && !$0.isCutOff }
    return Set(questions.map(\.value.name)).count >= Self.enough && questions.allSatisfy(\.value.isSilent)
      && answered.count >= Self.enough
  }
}

extension Lookup {
  /// Whether nothing came back.
  var isSilent: Bool {
    if case .unanswered = ending { true } else { false }
  }
}
