import Model

/// Nothing gets out: every connection of the run, to three endpoints or more, stayed without an answer.
struct AllEgressDropped: RootCauseRule {
  /// So many hosts are not blocked one by one.
  private static let enough = 3

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.connectionUnanswered)
    let connections = investigation.evidence.connections
    guard complaints.hosts.count >= Self.enough,
      connections.allSatisfy({ $0.value.isUnanswered || $0.value.isWithoutIPv6 })
    else { return [] }
    return [
      Suspicion(
        cause: .egressAllDropped, confidence: .supported,
        subject: Finding.Subject(
          kind: .network, id: "egress", members: Finding.Subject.members(of: complaints)),
        complaints: complaints)
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
