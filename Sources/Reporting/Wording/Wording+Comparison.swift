internal import Model

extension Wording {
  /// What is new since the baseline: `2 required checks fail that did not on 2026-01-31: …; 1 fixed`; `nil`: there is none.
  static func baseline(of document: ReportDocument) -> String? {
    guard let baseline = document.baseline else { return nil }
    let then = day(of: baseline, in: document)
    var parts: [String] = []
    if baseline.newlyFailing.isEmpty {
      parts.append("nothing fails that did not on \(then)")
    } else {
      let checks = count(baseline.newlyFailing.count, "required check fails", "required checks fail")
      let names = baseline.newlyFailing.prefix(5).map(\.rawValue).joined(separator: ", ")
      let more = baseline.newlyFailing.count > 5 ? " +\(baseline.newlyFailing.count - 5)" : ""
      parts.append("\(checks) that did not on \(then): \(names)\(more)")
    }
    if !baseline.fixed.isEmpty { parts.append("\(baseline.fixed.count) fixed") }
    if !baseline.stillFailing.isEmpty { parts.append("\(baseline.stillFailing.count) still failing") }
    return parts.joined(separator: "; ")
  }

  /// `known since the baseline of 2026-01-31`, `new since …`; `nil`: there is no baseline, or it is nothing that fails.
  static func since(_ since: ReportDocument.SinceBaseline?, in document: ReportDocument) -> String? {
    guard let since, let baseline = document.baseline else { return nil }
    return "\(since.rawValue) since the baseline of \(day(of: baseline, in: document))"
  }

  /// When the baseline was gathered; to the second where that was on the same day.
  private static func day(of baseline: ReportDocument.BaselineEntry, in document: ReportDocument) -> String {
    let day = "\(baseline.startedAt.day)"
    guard baseline.startedAt.day == document.startedAt.day else { return day }
    return "\(day) at \(baseline.startedAt.description.dropFirst(11).dropLast()) UTC"
  }

  /// What the report's exit status says.
  static func exitStatus(of document: ReportDocument) -> String {
    let summary = document.summary
    // A failure that the baseline had too may have been left out of the status.
    let isOnlyOld = summary.exitStatus == 0 && summary.outcome == .fail && document.baseline != nil
    return isOnlyOld
      ? "nothing fails that did not in the baseline" : exitStatus(summary.exitStatus, isOpen: document.hasOpenChecks)
  }

  /// The one sentence that says what a comparison comes to.
  static func headline(_ comparison: ReportComparison) -> (sentence: String, standing: Standing) {
    let summary = comparison.summary
    if summary.isWorse {
      let checks = count(summary.newlyFailing, "required check fails", "required checks fail")
      return ("\(checks) that did not before", .fail)
    }
    if comparison.isEmpty { return ("Nothing changed", .pass) }
    if summary.fixed > 0 {
      return ("Nothing got worse; \(count(summary.fixed, "check is", "checks are")) fixed", .pass)
    }
    return ("Nothing fails that did not before", .pass)
  }

  /// A group of requirements as a heading.
  static func title(_ kind: ReportComparison.RequirementChange.Kind) -> String {
    switch kind {
    case .newlyFails: "Newly failing"
    case .stillFails: "Still failing"
    case .fixed: "Fixed"
    case .noLongerSeen: "Failed before, not known now"
    case .differs: "Otherwise different"
    }
  }

  static func title(_ kind: ReportComparison.FindingChange.Kind) -> String {
    switch kind {
    case .new: "new"
    case .persists: "persists"
    case .gone: "gone"
    }
  }

  /// Whose changes follow.
  static func title(_ owner: ReportComparison.Owner) -> String {
    switch owner {
    case .network: "Changed in the network"
    case .deployment: "Changed in the deployment file"
    case .catalog: "Changed in the catalog of checks"
    case .tool: "Changed in the tool"
    case .vantage: "Changed in where it was seen from"
    }
  }

  /// Who changes it, as part of a sentence.
  static func name(_ owner: ReportComparison.Owner) -> String {
    switch owner {
    case .network: "the network"
    case .deployment: "the deployment file"
    case .catalog: "the catalog of checks"
    case .tool: "the tool"
    case .vantage: "where it was seen from"
    }
  }

  /// `14 changes in the network, 1 change in the deployment file.`
  static func whoseChanges(_ comparison: ReportComparison) -> String {
    let parts = ReportComparison.Owner.allCases.compactMap { owner -> String? in
      let changes = comparison.summary.changes[owner] ?? 0
      return changes > 0 ? "\(count(changes, "change")) in \(name(owner))" : nil
    }
    return parts.isEmpty
      ? "Network, deployment file, catalog and tool are the same." : parts.joined(separator: ", ") + "."
  }

  /// One of two reports in a line.
  static func side(_ side: ReportComparison.Side) -> [String] {
    [
      side.deployment, side.startedAt.description,
      "from \(side.vantages.count > 8 ? side.vantages.listed(limit: 7) : list(side.vantages, last: "and"))",
      "\(side.outcome.rawValue)", "version \(side.toolVersion)", "catalog \(side.catalogDigest)",
    ]
  }

  /// `pass → fail`; `not in the report` where it is not.
  static func standings(_ change: ReportComparison.RequirementChange) -> String {
    "\(change.old?.rawValue ?? "not there") → \(change.new?.rawValue ?? "not there")"
  }
}
