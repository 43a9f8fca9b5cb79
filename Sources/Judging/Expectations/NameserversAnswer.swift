import Model

extension EvidenceIndex {
  /// Whether every nameserver of the vantage answers questions at all. One that does not fails it even beside one that
  /// does: clients wait for it.
  func nameserversAnswer() -> Assessment {
    guard !nameservers.isEmpty else { return .noEvidence("no nameserver") }
    var broken: [Sign] = []
    var unknown: [Sign] = []
    var relied: [Observation.ID] = []
    var slow: [Sign] = []
    for (nameserver, condition) in nameservers {
      switch condition {
      case .works(let observation):
        relied.append(observation)
        slow += slowness(of: nameserver).map { [$0] } ?? []
      case .broken(let sign): broken.append(sign)
      case .unknown(let sign): unknown.append(sign)
      }
    }
    if !broken.isEmpty { return Assessment(outcome: .fail, signs: broken + slow, observations: relied) }
    if unknown.isEmpty { return Assessment(outcome: .pass, signs: slow, observations: relied) }
    if !unfinishedSteps.isEmpty, unknown.allSatisfy({ $0.symptom.code != .lookupNotMade }) {
      return .notFinished(interruption)
    }
    return Assessment(outcome: .inconclusive, signs: unknown, observations: relied)
  }
}
