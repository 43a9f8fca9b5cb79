import Model

/// A way that carries too little for an image to arrive in time. That one connection is slow does not prove that several
/// together are: unless the largest part alone takes too long, it is suspected only.
struct SlowPath: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.transferSlow).grouped(by: \.hostAndPort).map { _, complaints in
      Suspicion(
        cause: .pathSlow, confidence: complaints.contains { $0.facts[.reason] != nil } ? .supported : .suspected,
        subject: Finding.Subject(kind: .network, id: "path", detail: complaints.first?.hostAndPort ?? ""),
        complaints: complaints)
    }
  }
}
