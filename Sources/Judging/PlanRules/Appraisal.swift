import Model

/// What a plan rule comes to for the declared deployment.
struct Appraisal {
  /// The arithmetic, of what holds and of what does not.
  var workings: [Working] = []
  /// What breaks the rule, each with its subject and the smallest change.
  var violations: [Sign] = []
  /// What could not be found out: a size that nobody knows.
  var unknowns: [Sign] = []
  /// What would have to be declared for the rule to be applied, by path.
  var missing: [String] = []

  /// The rule cannot be applied: this is not declared.
  static func notDeclared(_ paths: String...) -> Appraisal {
    Appraisal(missing: paths)
  }

  /// The rule is about something that the deployment does not have (`services`).
  static func nothing(at path: String) -> Appraisal {
    var appraisal = Appraisal()
    appraisal.skip = .nothingDeclared(path: path)
    return appraisal
  }

  /// The rule needs data that only an option can give.
  static func needs(option: String) -> Appraisal {
    var appraisal = Appraisal()
    appraisal.skip = .dataNotGiven(option: option)
    return appraisal
  }

  private var skip: Omission.Reason?

  private init(missing: [String]) {
    self.missing = missing
  }

  init() {}

  /// Notes one comparison, and what breaks the rule if it does not hold.
  mutating func compare(_ working: Working, else violation: @autoclosure () -> Sign) {
    workings.append(working)
    guard !working.holds else { return }
    var sign = violation()
    sign.symptom.facts[.arithmetic] = sign.symptom.facts[.arithmetic] ?? working.arithmetic
    sign.symptom.facts[.path] = sign.symptom.facts[.path] ?? working.path
    violations.append(sign)
  }

  /// Takes another appraisal in.
  mutating func add(_ other: Appraisal) {
    workings += other.workings
    violations += other.violations
    unknowns += other.unknowns
    missing += other.missing
  }

  /// One violation decides; else what is unknown leaves it open; what is not declared at all is not judged.
  var assessment: Assessment {
    let outcome: Verdict.Outcome
    if let skip {
      outcome = .skipped(reason: skip)
    } else if !violations.isEmpty {
      outcome = violations.allSatisfy(\.isWarning) ? .pass : .fail
    } else if !unknowns.isEmpty {
      outcome = .inconclusive
    } else if let path = missing.first {
      outcome = .skipped(reason: .notDeclared(path: path))
    } else {
      outcome = .pass
    }
    return Assessment(outcome: outcome, signs: violations.isEmpty ? unknowns : violations, workings: workings)
  }
}
