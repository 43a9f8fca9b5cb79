import Model

/// Finds on what vantages disagree, and what tells those that fail from those that pass.
struct Separations {
  private let checks: [MergedReport.Check]
  private let recordings: [String: Recording]
  /// Each trait's values by label; what nobody knows is left out.
  private let values: [Separation.Trait: [String: String]]

  init(checks: [MergedReport.Check], sightings: [MergedReport.Sighting]) {
    self.checks = checks
    recordings = Dictionary(uniqueKeysWithValues: sightings.map { ($0.label, $0.report.recording) })
    values = Dictionary(
      uniqueKeysWithValues: Separation.Trait.own.map { trait in
        let known = sightings.compactMap { sighting in
          trait.value(of: sighting.report.recording).map { (sighting.label, $0) }
        }
        return (trait, Dictionary(uniqueKeysWithValues: known))
      })
  }

  /// Two sides of a disagreement.
  private struct Sides: Hashable {
    var failing: [String]
    var passing: [String]
    var isWarning: Bool
  }

  /// Each way in which vantages disagree once, with all checks that they disagree on in this way.
  var all: [Separation] {
    var order: [Sides] = []
    var disputed: [Sides: [Verdict.Key]] = [:]
    for check in checks where !check.isAboutDeclaration {
      guard let sides = sides(of: check) else { continue }
      if disputed[sides] == nil { order.append(sides) }
      disputed[sides, default: []].append(check.key)
    }
    let separations = order.map { separation($0, on: disputed[$0] ?? []) }
    return separations.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.isWarning != b.isWarning { return b.isWarning }
      if a.checks.count != b.checks.count { return a.checks.count > b.checks.count }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// Who fails and who passes; where nobody fails, who passes with a warning and who without. `nil`: all agree who could
  /// tell.
  private func sides(of check: MergedReport.Check) -> Sides? {
    let failing = check.verdicts.filter { $0.outcome == .fail }
    let passing = check.verdicts.filter { $0.outcome == .pass }
    if failing.isEmpty {
      let (warned, clean) = (passing.filter { !$0.symptoms.isEmpty }, passing.filter(\.symptoms.isEmpty))
      guard !warned.isEmpty, !clean.isEmpty else { return nil }
      return Sides(failing: warned.map(\.vantage).sorted(), passing: clean.map(\.vantage).sorted(), isWarning: true)
    }
    guard !passing.isEmpty else { return nil }
    return Sides(
      failing: failing.map(\.vantage).sorted(), passing: passing.map(\.vantage).sorted(),
      isWarning: check.requirement.need == .advisory)
  }

  private func separation(_ sides: Sides, on keys: [Verdict.Key]) -> Separation {
    let compared = Separation.Trait.own.map { trait in
      TraitComparison(trait: trait, values: values[trait] ?? [:], failing: sides.failing, passing: sides.passing)
    }
    var exact = compared.compactMap(\.exact)
    if let time = time(of: sides) { exact.append(time) }
    exact = exact.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.failing.count + a.passing.count, left.offset) < (b.failing.count + b.passing.count, right.offset)
    }.map(\.element)
    let near = exact.isEmpty ? compared.compactMap(\.near) : []
    let best = near.enumerated().sorted { left, right in
      (-left.element.agreeing, left.offset) < (-right.element.agreeing, right.offset)
    }.prefix(Self.nearLimit).map(\.element)
    return Separation(
      checks: keys, failing: sides.failing, passing: sides.passing, isWarning: sides.isWarning,
      certainty: !exact.isEmpty ? .exact : best.isEmpty ? .unknown : .suspected,
      separators: exact.isEmpty ? best : exact, untold: compared.filter(\.isUntold).map(\.trait))
  }

  /// How many traits that come near are named.
  private static let nearLimit = 3

  /// So long must lie between the runs of the two sides before time is thought to separate them: what runs together in a
  /// cluster starts within minutes.
  private static let leastGap: Int64 = 5 * 60

  /// Whether one side was looked at before the other: then it may have changed for all meanwhile.
  private func time(of sides: Sides) -> Separation.Separator? {
    func times(_ labels: [String]) -> (first: Timestamp, last: Timestamp)? {
      let times = labels.compactMap { recordings[$0]?.startedAt }.sorted()
      return times.first.flatMap { first in times.last.map { (first, $0) } }
    }
    guard let failing = times(sides.failing), let passing = times(sides.passing) else { return nil }
    let words: (failing: String, passing: String)
    if passing.first.secondsSince1970 - failing.last.secondsSince1970 >= Self.leastGap {
      words = ("until \(failing.last)", "from \(passing.first)")
    } else if failing.first.secondsSince1970 - passing.last.secondsSince1970 >= Self.leastGap {
      words = ("from \(failing.first)", "until \(passing.last)")
    } else {
      return nil
    }
    return Separation.Separator(
      trait: .time, failing: [words.failing], passing: [words.passing],
      agreeing: sides.failing.count + sides.passing.count)
  }
}
