public import Model

/// Puts the reports of several vantages of one deployment together. A function of values: the same reports in any order
/// give the same result.
public struct VantageMerge: Sendable {
  private let catalogOrder: [Requirement.ID: Int]

  public init(catalog: Catalog) {
    catalogOrder = Dictionary(catalog.requirements.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// The merged report. No two of the reports may have the same vantage id and kind; all are of one deployment.
  public func merged(_ reports: [Report], expecting expected: ExpectedVantages = .declared) -> MergedReport {
    precondition(!reports.isEmpty, "there is a report to merge")
    let labels = Self.labels(of: reports.map(\.recording.vantage))
    let sightings = zip(labels, reports).map { MergedReport.Sighting(label: $0, report: $1) }
      .sorted { $0.label < $1.label }
    let missing = expected.missing(among: sightings.map { ($0.label, $0.report.recording) })
    let checks = checks(of: sightings, missing: missing)
    let findings = SharedFindings(sightings: sightings, order: catalogOrder).all
    let separations = Separations(checks: checks, sightings: sightings).all
    let omissions = MergedSummary.omissions(of: checks)
    return MergedReport(
      sightings: sightings, missing: missing, checks: checks, findings: findings, separations: separations,
      splitNames: SplitNames(sightings).all, summary: MergedSummary.summary(of: checks, omissions: omissions),
      omissions: omissions)
  }

  /// How each vantage is called: by its id; with its kind where vantages of two kinds have the same id.
  static func labels(of vantages: [Vantage]) -> [String] {
    let counts = Dictionary(vantages.map { ($0.id, 1) }, uniquingKeysWith: +)
    return vantages.map { counts[$0.id, default: 1] > 1 ? "\($0.id) (\($0.kind.rawValue))" : $0.id }
  }

  // MARK: - Checks

  private func checks(
    of sightings: [MergedReport.Sighting], missing: [MergedReport.MissingVantage]
  ) -> [MergedReport.Check] {
    var checks: [MergedReport.Check] = []
    var places: [Verdict.Key: Int] = [:]
    for sighting in sightings {
      let plan = sighting.report.recording.plan
      let requirements = plan.requirements.map(\.requirement) + plan.omissions.map(\.requirement)
      for (requirement, verdict) in zip(requirements, sighting.report.verdicts) {
        var verdict = verdict
        verdict.vantage = sighting.label
        if let place = places[verdict.key] {
          checks[place].verdicts.append(verdict)
        } else {
          places[verdict.key] = checks.count
          checks.append(
            MergedReport.Check(
              key: verdict.key, requirement: requirement, endpoint: verdict.endpoint, verdicts: [verdict]))
        }
      }
    }
    var merged = withoutPlaceless(checks)
    for index in merged.indices {
      if merged[index].isAboutDeclaration {
        merged[index].verdicts = [Self.best(of: merged[index].verdicts)]
      } else {
        merged[index].verdicts += missing.compactMap { merged[index].verdict(of: $0) }
      }
    }
    let order = merged.indices.sorted { left, right in
      let (a, b) = (catalogOrder[merged[left].key.requirement], catalogOrder[merged[right].key.requirement])
      return (a ?? .max, left) < (b ?? .max, right)
    }
    return order.map { merged[$0] }
  }

  /// The checks without those that stand for one whose host some vantages did not know: that one has their verdicts.
  private func withoutPlaceless(_ checks: [MergedReport.Check]) -> [MergedReport.Check] {
    var checks = checks
    var hosts: [Requirement.ID: [Int]] = [:]
    for (index, check) in checks.enumerated() where check.endpoint != nil {
      hosts[check.key.requirement, default: []].append(index)
    }
    var left: Set<Int> = []
    for (index, check) in checks.enumerated() where check.endpoint == nil {
      guard let others = hosts[check.key.requirement], check.verdicts.allSatisfy(\.isSkipped) else { continue }
      left.insert(index)
      for other in others {
        let known = Set(checks[other].verdicts.map(\.vantage))
        checks[other].verdicts += check.verdicts.filter { !known.contains($0.vantage) }
        checks[other].verdicts.sort { $0.vantage < $1.vantage }
      }
    }
    return checks.indices.filter { !left.contains($0) }.map { checks[$0] }
  }

  /// What a rule about the declared deployment comes to: the first verdict, of those for which there was all data.
  private static func best(of verdicts: [Verdict]) -> Verdict {
    verdicts.first { !$0.isSkipped } ?? verdicts[0]
  }
}

extension MergedReport.Check {
  /// Whether it is a rule about the declared deployment, which is the same from everywhere.
  var isAboutDeclaration: Bool {
    if case .holds = requirement.expectation { true } else { false }
  }

  /// What can be said for a place without a report: nothing, and that is never a pass. `nil` where nobody checks it.
  fileprivate func verdict(of missing: MergedReport.MissingVantage) -> Verdict? {
    guard !verdicts.allSatisfy(\.isSkipped) else { return nil }
    guard requirement.vantages.contains(missing.kind) else {
      return Verdict(
        requirement: key.requirement, endpoint: endpoint, vantage: missing.label,
        outcome: .skipped(reason: .notVisible(from: requirement.vantages)))
    }
    let symptom = Symptom(.vantageMissing, [.name: missing.label, .count: String(missing.count)])
    return Verdict(
      requirement: key.requirement, endpoint: endpoint, vantage: missing.label, outcome: .inconclusive,
      symptoms: [symptom])
  }
}

extension Verdict {
  var isSkipped: Bool {
    if case .skipped = outcome { true } else { false }
  }
}
