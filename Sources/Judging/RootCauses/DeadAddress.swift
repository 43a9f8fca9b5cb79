import Model

/// An endpoint of which some addresses work and others do not.
struct DeadAddress: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.addressDead).grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .egressOneAddressDead, confidence: .supported, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}
