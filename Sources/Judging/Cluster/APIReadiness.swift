import Model

extension ClusterRules {
  /// The API server says of itself that it is ready, with each of its own checks.
  func serverReady() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let found = appraisal.take(state.readiness)
    guard !appraisal.hasGaps else { return appraisal }
    guard let readiness = found.first else {
      // Kubernetes has it from 1.16 on.
      appraisal.skip = .nothingFound(kind: "GET /readyz")
      return appraisal
    }
    let names = readiness.failing.isEmpty ? "it does not say what" : Self.list(readiness.failing)
    appraisal.note("cluster", readiness.isReady ? "/readyz = 200" : "/readyz ≠ 200: \(names)", holds: readiness.isReady)
    if !readiness.isReady {
      appraisal.violations.append(
        Sign(
          .serverNotReady, [.names: names, .count: String(readiness.failing.count)], seenIn: appraisal.observations,
          subject: api))
    }
    return appraisal
  }
}
