import Model

/// A verdict with what diagnosis needs besides: which observation shows which symptom.
struct Judgment {
  var planned: PlannedRequirement
  var verdict: Verdict
  var signs: [Sign]

  /// What the requirement comes to for the run.
  var standing: Standing { Standing(verdict, need: planned.requirement.need) }
}
