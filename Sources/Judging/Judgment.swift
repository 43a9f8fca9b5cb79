import Model

/// A verdict with what diagnosis needs besides: which observation shows which symptom.
struct Judgment {
  var planned: PlannedRequirement
  var verdict: Verdict
  var signs: [Sign]

  /// What the requirement comes to for the run.
  var standing: Standing { Standing(verdict, need: planned.requirement.need) }

  /// The omission that it comes to where nothing could be compared: a value is not declared, or data was not given.
  var omission: Omission? {
    guard case .skipped(let reason) = verdict.outcome else { return nil }
    return Omission(requirement: planned.requirement, reason: reason)
  }
}
