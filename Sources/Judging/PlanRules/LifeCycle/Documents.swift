import Model

extension DeclaredPlan {
  /// Each value on which the documents that the deployment was derived from disagree. Which of them is right only the user
  /// can tell, so there is no change to propose.
  func documentsAgree() -> Appraisal {
    guard !deployment.contradictions.isEmpty else { return .nothing(at: "documents") }
    var appraisal = Appraisal()
    for contradiction in deployment.contradictions {
      let claims = contradiction.claims.map { "\($0.value) (\($0.place))" }
      appraisal.compare(
        Working(path: contradiction.path, arithmetic: claims.joined(separator: " ≠ "), holds: false),
        else: Sign(
          .documentsDisagree,
          [.value: contradiction.claims.first?.value ?? "", .names: claims.joined(separator: ", ")], isWarning: true,
          subject: .declared(contradiction.path)))
    }
    return appraisal
  }
}
