internal import Model

/// What a phase shows in one line until it is unfolded: rules that hold, where the report is about more than rules, and
/// what is not checked, where it is much. What fails, warns, blocks or is open is never folded.
struct Folds {
  /// Where a requirement's row goes.
  enum Place {
    case holding, shown, skipped
  }

  /// The rows of a phase by where they go, each in the order of the report.
  struct Rows {
    var holding: [Markup] = []
    var shown: [Markup] = []
    var skipped: [Markup] = []

    mutating func append(_ row: Markup, to place: Place) {
      switch place {
      case .holding: holding.append(row)
      case .shown: shown.append(row)
      case .skipped: skipped.append(row)
      }
    }
  }

  /// How many of a kind stand in the open; more are folded.
  private static let openRows = 3

  private let skipped: [ReportDocument.RequirementEntry]
  private let foldsHolding: Bool
  private var foldsSkipped: Bool { skipped.count > Self.openRows }

  init(_ phase: ReportDocument.PhaseEntry, in document: ReportDocument) {
    skipped = phase.requirements.filter { $0.outcome == .skipped }
    let holding = phase.requirements.count { $0.expects == .holds && $0.outcome == .pass }
    let isAboutMore = document.phases.contains { $0.requirements.contains { $0.expects != .holds } }
    foldsHolding = isAboutMore && holding > Self.openRows
  }

  func place(of entry: ReportDocument.RequirementEntry) -> Place {
    switch entry.outcome {
    case .pass where foldsHolding && entry.expects == .holds: .holding
    case .skipped where foldsSkipped: .skipped
    case .pass, .fail, .warn, .blocked, .inconclusive, .skipped: .shown
    }
  }

  /// The rows, those that are folded before and behind the others.
  func markup(_ rows: Rows) -> Markup {
    let holding = Self.fold(
      .pass, "\(Wording.count(rows.holding.count, "rule")) about the declared deployment hold", rows.holding)
    let skipped = Self.fold(.skipped, whySkipped, rows.skipped)
    return .joined(holding + rows.shown + skipped, by: "\n")
  }

  private static func fold(_ standing: Standing, _ summary: String, _ rows: [Markup]) -> [Markup] {
    guard !rows.isEmpty else { return [] }
    return [
      """
      <details class="fold" data-outcome="\(standing.rawValue)">
      <summary><span class="outcome">\(HTMLRenderer.badge(standing))</span><span>\(summary)</span></summary>
      \(Markup.joined(rows, by: "\n"))
      </details>
      """
    ]
  }

  /// `18 need values that are not declared; 25 do not concern this deployment`.
  private var whySkipped: String {
    func count(_ codes: Set<ReportDocument.ReasonEntry.Code>) -> Int {
      skipped.count { entry in entry.reason.map { codes.contains($0.code) } ?? false }
    }
    let undeclared = count([.notDeclared])
    let withoutData = count([.dataNotGiven])
    let unproved = count([.credentialNotDeclared, .variableNotSet])
    let foreign = count([.doesNotApply, .notInCloud, .notInRules, .nothingDeclared, .nothingFound])
    let others = skipped.count - undeclared - withoutData - unproved - foreign
    return [
      (undeclared, undeclared == 1 ? "needs a value that is not declared" : "need values that are not declared"),
      (withoutData, withoutData == 1 ? "needs data that only you can give" : "need data that only you can give"),
      (unproved, unproved == 1 ? "needs a credential" : "need credentials"),
      (foreign, foreign == 1 ? "does not concern this deployment" : "do not concern this deployment"),
      (others, others == 1 ? "for another reason" : "for other reasons"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: "; ")
  }
}
