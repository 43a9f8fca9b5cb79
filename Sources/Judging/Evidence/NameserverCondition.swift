import Model

/// What a nameserver is worth, by all that it was asked.
enum NameserverCondition {
  /// It answered something at least once; the first answer.
  case works(seenIn: Observation.ID)
  /// It was asked and never gave an answer; what it does instead, most of the time.
  case broken(Sign)
  /// It was not asked, or what was asked could not be sent or waited for.
  case unknown(Sign)

  /// The condition by all lookups at one nameserver, in their order.
  init(of nameserver: SocketAddress, by lookups: [Seen<Lookup>]) {
    let readings = lookups.map { (seen: $0, reading: LookupReading($0)) }
    if let answer = readings.first(where: { $0.reading.isAnswer }) {
      self = .works(seenIn: answer.seen.id)
      return
    }
    let bad = readings.filter { !$0.reading.isUnknown }
    let kinds = Dictionary(grouping: bad, by: { $0.reading.rank })
    let name = [Symptom.Fact.nameserver: nameserver.nameserverText]
    // The kind seen most; of two seen as often, the one that says more.
    if let most = kinds.max(by: { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) })?.value,
      let symptom = most.first?.reading.symptom
    {
      let facts = symptom.facts.merging(name) { $1 }
      self = .broken(Sign(symptom.code, facts, seenIn: bad.map(\.seen.id)))
      return
    }
    let ids = readings.map(\.seen.id)
    let symptom = readings.first?.reading.symptom ?? Symptom(.noEvidence)
    self = .unknown(Sign(symptom.code, symptom.facts.merging(name) { $1 }, seenIn: ids))
  }

  var isBroken: Bool {
    if case .broken = self { true } else { false }
  }
}
