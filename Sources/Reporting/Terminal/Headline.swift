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
    switch summary.outcome {
    case .fail:
      return ("\(name) cannot serve: \(summary.firstBrokenPhase.map(Wording.breakage) ?? "a check fails")", .fail)
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
}
