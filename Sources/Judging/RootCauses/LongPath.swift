import Model

/// A way on which every packet is long: by the kernel's own measure, so that no busy service is behind it.
struct LongPath: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.roundTripLong)
    guard let first = complaints.first else { return [] }
    return [
      Suspicion(
        cause: .pathLatency, confidence: .proved,
        subject: Finding.Subject(
          kind: .network, id: "path", detail: complaints.hosts.count == 1 ? first.hostAndPort : "",
          members: Finding.Subject.members(of: complaints)),
        complaints: complaints)
    ]
  }
}
