import Model

/// A private address where the deployment declares no private endpoint.
struct UndeclaredPrivateAddress: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.addressIsPrivate, .addressIsPublic).grouped(by: \.hostAndPort).map { _, complaints in
      // A literal address of the wrong kind is a contradiction within the deployment file, whichever kind it is.
      Suspicion(
        cause: complaints.contains { $0.code == .addressIsPrivate }
          ? .privateLinkUndeclared : .privateLinkZoneNotLinked,
        confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}
