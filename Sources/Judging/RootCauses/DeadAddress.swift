import Model

/// An endpoint of which some addresses work and others do not, and did not either when they were tried again.
struct DeadAddress: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.addressDead).filter { !investigation.revived($0) }.grouped(by: \.hostAndPort).map {
      _, complaints in
      Suspicion(
        cause: .egressOneAddressDead, confidence: .supported, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}

extension Investigation {
  /// Whether every address of the complaint did better when it was tried again: all that was seen there then went well.
  func revived(_ complaint: Complaint) -> Bool {
    let addresses = Set((complaint.facts[.address] ?? "").listed.compactMap(IPAddress.init))
    let again = trials(.repetition, after: [complaint])
    let reached = again.filter(\.arrived).flatMap(\.evidence.connections).filter(\.value.isConnected)
    let failed = again.flatMap(\.evidence.handshakes).filter { !$0.value.isCompleted }
    return !addresses.isEmpty && addresses.isSubset(of: reached.map(\.value.address.address))
      && addresses.isDisjoint(with: failed.map(\.value.address.address))
  }
}
