import Model

/// Something that the model calls answers with a status that the deployment does not expect of it.
struct UnexpectedStatus: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.statusUnexpected).grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .dependencyStatus, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}
