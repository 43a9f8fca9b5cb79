import Model

/// Names that the hosts file of the machine sends elsewhere than DNS does. The file is one thing to change, with its lines.
struct OverriddenName: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.complaints(.hostsFileOverrides)
    guard !complaints.isEmpty, let file = investigation.evidence.recording.vantage.hosts else { return [] }
    let places = complaints.flatMap { $0.facts[.place]?.listed ?? [] }.uniqued()
    return [
      Suspicion(
        cause: .dnsHostsFileOverride, confidence: .proved,
        subject: .endpoints(complaints, detail: places.count == 1 ? places[0] : file.path), complaints: complaints,
        facts: [.place: places.joined(separator: ", "), .path: file.path])
    ]
  }
}
