import Model

/// What a cluster rule comes to.
struct ClusterAppraisal {
  /// What was compared, in figures.
  var workings: [Working] = []
  /// What breaks the rule, and what is worth a warning.
  var violations: [Sign] = []
  /// What could not be found out.
  var unknowns: [Sign] = []
  var observations: [Observation.ID] = []
  /// Why the rule is about nothing here.
  var skip: Omission.Reason?
  private var gaps: [ClusterGap] = []

  /// What a read brought; without it the rule is not judged.
  mutating func take<Object>(_ listing: ClusterListing<Object>) -> [Object] {
    observations += listing.observations
    if let gap = listing.gap { gaps.append(gap) }
    return listing.objects
  }

  /// What a read brought, if it did; the rule can do without.
  mutating func takeIfKnown<Object>(_ listing: ClusterListing<Object>) -> [Object]? {
    guard listing.gap == nil else { return nil }
    observations += listing.observations
    return listing.objects
  }

  /// Whether something that the rule needs is missing.
  var hasGaps: Bool { !gaps.isEmpty }

  /// Notes a comparison.
  mutating func note(_ path: String, _ arithmetic: String, holds: Bool = true) {
    workings.append(Working(path: path, arithmetic: arithmetic, holds: holds))
  }

  /// Notes that a list was longer than what is kept, where nothing wrong was seen in the rest.
  mutating func noteCut<Object>(_ listing: ClusterListing<Object>, of what: String) {
    guard listing.isCut else { return }
    unknown("only \(listing.objects.count) \(what) are kept")
  }

  mutating func unknown(_ reason: String) {
    unknowns.append(Sign(.noEvidence, [.reason: reason], seenIn: observations))
  }

  /// A violation decides; else a gap; else what is unknown leaves it open.
  func assessment(_ interruption: Recording.Interruption?, apiRule: Requirement.ID?) -> Assessment {
    var assessment = Assessment(outcome: .pass, observations: observations, workings: workings)
    if violations.contains(where: { !$0.isWarning }) {
      assessment.outcome = .fail
      assessment.signs = violations
      return assessment
    }
    if let gap = gaps.first {
      var gapped = Self.assessment(of: gap, interruption, apiRule: apiRule)
      gapped.workings = workings
      // What is seen in spite of the gap is worth saying.
      gapped.signs = violations + gapped.signs
      return gapped
    }
    if !unknowns.isEmpty {
      assessment.outcome = .inconclusive
      assessment.signs = violations + unknowns
    } else if let skip {
      assessment.outcome = .skipped(reason: skip)
    } else {
      assessment.signs = violations
    }
    return assessment
  }

  private static func assessment(
    of gap: ClusterGap, _ interruption: Recording.Interruption?, apiRule: Requirement.ID?
  ) -> Assessment {
    switch gap {
    case .right(let right, let observation):
      let sign = Sign(
        .apiForbidden, [.right: right.description], seenIn: [observation], isWarning: true,
        subject: Finding.Subject(kind: .cluster, id: "", detail: "Kubernetes API"))
      return Assessment(outcome: .skipped(reason: .needsRight(right: right.description)), signs: [sign])
    case .access(let observation):
      guard let apiRule else { return .noEvidence("the Kubernetes API cannot be used") }
      return Assessment(outcome: .blocked(by: [apiRule]), observations: [observation])
    case .failed(let reason, let observation):
      return Assessment(
        outcome: .inconclusive, signs: [Sign(.noEvidence, [.reason: reason], seenIn: [observation])])
    case .unfinished: return .notFinished(interruption)
    case .notRead: return .noEvidence("not read")
    }
  }
}
