import Model

/// How well one trait tells failing vantages from passing ones.
struct TraitComparison {
  let trait: Separation.Trait
  /// By vantage; what nobody knows is left out.
  let values: [String: String]
  let failing: [String]
  let passing: [String]

  /// How many counter-examples are kept.
  private static let counterExampleLimit = 20

  /// Whether some of the vantages tell nothing about it.
  var isUntold: Bool { (failing + passing).contains { values[$0] == nil } }

  /// Whether it says nothing: one value for all, or another for each, which names vantages instead of telling them apart.
  /// Of two vantages every difference may be the one.
  private var isIdle: Bool {
    let known = (failing + passing).compactMap { values[$0] }
    let distinct = Set(known).count
    return distinct < 2 || (distinct == known.count && known.count > 2)
  }

  /// The trait as an exact separator: known of everybody, and no value on both sides.
  var exact: Separation.Separator? {
    guard !isUntold, !isIdle else { return nil }
    let (bad, good) = (Set(failing.compactMap { values[$0] }), Set(passing.compactMap { values[$0] }))
    guard bad.isDisjoint(with: good) else { return nil }
    return Separation.Separator(
      trait: trait, failing: bad.sorted(), passing: good.sorted(), agreeing: failing.count + passing.count)
  }

  /// The one value that comes nearest to telling them apart, if it says more than the larger side alone would: most of
  /// the one side have it, and more of that side than of the other.
  var near: Separation.Separator? {
    guard !isIdle else { return nil }
    let byFailing = best(having: failing, lacking: passing).map { (value, right) in
      Separation.Separator(
        trait: trait, failing: [value], passing: [], agreeing: right,
        counterExamples: counterExamples { ($0 == value) == $1 })
    }
    let byPassing = best(having: passing, lacking: failing).map { (value, right) in
      Separation.Separator(
        trait: trait, failing: [], passing: [value], agreeing: right,
        counterExamples: counterExamples { ($0 == value) != $1 })
    }
    guard let byFailing else { return byPassing }
    guard let byPassing, byPassing.agreeing > byFailing.agreeing else { return byFailing }
    return byPassing
  }

  private func best(having side: [String], lacking other: [String]) -> (value: String, right: Int)? {
    let ours = counts(of: side)
    let theirs = counts(of: other)
    let known = (ours.values.reduce(0, +), theirs.values.reduce(0, +))
    guard known.0 > 0, known.1 > 0 else { return nil }
    let candidates = ours.keys.sorted().compactMap { value -> (value: String, right: Int)? in
      let (have, wrong) = (ours[value, default: 0], theirs[value, default: 0])
      let right = have + known.1 - wrong
      guard have * 2 > side.count, have > wrong, right > max(known.0, known.1) else { return nil }
      return (value, right)
    }
    return candidates.enumerated().max { ($0.element.right, -$0.offset) < ($1.element.right, -$1.offset) }?.element
  }

  private func counts(of side: [String]) -> [String: Int] {
    Dictionary(side.compactMap { values[$0] }.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// Those of which a rule is not right; what is not known is not right.
  private func counterExamples(_ isRight: (_ value: String, _ fails: Bool) -> Bool) -> [Separation.CounterExample] {
    let all = failing.map { ($0, true) } + passing.map { ($0, false) }
    let wrong = all.filter { label, fails in values[label].map { !isRight($0, fails) } ?? true }
    return wrong.sorted { $0.0 < $1.0 }.prefix(Self.counterExampleLimit).map { label, fails in
      Separation.CounterExample(vantage: label, value: values[label], fails: fails)
    }
  }
}
