import Model

/// Nothing gets out: every connection of the run to a public address, of three hosts or more, stayed without an answer.
/// What is inside may well answer; where no private endpoint does either, it is the same fault.
struct AllEgressDropped: RootCauseRule {
  /// So many hosts are not blocked one by one.
  private static let enough = 3

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    func isInside(_ address: IPAddress) -> Bool { address.isPrivate(including: ranges) }

    // Pods and router instances are in the cluster itself: that they answer says nothing about the way out of it.
    let steps = investigation.evidence.recording.plan.steps.filter { step in
      guard step.origin == nil else { return false }
      guard case .reach(let endpoint, _, _) = step.probe, case .address(let address) = endpoint.host else {
        return true
      }
      return !isInside(address)
    }
    let seen = investigation.evidence.evidence(of: steps.map(\.id)).connections
    // A neighbor on the same link, such as Azure's instance metadata, is nobody's egress (RFC 3927 section 2.7).
    let connections = seen.map(\.value).filter { !$0.isWithoutIPv6 && !$0.address.address.isLinkLocal }
    let inside = connections.filter { isInside($0.address.address) && !$0.isToProxy }
    let outside = connections.filter { !isInside($0.address.address) || $0.isToProxy }
    guard outside.allSatisfy(\.isUnanswered) else { return [] }

    let silent = investigation.complaints(.connectionUnanswered)
    func goesOut(_ complaint: Complaint) -> Bool {
      !(complaint.facts[.address] ?? "").listed.compactMap(IPAddress.init).allSatisfy(isInside)
    }
    guard silent.filter(goesOut).hosts.count >= Self.enough else { return [] }
    let isInsideToo = inside.allSatisfy(\.isUnanswered)
    let complaints = (silent + investigation.complaints(.datagramUnanswered)).filter { complaint in
      goesOut(complaint) || (isInsideToo && complaint.endpoint?.host.name != nil)
    }
    return [
      Suspicion(
        cause: .egressAllDropped, confidence: .supported,
        subject: Finding.Subject(
          kind: .network, id: "egress", members: Finding.Subject.members(of: complaints)),
        complaints: complaints, evidenceFor: seen.filter(\.value.isConnected).map(\.id))
    ]
  }
}

extension Connection {
  fileprivate var isUnanswered: Bool {
    if case .unanswered = ending { true } else { false }
  }

  /// Whether it failed because this machine has no IPv6.
  fileprivate var isWithoutIPv6: Bool {
    guard address.address.family == .ipv6 else { return false }
    return switch ending {
    case .unreachable(.network, _), .notTried: true
    case .connected, .refused, .unreachable, .unanswered: false
    }
  }
}
