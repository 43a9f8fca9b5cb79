import Model

/// What evidence comes to, before it becomes a verdict.
struct Assessment {
  var outcome: Verdict.Outcome
  var signs: [Sign] = []
  /// What was relied on besides the signs' own observations.
  var observations: [Observation.ID] = []
  var workings: [Working] = []

  /// Nothing was recorded that would decide.
  static func noEvidence(_ reason: String? = nil) -> Assessment {
    let facts = reason.map { [Symptom.Fact.reason: $0] } ?? [:]
    return Assessment(outcome: .inconclusive, signs: [Sign(.noEvidence, facts, seenIn: [])])
  }

  /// The run was over before this was seen.
  static func notFinished(_ interruption: Recording.Interruption?) -> Assessment {
    let facts = interruption.map { [Symptom.Fact.reason: $0.rawValue] } ?? [:]
    return Assessment(outcome: .inconclusive, signs: [Sign(.notFinished, facts, seenIn: [])])
  }

  /// What was asked for came so slowly that nobody waited for its end.
  static var stillComing: Assessment {
    let facts: [Symptom.Fact: String] = [.reason: "it was still coming when its time was over"]
    return Assessment(outcome: .inconclusive, signs: [Sign(.notFinished, facts, seenIn: [])])
  }
}
