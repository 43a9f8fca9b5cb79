internal import Model

// Rules about the declared deployment: many, and mostly kept.
extension TextRenderer {
  /// Whether rules that hold are told in one line: where the report is about more than rules.
  func foldsRules(of phase: ReportDocument.PhaseEntry, in document: ReportDocument) -> Bool {
    options.verbosity != .verbose && phase.requirements.contains { $0.expects == .holds && $0.outcome == .pass }
      && document.phases.contains { $0.requirements.contains { $0.expects != .holds } }
  }

  func foldedRules(_ phase: ReportDocument.PhaseEntry, on page: inout Page) {
    let count = phase.requirements.count { $0.expects == .holds && $0.outcome == .pass }
    page.paragraph(
      "\(Wording.count(count, "rule")) about the declared deployment \(count == 1 ? "holds" : "hold"); "
        + "validate shows the arithmetic",
      after: [Mark.padded(.pass, ascii: options.ascii), (" ", .plain)], style: .faint)
  }

  /// The rules that could not be applied: what would have to be declared, and what data be given. Rules about something
  /// that this deployment does not have are not told one by one.
  func skippedRules(
    _ phase: ReportDocument.PhaseEntry, columns: Columns, shownCommands: inout Set<String>, on page: inout Page
  ) {
    let skipped = phase.requirements.filter { $0.outcome == .skipped && $0.expects == .holds }
    let lead = [Mark.padded(.skipped, ascii: options.ascii), (text: " ", style: Style.plain)]
    let undeclared = skipped.filter { $0.reason?.code == .notDeclared }
    if !undeclared.isEmpty {
      let paths = undeclared.compactMap(\.reason?.path).uniqued()
      let shown = paths.isEmpty ? "more of the deployment" : short(paths, limit: 12)
      page.paragraph(
        "\(Wording.count(undeclared.count, "rule")) not applied: declare \(shown)", after: lead, style: .faint)
    }
    for reason in skipped.filter({ $0.reason?.code == .dataNotGiven }).compactMap(\.reason).uniqued() {
      let names = skipped.filter { $0.reason == reason }.map(\.withoutHost)
      page.paragraph("\(names.joined(separator: ", ")): \(reason.text)", after: lead, style: .faint)
      if let command = reason.command, shownCommands.insert(command).inserted {
        let indent = String(repeating: " ", count: columns.mark + 3)
        for line in CommandWrapping.lines(of: page.safe(command), room: page.width - TextWidth.of(indent)) {
          page.line([(indent, .plain), (line, .faint)])
        }
      }
    }
    let others = skipped.count { $0.reason?.code != .notDeclared && $0.reason?.code != .dataNotGiven }
    if others > 0 {
      page.paragraph(
        "\(Wording.count(others, "rule")) not for this deployment; -v names them", after: lead, style: .faint)
    }
  }

  /// A rule with its arithmetic.
  func rule(_ entry: ReportDocument.RequirementEntry, cause: String?, on page: inout Page) {
    let mark = Mark.padded(entry.outcome, ascii: options.ascii)
    let because = cause.map { page.safe(" → \($0)") } ?? ""
    page.paragraph(
      entry.title + because, after: [mark, (" ", .plain)], style: entry.outcome == .pass ? .plain : .strong)
    let indent = String(repeating: " ", count: TextWidth.of(mark.text) + 1)
    let isVerbose = options.verbosity == .verbose
    if isVerbose {
      let need = entry.need == .advisory ? ", advisory" : ""
      page.paragraph("\(entry.id)\(need)", after: [(indent, .plain)], style: .faint)
    }
    for working in (entry.workings ?? []).prefix(isVerbose ? 100 : 8) {
      page.paragraph(working.arithmetic, after: [(indent, .plain)], style: working.holds ? .faint : .plain)
    }
    // Where nothing is computed, the sentence tells.
    if entry.workings?.isEmpty != false || isVerbose || entry.outcome == .inconclusive {
      for symptom in entry.symptoms.prefix(8) { page.paragraph(symptom.text, after: [(indent, .plain)]) }
    }
    if isVerbose {
      let sources = entry.sources.map(\.rawValue).joined(separator: ", ")
      page.paragraph("sources: \(sources)", after: [(indent, .plain)], style: .faint)
    }
  }
}
