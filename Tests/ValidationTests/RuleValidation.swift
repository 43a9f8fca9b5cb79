import Model
import TestSupport
import Testing

/// A deployment file judged by one rule of the catalog as it is shipped, as `validate` does it.
struct RuleValidation {
  let text: DeploymentText
  let report: Report
  private let id: Requirement.ID
  private let day: String
  private let rules: Day?
  private let references: References?

  /// - Parameters:
  ///   - id: Without the phase: `traffic`.
  ///   - day: On which it is judged.
  ///   - rules: The day of the rules' edition; `nil`: the newest.
  init(
    _ id: String, of text: DeploymentText, on day: String = "2026-01-31", rules: Day? = nil,
    references: References? = nil
  ) throws {
    self.text = text
    self.id = Requirement.ID(rawValue: "preconditions/\(id)")
    self.day = day
    self.rules = rules
    self.references = references
    report = try Report(
      validating: text.yaml, only: "preconditions/\(id)", rules: rules, on: day, references: references)
  }

  init(
    _ id: String, of keys: DeploymentText.Node, on day: String = "2026-01-31", rules: Day? = nil,
    references: References? = nil
  ) throws {
    try self.init(id, of: DeploymentText(keys), on: day, rules: rules, references: references)
  }

  var verdict: Verdict { report[id] }

  /// `pass`, `warn`, `fail`, `inconclusive`, `skipped`.
  var standing: Standing {
    let planned = report.recording.plan.requirements.first { $0.requirement.id == id }
    return Standing(verdict, need: planned?.requirement.need ?? .required)
  }

  /// Why it is not judged: `notDeclared(services)`, and so on; `nil` where it is.
  var reason: String? {
    guard case .skipped(let reason) = verdict.outcome else { return nil }
    return switch reason {
    case .notDeclared(let path): "declare \(path)"
    case .nothingDeclared(let path): "nothing at \(path)"
    case .dataNotGiven(let option): "give \(option)"
    case .doesNotApply: "does not apply"
    case .notInRules: "other rules"
    default: "\(reason)"
    }
  }

  var arithmetic: [String] { verdict.workings.map(\.arithmetic) }
  var codes: [Symptom.Code] { verdict.symptoms.map(\.code) }
  var causes: [Cause] { report.findings.map(\.cause) }
  var changes: [Change] { report.findings.flatMap(\.changes) }

  /// The changes as lines: `services[0].models: 1001 → 1000`; a dash is nothing.
  var told: [String] { changes.map { "\($0.path): \($0.from ?? "-") → \($0.to ?? "-")" } }

  /// The same rule on the file after the changes that the findings propose.
  func afterChanges() throws -> RuleValidation {
    try RuleValidation(
      id.rawValue.replacing("preconditions/", with: ""), of: text.applying(changes), on: day, rules: rules,
      references: references)
  }
}
