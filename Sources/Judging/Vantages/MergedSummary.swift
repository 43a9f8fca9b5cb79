import Model

/// What checks from several vantages come to together.
enum MergedSummary {
  /// What could have been checked and was not, once for each vantage. What one vantage cannot see and another did see is
  /// not missing.
  static func omissions(of checks: [MergedReport.Check]) -> [Omission] {
    checks.flatMap { check -> [Omission] in
      let skipped = check.verdicts.compactMap { verdict -> Omission? in
        guard case .skipped(let reason) = verdict.outcome else { return nil }
        return Omission(requirement: check.requirement, reason: reason)
      }
      guard skipped.count < check.verdicts.count else {
        // Nowhere: it is one thing to do, wherever it is done.
        return Array(skipped.prefix(1))
      }
      return skipped.filter { omission in
        switch omission.reason {
        case .notVisible, .notSelected: false
        default: true
        }
      }
    }
  }

  static func summary(of checks: [MergedReport.Check], omissions: [Omission]) -> Summary {
    var counts = Dictionary(uniqueKeysWithValues: Standing.allCases.map { ($0, 0) })
    var required = 0
    var made = 0
    var passed = 0
    var firstBroken: Phase?
    for check in checks {
      for verdict in check.verdicts {
        counts[Standing(verdict, need: check.requirement.need), default: 0] += 1
        guard check.requirement.need == .required, !verdict.isSkipped else { continue }
        required += 1
        switch verdict.outcome {
        case .pass:
          made += 1
          passed += 1
        case .fail:
          made += 1
          firstBroken = min(firstBroken ?? check.requirement.phase, check.requirement.phase)
        case .blocked, .inconclusive, .skipped: break
        }
      }
    }
    // Nothing seen is nothing proved.
    let outcome: Summary.Outcome =
      firstBroken != nil ? .fail : made > 0 && passed == required ? .pass : .incomplete
    return Summary(
      outcome: outcome, firstBrokenPhase: firstBroken, counts: counts,
      coverage: Summary.Coverage(required: required + omissions.count(where: \.countsInCoverage), made: made))
  }
}
