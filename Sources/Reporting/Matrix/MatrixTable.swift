internal import Model

/// The requirements of a merged report against its groups of vantages, as far as there is room for groups.
struct MatrixTable {
  /// One requirement at one endpoint.
  struct Row {
    /// As the first of the vantages has it that checked it.
    var entry: ReportDocument.RequirementEntry
    /// One for each shown group; `nil`: not planned there.
    var cells: [Standing?]
    /// How it stands in the groups that are not shown, by vantages.
    var rest: [Standing: Int]

    /// How it stands at all places that gave a report and could see it.
    fileprivate(set) var standings: Set<Standing>
    /// Whether places without a report would have seen it.
    fileprivate(set) var isOpenElsewhere: Bool

    /// Whether it has something to tell besides what follows from other rows.
    var isNotable: Bool { standings.contains { [.fail, .warn, .inconclusive].contains($0) } }
    /// Whether it was not tried at some places, and passes at the others.
    var isOnlyBlocked: Bool { !isNotable && standings.contains(.blocked) }
    /// Whether it passes wherever it was seen.
    var passes: Bool { standings == [.pass] }
  }

  struct Section {
    var phase: ReportDocument.PhaseEntry
    /// Without the rules about the declared deployment, which are the same from everywhere.
    var rows: [Row]
    var rules: [ReportDocument.RequirementEntry]
  }

  let groups: [ReportDocument.VantageGroup]
  /// Those for which there was no room.
  let hidden: [ReportDocument.VantageGroup]
  let sections: [Section]

  private struct Key: Hashable {
    var id: Requirement.ID
    var subject: ReportDocument.Subject
  }

  /// `limit`: how many groups are shown; where that is fewer than there are, places without a report are shown last all
  /// the same.
  init(_ document: ReportDocument, limit: Int) {
    let all = document.matrix?.groups ?? []
    if all.count > limit, let last = all.last, last.isMissing, limit > 1 {
      groups = Array(all.prefix(limit - 1)) + [last]
      hidden = Array(all[(limit - 1)..<(all.count - 1)])
    } else {
      groups = Array(all.prefix(limit))
      hidden = Array(all.dropFirst(limit))
    }
    let columns = Dictionary(
      groups.enumerated().compactMap { index, group in group.vantages.first.map { ($0, index) } }
    ) { first, _ in first }
    let unheard = Set(all.filter(\.isMissing).flatMap(\.vantages))
    let others = Set(hidden.filter { !$0.isMissing }.flatMap(\.vantages))
    let width = groups.count
    sections = document.phases.map { phase in
      var order: [Key] = []
      var rows: [Key: Row] = [:]
      for entry in phase.requirements where entry.expects != .holds {
        let key = Key(id: entry.id, subject: entry.subject)
        if rows[key] == nil {
          order.append(key)
          rows[key] = Row(
            entry: entry, cells: Array(repeating: nil, count: width), rest: [:], standings: [], isOpenElsewhere: false)
        }
        rows[key]?.take(
          entry, at: columns[entry.vantage], isUnheard: unheard.contains(entry.vantage),
          isHidden: others.contains(entry.vantage))
      }
      return Section(
        phase: phase, rows: order.compactMap { rows[$0] }.filter { !$0.standings.isEmpty || $0.isOpenElsewhere },
        rules: phase.requirements.filter { $0.expects == .holds })
    }
  }

  /// The vantages of a group in few words.
  static func members(_ group: ReportDocument.VantageGroup, limit: Int) -> String {
    group.vantages.listed(limit: limit)
  }
}

extension MatrixTable.Row {
  fileprivate mutating func take(
    _ other: ReportDocument.RequirementEntry, at column: Int?, isUnheard: Bool, isHidden: Bool
  ) {
    if let column { cells[column] = other.outcome }
    if isUnheard {
      isOpenElsewhere = isOpenElsewhere || other.outcome == .inconclusive
      return
    }
    if isHidden { rest[other.outcome, default: 0] += 1 }
    guard other.outcome != .skipped else { return }
    // What stands worst has most to tell.
    if standings.isEmpty || (other.outcome == .fail && entry.outcome != .fail) { entry = other }
    standings.insert(other.outcome)
  }
}
