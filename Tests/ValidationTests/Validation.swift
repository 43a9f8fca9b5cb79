import Model

/// What the catalog's rules say about a deployment file, as `validate` asks them.
struct Validation {
  let report: Report

  /// Judges a deployment file's text, `name` apart.
  ///
  /// - Parameters:
  ///   - rules: The day whose edition of the rules judges; `nil`: the newest.
  ///   - day: The day of the run.
  init(
    _ yaml: String, rules: String? = nil, on day: String = "2026-11-21", references: References? = nil
  ) throws {
    report = try Report(
      validating: "name: test\n" + yaml, rules: rules.flatMap { Day($0) }, on: day, references: references)
  }

  /// The causes found, with their subjects: `plan.vcpus-too-few cluster test`.
  var findings: [String] {
    report.findings.map { "\($0.cause.rawValue) \($0.subject.kind.rawValue) \($0.subject.id)" }
  }

  /// The causes that fail, without warnings.
  var failures: [Cause] { report.findings.filter { $0.severity == .failure }.map(\.cause) }

  /// How a rule came out, by the end of its id: `pass`, `fail`, `warn`, `inconclusive`, `skipped`.
  func outcome(_ rule: String) -> String {
    let id = Requirement.ID(rawValue: "preconditions/\(rule)")
    let planned = report.recording.plan.requirements.first { $0.requirement.id == id }?.requirement
    guard let verdict = report.verdicts.first(where: { $0.requirement == id }) else { return "absent" }
    return Standing(verdict, need: planned?.need ?? .required).rawValue
  }

  /// The arithmetic of a rule, by the end of its id.
  func arithmetic(_ rule: String) -> [String] {
    report.verdicts.first { $0.requirement.rawValue == "preconditions/\(rule)" }?.workings.map(\.arithmetic) ?? []
  }

  /// The changes proposed, as `path: from → to`.
  var changes: [String] {
    report.findings.flatMap(\.changes).map { "\($0.path): \($0.from ?? "nothing") → \($0.to ?? "nothing")" }
  }
}
