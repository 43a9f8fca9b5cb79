import Model

/// A network policy that denies this check's own pod what it tries: silence there says nothing of other pods.
struct LimitedChecker: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    guard let pod = ClusterState(investigation.evidence).ownPod else { return [] }
    return investigation.complaints(.policyDenies).compactMap { complaint in
      guard complaint.facts[.names] == pod.id, complaint.facts[.path] == "egress", let subject = complaint.sign.subject
      else { return nil }
      let denied = complaint.facts[.other] ?? ""
      let followers = investigation.complaints(.connectionUnanswered).filter { other in
        guard let endpoint = other.endpoint, let address = other.facts[.address] else { return false }
        return denied.contains("\(endpoint.host) at \(address)")
      }
      guard !followers.isEmpty else { return nil }
      return Suspicion(
        cause: .policyDenies, confidence: .supported, subject: subject, complaints: [complaint] + followers)
    }
  }
}
