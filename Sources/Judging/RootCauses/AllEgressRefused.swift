import Model

/// Nothing gets out: every connection of the run to a public address, of three hosts or more, was refused, or every one
/// was prohibited by ICMP. A rule that refuses by default is one thing to change.
struct AllEgressRefused: RootCauseRule {
  /// So many hosts are not refused one by one.
  private static let enough = 3

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let ranges = investigation.evidence.recording.deployment.network.privateRanges
    func isOutside(_ address: IPAddress) -> Bool { !address.isPrivate(including: ranges) }
    let steps = investigation.evidence.recording.plan.steps.filter { $0.origin == nil }.map(\.id)
    let outside = investigation.evidence.evidence(of: steps).connections.map(\.value).filter { connection in
      (isOutside(connection.address.address) || connection.isToProxy) && !connection.isWithoutWay
    }
    return [(Symptom.Code.connectionRefused, Cause.egressRejected), (.connectionProhibited, .egressProhibited)]
      .compactMap { code, cause in
        guard outside.allSatisfy({ $0.endedAs(code) }) else { return nil }
        let complaints = investigation.complaints(code).filter { complaint in
          (complaint.facts[.address] ?? "").listed.compactMap(IPAddress.init).contains(where: isOutside)
        }
        guard complaints.hosts.count >= Self.enough else { return nil }
        let hosts = Set(complaints.map(\.hostAndPort))
        // An address of IPv6 that there is no way to stands beside the one that refuses.
        let beside = investigation.complaints(.connectionUnreachable).filter { hosts.contains($0.hostAndPort) }
        return Suspicion(
          cause: cause, confidence: cause == .egressProhibited ? .proved : .supported,
          subject: Finding.Subject(kind: .network, id: "egress", members: Finding.Subject.members(of: complaints)),
          complaints: complaints + beside,
          facts: [:].with(.reason, complaints.first?.facts[.reason]))
      }
  }
}

extension Connection {
  /// Whether this machine has no way to such addresses at all, as it has none over IPv6 without an address of its own.
  fileprivate var isWithoutWay: Bool {
    guard address.address.family == .ipv6 else { return false }
    return switch ending {
    case .unreachable(.network, _), .notTried: true
    case .connected, .refused, .unreachable, .unanswered: false
    }
  }

  fileprivate func endedAs(_ code: Symptom.Code) -> Bool {
    switch ending {
    case .refused: code == .connectionRefused
    case .unreachable(.prohibited, _): code == .connectionProhibited
    case .connected, .unreachable, .unanswered, .notTried: false
    }
  }
}
