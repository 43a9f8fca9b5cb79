import Model

/// A router without a pod that is ready: that its Service has no endpoints follows from it.
struct RouterWithoutPods: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let causes = investigation.complaints(.routerMissing, .routerCrashes, .routerNotReady, .routerImageMissing).filter {
      !$0.isWarning
    }
    let consequences = investigation.complaints(.routerWithoutEndpoints, .routerServiceMissing)
    guard let first = causes.first, let cause = first.code.clusterCause, let subject = first.sign.subject,
      !consequences.isEmpty
    else { return [] }
    return [
      Suspicion(
        cause: cause, confidence: .proved, subject: subject,
        complaints: causes.filter { $0.code == first.code } + consequences)
    ]
  }

  /// Where the image's registry is the cause, it is the cause of this, too.
  func consequences(in investigation: Investigation) -> [(complaint: Complaint, of: Int)] {
    let place = investigation.named.firstIndex { suspicion in
      suspicion.complaints.contains { $0.code == .routerImageMissing && !$0.isWarning }
    }
    guard let place else { return [] }
    return investigation.complaints(.routerWithoutEndpoints).map { ($0, place) }
  }
}
