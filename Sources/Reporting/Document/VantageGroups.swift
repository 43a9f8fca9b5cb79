internal import Model

/// Vantages with the same column of the matrix: a matrix of thousands of columns tells nothing.
struct VantageGroups {
  private let merged: MergedReport

  init(_ merged: MergedReport) {
    self.merged = merged
  }

  /// Failing groups first, then open ones, then those that pass, places without a report last; the larger before the
  /// smaller.
  var entries: [ReportDocument.VantageGroup] {
    let missing = Set(merged.missing.map(\.label))
    let labels = merged.sightings.map(\.label) + merged.missing.map(\.label)
    let columns = columns
    var order: [Column] = []
    var members: [Column: [String]] = [:]
    for label in labels {
      let column = Column(cells: columns[label] ?? [], isMissing: missing.contains(label))
      if members[column] == nil { order.append(column) }
      members[column, default: []].append(label)
    }
    let groups = order.map { column -> (column: Column, vantages: [String], outcome: Summary.Outcome) in
      (column, (members[column] ?? []).sorted(), outcome(of: column))
    }
    let sorted = groups.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.column.isMissing != b.column.isMissing { return b.column.isMissing }
      if a.outcome != b.outcome { return Self.rank(a.outcome) < Self.rank(b.outcome) }
      if a.vantages.count != b.vantages.count { return a.vantages.count > b.vantages.count }
      return left.offset < right.offset
    }.map(\.element)
    let traits = traits
    return sorted.enumerated().map { index, group in
      ReportDocument.VantageGroup(
        id: Self.name(index), outcome: group.outcome, vantages: group.vantages,
        traits: common(of: group.vantages, traits), isMissing: group.column.isMissing)
    }
  }

  /// `A`, `B`, …, `Z`, `AA`, `AB`.
  static func name(_ index: Int) -> String {
    var name = ""
    var rest = index
    repeat {
      name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }

  // MARK: - Columns

  /// How everything stands at one vantage. What fails for another reason is another column.
  private struct Column: Hashable {
    var cells: [Cell?]
    var isMissing: Bool
  }

  private struct Cell: Hashable {
    var standing: Standing
    var code: Symptom.Code?
  }

  /// By label, one cell for each check that is about vantages.
  private var columns: [String: [Cell?]] {
    let checks = merged.checks.filter(\.isAboutVantages)
    var columns: [String: [Cell?]] = [:]
    for (index, check) in checks.enumerated() {
      for verdict in check.verdicts {
        let standing = Standing(verdict, need: check.requirement.need)
        let code = standing == .pass || standing == .skipped ? nil : verdict.symptoms.first?.code
        columns[verdict.vantage, default: Array(repeating: nil, count: checks.count)][index] = Cell(
          standing: standing, code: code)
      }
    }
    return columns
  }

  private func outcome(of column: Column) -> Summary.Outcome {
    let required = zip(merged.checks.filter(\.isAboutVantages), column.cells).compactMap { check, cell in
      check.requirement.need == .required ? cell?.standing : nil
    }
    if required.contains(.fail) { return .fail }
    let isOpen = required.contains { $0 == .inconclusive || $0 == .blocked }
    return isOpen || column.isMissing || !required.contains { $0 == .pass || $0 == .warn } ? .incomplete : .pass
  }

  private static func rank(_ outcome: Summary.Outcome) -> Int {
    switch outcome {
    case .fail: 0
    case .incomplete: 1
    case .pass: 2
    }
  }

  // MARK: - Traits

  /// The values of the traits that differ between vantages.
  private var traits: [Separation.Trait: [String: String]] {
    var traits: [Separation.Trait: [String: String]] = [:]
    for trait in Separation.Trait.own {
      let known = merged.sightings.compactMap { sighting in
        trait.value(of: sighting.report.recording).map { (sighting.label, $0) }
      }
      guard Set(known.map(\.1)).count > 1 || (!known.isEmpty && known.count < merged.sightings.count) else { continue }
      traits[trait] = Dictionary(uniqueKeysWithValues: known)
    }
    return traits
  }

  private func common(
    of vantages: [String], _ traits: [Separation.Trait: [String: String]]
  ) -> [Separation.Trait: String] {
    traits.compactMapValues { values in
      guard let first = values[vantages[0]], vantages.allSatisfy({ values[$0] == first }) else { return nil }
      return first
    }
  }
}

extension MergedReport.Check {
  /// Whether it may come out differently elsewhere: a rule about the declared deployment may not.
  var isAboutVantages: Bool {
    if case .holds = requirement.expectation { false } else { true }
  }
}
