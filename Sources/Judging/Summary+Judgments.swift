import Model

extension Summary {
  /// What the judgments on planned requirements and the omissions come to.
  init(of judgments: [Judgment], omissions: [Omission]) {
    var counts = Dictionary(uniqueKeysWithValues: Standing.allCases.map { ($0, 0) })
    for judgment in judgments { counts[judgment.standing, default: 0] += 1 }
    counts[.skipped, default: 0] += omissions.count

    // A rule that could not be applied to what is declared is left out, as an omission is.
    let omissions = omissions + judgments.compactMap(\.omission)
    let required = judgments.filter { $0.planned.requirement.need == .required && $0.omission == nil }
    let failed = required.filter { $0.verdict.outcome == .fail }
    let made = required.count { $0.verdict.outcome == .pass || $0.verdict.outcome == .fail }
    let outcome: Outcome
    if !failed.isEmpty {
      outcome = .fail
    } else {
      // Nothing seen is nothing proved.
      outcome = made > 0 && required.allSatisfy { $0.verdict.outcome == .pass } ? .pass : .incomplete
    }
    self.init(
      outcome: outcome, firstBrokenPhase: failed.map(\.planned.requirement.phase).min(), counts: counts,
      coverage: Coverage(
        required: required.count + omissions.count(where: \.countsInCoverage),
        made: made))
  }
}
