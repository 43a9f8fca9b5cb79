import Model

/// One symptom of one requirement, waiting for its cause.
struct Complaint {
  /// Its place among all complaints of the run.
  var id: Int
  /// The place of its judgment.
  var judgment: Int
  var planned: PlannedRequirement
  var sign: Sign
  /// Whether its cause is a warning: nothing required fails for it.
  var isWarning: Bool

  var endpoint: Endpoint? { sign.endpoint ?? planned.endpoint }
  var code: Symptom.Code { sign.symptom.code }
  var facts: [Symptom.Fact: String] { sign.symptom.facts }
  /// What the complaint is about, the same for every requirement on it.
  var hostAndPort: String { endpoint?.hostAndPort ?? "" }
  var host: String { endpoint?.host.description ?? facts[.host] ?? "" }
}
