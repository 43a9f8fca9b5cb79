import Model

/// A service that answers as itself and not well: too many requests, too slowly, broken; or that takes the request and
/// then breaks off.
struct ServiceTrouble: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(
      .serviceThrottles, .serviceSlow, .responseUnanswered, .serviceFails, .serviceDenies, .responseReset,
      .responseClosed
    )
    return complaints.grouped(by: \.hostAndPort).flatMap { _, ofHost in
      ofHost.grouped { Self.cause(of: $0.code) }.map { cause, complaints in
        let told = complaints.first
        let isTold = told?.facts[.status] != nil || told?.code == .serviceSlow
        return Suspicion(
          cause: cause, confidence: isTold ? .proved : .suspected, subject: .endpoints(complaints),
          complaints: complaints, facts: [:].with(.status, Self.status(of: told)))
      }
    }
  }

  private static func cause(of code: Symptom.Code) -> Cause {
    switch code {
    case .serviceThrottles: .serviceThrottled
    case .serviceSlow, .responseUnanswered: .serviceSlow
    default: .serviceFailing
    }
  }

  /// What stands in for the status of an answer that did not come.
  private static func status(of complaint: Complaint?) -> String? {
    switch complaint?.code {
    case .responseReset: "reset"
    case .responseClosed: "closed"
    default: nil
    }
  }
}
