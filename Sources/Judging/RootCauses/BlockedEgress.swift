import Model

/// An endpoint that no connection gets to. By which of them, if its addresses fail in several ways: the way that says
/// most about who blocks.
struct BlockedEgress: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    return investigation.complaints(
      .connectionProhibited, .connectionRefused, .connectionUnanswered, .connectionUnreachable
    ).grouped(by: \.hostAndPort).compactMap { _, complaints in
      let order: [(Symptom.Code, Cause)] = [
        (.connectionProhibited, .egressProhibited), (.connectionRefused, .egressRejected),
        (.connectionUnanswered, .egressDropped), (.connectionUnreachable, .egressNoRoute),
      ]
      guard let (code, cause) = order.first(where: { code, _ in complaints.contains { $0.code == code } }),
        let told = complaints.first(where: { $0.code == code })
      else { return nil }
      let addresses = (told.facts[.address] ?? "").listed.compactMap(IPAddress.init)
      let isPublic = !addresses.isEmpty && addresses.allSatisfy { !$0.isPrivate(including: ranges) }
      let isMicrosoft = told.endpoint.map { investigation.isMicrosoft($0.role) } ?? false
      let confidence: Finding.Confidence =
        switch cause {
        case .egressProhibited, .egressNoRoute: .proved
        // At a private address the service itself may be gone.
        case .egressDropped: isPublic ? .supported : .suspected
        // Microsoft's public services listen: whoever resets is on the way.
        default: isPublic && isMicrosoft ? .supported : .suspected
        }
      return Suspicion(
        cause: cause, confidence: confidence, subject: .endpoints([told]), complaints: complaints,
        facts: [:].with(.after, told.facts[.after]).with(.reason, told.facts[.reason]))
    }
  }
}
