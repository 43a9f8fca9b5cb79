import Model

/// What breaks a plan rule is its own cause: the values are declared, and nothing else explains them. What is wrong with
/// one value is one finding.
struct PlanViolation: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.open.filter { $0.sign.symptom.planCause != nil && $0.sign.subject != nil }
      .grouped { complaint in
        [complaint.sign.symptom.planCause?.rawValue ?? "", complaint.sign.subject.map { "\($0.kind) \($0.id)" } ?? ""]
      }
      .compactMap { _, complaints in
        guard let first = complaints.first, let cause = first.sign.symptom.planCause, var subject = first.sign.subject
        else {
          return nil
        }
        subject.members = complaints.flatMap { $0.sign.subject?.members ?? [] }.uniqued().sorted()
        return Suspicion(
          cause: cause, confidence: .proved, subject: subject, complaints: complaints,
          changes: complaints.flatMap(\.sign.changes).uniqued())
      }
  }
}
