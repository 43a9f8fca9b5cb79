import Model

/// Names that programs here ask for with a search domain behind them first, and that are answered there: they go astray.
/// One domain's wildcard is one finding.
struct CapturedName: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let ndots = investigation.evidence.recording.vantage.search?.ndots ?? 1
    return investigation.complaints(.searchDomainAnswers).grouped { $0.facts[.zone] ?? "" }.map { zone, complaints in
      Suspicion(
        cause: .dnsSearchDomainCapture, confidence: .proved, subject: .endpoints(complaints, detail: zone),
        complaints: complaints, facts: [.zone: zone, .count: String(ndots)])
    }
  }
}
