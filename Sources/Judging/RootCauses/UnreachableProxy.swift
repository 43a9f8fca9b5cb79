import Model

/// A proxy that has no address or cannot be connected to: one finding for all that goes through it.
struct UnreachableProxy: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.proxyUnreachable, .proxyUnresolved).grouped { $0.facts[.proxy] ?? "" }
      .map { proxy, complaints in
        let isUnresolved = complaints.contains { $0.code == .proxyUnresolved }
        return Suspicion(
          cause: isUnresolved ? .proxyUnresolvable : .proxyUnreachable, confidence: .proved,
          subject: Finding.Subject(kind: .proxy, id: proxy, members: Finding.Subject.members(of: complaints)),
          complaints: complaints)
      }
  }
}
