internal import Model

/// The one sentence that answers whether it works.
struct Headline {
  private let document: ReportDocument

  init(_ document: ReportDocument) {
    self.document = document
  }

  /// The sentence, and the mark that goes with it.
  var answer: (sentence: String, standing: Standing) {
    let name = document.deployment.name
    let summary = document.summary
    let inconclusive = document.phases.flatMap(\.requirements).count {
      $0.need == .required && $0.outcome == .inconclusive
    }
    if document.isMerged, let answer = ofSeveral { return answer }
    switch summary.outcome {
    case .fail:
      if let nameservers { return ("\(name) cannot serve reliably: \(nameservers)", .fail) }
      return ("\(name) cannot serve: \(brokenPhase.map(breakage) ?? "a check fails")", .fail)
    case .incomplete:
      guard inconclusive > 0 else {
        return ("Whether \(name) can serve is open: not everything was checked", .inconclusive)
      }
      let checks = Wording.count(inconclusive, "required check is", "required checks are")
      return ("Whether \(name) can serve is open: \(checks) inconclusive", .inconclusive)
    case .pass:
      guard summary.coverage.made > 0 || (summary.counts[.pass] ?? 0) > 0 else {
        return ("Nothing was checked", .skipped)
      }
      let warnings = summary.counts[.warn] ?? 0
      guard warnings == 0 else {
        return ("Everything that was checked works, with \(Wording.count(warnings, "warning"))", .warn)
      }
      return ("Everything that was checked works", .pass)
    }
  }

  /// The phase that the first cause breaks: what nobody notices comes last, though it may be seen first.
  private var brokenPhase: Phase? {
    document.findings.first { $0.severity == .failure }?.firstBrokenPhase ?? document.summary.firstBrokenPhase
  }

  /// What is wrong where nothing fails but some of the nameservers: every name is answered by the others.
  private var nameservers: String? {
    let failing = document.entries.filter { $0.need == .required && [.fail, .blocked].contains($0.outcome) }
    guard !failing.isEmpty, failing.allSatisfy({ $0.expects == .nameserversAnswer }) else { return nil }
    return "not all of its nameservers answer"
  }

  /// What does not work: of the preconditions, it may be the nameservers alone.
  private func breakage(_ phase: Phase) -> String {
    let failing = document.entries.filter { $0.need == .required && $0.outcome == .fail }
    let own = failing.filter { entry in
      document.phases.contains { $0.id == phase && $0.requirements.contains { $0.id == entry.id } }
    }
    let isOfNameservers = phase == .preconditions && !own.isEmpty && own.allSatisfy { $0.expects == .nameserversAnswer }
    return isOfNameservers ? "its nameservers do not answer" : Wording.breakage(phase)
  }

  /// The sentence for several vantages; `nil`: it says no more than that for one.
  private var ofSeveral: (sentence: String, standing: Standing)? {
    let name = document.deployment.name
    let summary = document.summary
    let total = document.heardVantages.count
    let groups = document.matrix?.groups ?? []
    let missing = document.vantages.reduce(0) { $0 + ($1.missing ?? 0) }
    switch summary.outcome {
    case .fail:
      let failing = groups.filter { $0.outcome == .fail }.reduce(0) { $0 + $1.vantages.count }
      // Where nothing fails at a vantage, a rule about the declared deployment does.
      guard failing > 0, let phase = brokenPhase else { return nil }
      let places =
        failing == total ? total == 1 ? "" : " from any of \(total) vantages" : " from \(failing) of \(total) vantages"
      if let nameservers { return ("\(name) cannot serve reliably\(places): \(nameservers)", .fail) }
      return ("\(name) cannot serve\(places): \(breakage(phase))", .fail)
    case .incomplete:
      guard missing > 0 else { return nil }
      let places = "\(missing) of \(Wording.count(total + missing, "place")) gave no report"
      return ("Whether \(name) can serve is open: \(places)", .inconclusive)
    case .pass:
      guard total > 1 else { return nil }
      let warnings = summary.counts[.warn] ?? 0
      let more = warnings == 0 ? "" : ", with \(Wording.count(warnings, "warning"))"
      return ("Everything that was checked works from all \(total) vantages\(more)", warnings == 0 ? .pass : .warn)
    }
  }
}
