internal import Model

// A report of several vantages: who stands alike, what separates them, and the matrix.
extension TextRenderer {
  /// What stands before the first cell: at least so many columns.
  private static let leastSubject = 40
  private static let cellWidth = 3

  func matrix(_ document: ReportDocument, on page: inout Page) {
    let room = max(2, (page.width - Self.leastSubject) / Self.cellWidth)
    let isVerbose = options.verbosity == .verbose
    let table = MatrixTable(document, limit: min(room - 1, isVerbose ? 40 : 16))
    legend(table, of: document, on: &page)
    separations(document, on: &page)
    for section in table.sections { self.section(section, of: table, in: document, on: &page) }
  }

  // MARK: - Who

  private func legend(_ table: MatrixTable, of document: ReportDocument, on page: inout Page) {
    let total = document.heardVantages.count
    page.blank()
    let alike = table.groups.count + table.hidden.count == 1 ? "" : ", in groups at which everything stands alike"
    page.paragraph("\(Wording.count(total, "vantage"))\(alike)", style: .strong)
    for group in table.groups {
      let standing = Self.standing(group)
      let mark = cell(standing)
      let members = options.verbosity == .verbose ? 40 : 4
      let count = group.isMissing ? "no report" : "\(group.vantages.count)"
      page.paragraph(
        "\(count)\(Page.glue)· \(group.vantages.listed(limit: members))",
        after: [(group.id.padded(to: 3), .strong), (mark.text + " ", mark.style)])
      let traits = Wording.traits(group)
      if !traits.isEmpty {
        page.paragraph(
          Page.dotted(traits), after: [("     ", .plain)], style: .faint,
          lineLimit: options.verbosity == .verbose ? 20 : 3)
      }
    }
    if !table.hidden.isEmpty {
      let count = table.hidden.reduce(0) { $0 + $1.vantages.count }
      page.paragraph(
        "and \(Wording.count(count, "vantage")) in \(Wording.count(table.hidden.count, "further group")), under +; "
          + "csv and json have each", style: .faint)
    }
  }

  /// How a group stands, as one sign says it.
  static func standing(_ group: ReportDocument.VantageGroup) -> Standing {
    switch group.outcome {
    case .fail: .fail
    case .incomplete: .inconclusive
    case .pass: .pass
    }
  }

  /// The sign of a cell: one column, in ASCII too.
  private func cell(_ standing: Standing?) -> (text: String, style: Style) {
    guard let standing else { return (options.ascii ? "." : "·", .faint) }
    let mark = Mark(standing, ascii: false)
    guard options.ascii else { return (mark.text, mark.style) }
    let text =
      switch standing {
      case .pass: "+"
      case .fail: "F"
      case .warn: "!"
      case .blocked: "x"
      case .inconclusive: "?"
      case .skipped: "-"
      }
    return (text, mark.style)
  }

  // MARK: - What separates them

  private func separations(_ document: ReportDocument, on page: inout Page) {
    let separations = document.matrix?.separations ?? []
    guard !separations.isEmpty else { return }
    page.blank()
    page.paragraph("What separates failing from passing vantages", style: .strong)
    let limit = options.verbosity == .verbose ? 100 : 5
    for separation in separations.prefix(limit) {
      let lead = separation.id.padded(to: 4)
      let indent = String(repeating: " ", count: TextWidth.of(lead))
      let style: Style = separation.severity == .failure ? .bad : .caution
      page.paragraph(Wording.headline(separation), after: [(lead, style)], style: .strong)
      page.paragraph(separation.text, after: [(indent, .plain)])
      let names = options.verbosity == .verbose ? 40 : 4
      let verb = separation.severity == .failure ? "Fails at" : "Warns at"
      page.paragraph(
        separation.failing.listed(limit: names), after: [(indent, .plain), (verb.padded(to: 10), .faint)])
      page.paragraph(
        separation.passing.listed(limit: names), after: [(indent, .plain), ("Passes at".padded(to: 10), .faint)])
      let checks = separation.checks.map { check in
        check.endpoint.map { "\(check.id) (\($0))" } ?? check.id.rawValue
      }
      page.paragraph(checks.listed(limit: names), after: [(indent, .plain), ("Checks".padded(to: 10), .faint)])
    }
    let more = separations.count - limit
    if more > 0 { page.line([("and \(more) more; -v shows them", .faint)]) }
  }

  // MARK: - The matrix

  private func section(
    _ section: MatrixTable.Section, of table: MatrixTable, in document: ReportDocument, on page: inout Page
  ) {
    let isVerbose = options.verbosity == .verbose
    let rules = section.rules
    guard !section.rows.isEmpty || !rules.isEmpty else { return }
    page.blank()
    let shown = section.rows.filter { isVerbose || $0.isNotable }
    let cells = table.groups.map(\.id) + (table.hidden.isEmpty ? [] : ["+"])
    let width = page.width - cells.count * Self.cellWidth
    let title = page.safe(section.phase.title)
    let ids = shown.isEmpty ? [] : cells.map { ($0.paddedLeft(to: Self.cellWidth), Style.faint) }
    page.line([(title.padded(to: width), .strong)] + ids)
    folded(rules, on: &page)
    let widestCheck = shown.map { TextWidth.of(Wording.check($0.entry.expects)) }.max() ?? 0
    let subjects = ShortNames(
      shown.map { page.safe(Self.matrixSubject($0.entry)) }, room: width - widestCheck - 2, ellipsis: page.ellipsis)
    for row in shown { self.row(row, subjects, width: width, of: table, in: document, on: &page) }
    guard !isVerbose else { return }
    let passing = section.rows.count(where: \.passes)
    let blocked = section.rows.count(where: \.isOnlyBlocked)
    let unseen = section.rows.count { $0.standings.isEmpty }
    let everywhere = table.groups.contains(where: \.isMissing) ? "wherever a report came from" : "at all that see it"
    for (count, standing, words) in [
      (passing, Standing.pass, "passes|pass"), (blocked, .blocked, "is blocked somewhere|are blocked somewhere"),
      (unseen, .inconclusive, "is open|are open"),
    ] where count > 0 {
      let verb = words.split(separator: "|")[count == 1 ? 0 : 1]
      let rest = standing == .pass ? " \(everywhere)" : standing == .blocked ? ", and fails nowhere" : ""
      page.paragraph(
        "\(Wording.count(count, "check")) \(verb)\(rest)", after: [cell(standing), (" ", .plain)], style: .faint)
    }
  }

  /// The rules about the declared deployment: those that do not hold are causes too, and told there.
  private func folded(_ rules: [ReportDocument.RequirementEntry], on page: inout Page) {
    let judged = rules.filter { $0.outcome != .skipped }
    guard !judged.isEmpty else { return }
    let broken = judged.filter { $0.outcome != .pass }
    for rule in broken { page.paragraph(rule.title, after: [cell(rule.outcome), (" ", .plain)]) }
    let kept = judged.count - broken.count
    if kept > 0 {
      page.paragraph(
        "\(Wording.count(kept, "rule")) about the declared deployment \(kept == 1 ? "holds" : "hold")",
        after: [cell(.pass), (" ", .plain)], style: .faint)
    }
  }

  private func row(
    _ row: MatrixTable.Row, _ subjects: ShortNames, width: Int, of table: MatrixTable, in document: ReportDocument,
    on page: inout Page
  ) {
    let check = Wording.check(row.entry.expects)
    let subject = subjects[page.safe(Self.matrixSubject(row.entry))]
    var pieces: [(text: String, style: Style)] = [
      (subject, .plain), (" " + check, .faint),
      (String(repeating: " ", count: max(0, width - TextWidth.of(subject) - 1 - TextWidth.of(check))), .plain),
    ]
    for standing in row.cells {
      let mark = cell(standing)
      pieces.append((mark.text.paddedLeft(to: Self.cellWidth), mark.style))
    }
    if !table.hidden.isEmpty {
      let worst: [Standing] = [.fail, .blocked, .inconclusive, .warn, .pass, .skipped]
      let mark = cell(worst.first { row.rest[$0] != nil })
      pieces.append((mark.text.paddedLeft(to: Self.cellWidth), mark.style))
    }
    page.line(pieces)
    let cause = row.entry.finding(in: document.findings)?.id
    if row.entry.outcome != .pass, !row.entry.seen.isEmpty {
      let because = cause.map { " → \($0)" } ?? ""
      let group = table.groups.first { $0.vantages.contains(row.entry.vantage) }.map { "\($0.id): " } ?? ""
      page.paragraph(
        group + row.entry.seen + because, after: [("  ", .plain)], style: .faint,
        lineLimit: options.verbosity == .verbose ? 20 : 2)
    }
  }

  /// Host and port; 443 goes without saying.
  private static func matrixSubject(_ entry: ReportDocument.RequirementEntry) -> String {
    guard let host = entry.subject.host else { return entry.withoutHost }
    guard entry.place != host, let port = entry.subject.port, port != 443 else { return host }
    return entry.place
  }
}
