import Model

/// A nameserver that answers with an address that no service has, as filters do. All names that are sent to one such
/// address are one filter's work.
struct Sinkhole: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.complaints(.sinkholeAddress).grouped { $0.facts[.nameserver] ?? "" }.map { _, complaints in
      Suspicion(
        cause: .dnsSinkhole, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
    }
  }
}
