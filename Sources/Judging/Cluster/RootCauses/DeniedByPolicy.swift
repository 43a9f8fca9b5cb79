import Model

/// Network policies that deny what router or models need: connections to the pods that fail from here follow from a policy
/// on the same pods.
struct DeniedByPolicy: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.policyDenies).compactMap { complaint in
      guard let subject = complaint.sign.subject, !complaint.isWarning else { return nil }
      let limited = Set((complaint.facts[.names] ?? "").split(separator: ", ").map(String.init))
      let followers = investigation.complaints(.routerPeerUnreachable, .modelPodUnreachable).filter { other in
        guard complaint.facts[.path] == "ingress" else { return false }
        let pods = (other.facts[.names] ?? "").split(separator: ", ").map(String.init)
        return pods.contains(where: limited.contains)
      }
      return Suspicion(
        cause: .policyDenies, confidence: followers.isEmpty ? .supported : .proved, subject: subject,
        complaints: [complaint] + followers)
    }
  }
}
