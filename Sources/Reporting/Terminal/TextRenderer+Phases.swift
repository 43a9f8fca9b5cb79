internal import Model

extension TextRenderer {
  /// What was seen, phase by phase, one line a requirement.
  func phases(_ document: ReportDocument, on page: inout Page) {
    let columns = Columns(document, options: options, page: page)
    var shownCommands: Set<String> = []
    for phase in document.phases {
      page.blank()
      header(phase, on: &page)
      let folds = Self.foldsBlocked(phase, options: options)
      var isFolded = false
      let foldsRules = self.foldsRules(of: phase, in: document)
      if foldsRules { foldedRules(phase, on: &page) }
      for entry in phase.requirements where entry.outcome != .skipped {
        if foldsRules, entry.expects == .holds, entry.outcome == .pass { continue }
        if folds, entry.outcome == .blocked {
          if !isFolded { foldedBlocked(phase, columns: columns, findings: document.findings, on: &page) }
          isFolded = true
        } else {
          line(entry, columns: columns, findings: document.findings, on: &page)
          if options.verbosity == .verbose { byHand(entry, in: document, indent: columns.mark + 1, on: &page) }
        }
      }
      skipped(phase, columns: columns, shownCommands: &shownCommands, on: &page)
    }
  }

  /// Where the columns of requirement lines begin and end.
  struct Columns {
    let mark: Int
    let subject: Int
    /// The word for the check; 0: there is no room for it.
    let check: Int
    let time: Int
    let seen: Int
    /// The subjects in the room that they have.
    let subjects: ShortNames

    init(_ document: ReportDocument, options: TextOptions, page: Page) {
      let shown = document.phases.flatMap { phase in
        let folds = TextRenderer.foldsBlocked(phase, options: options)
        return phase.requirements.filter {
          $0.outcome != .skipped && !(folds && $0.outcome == .blocked) && !$0.expects.isRule
        }
      }
      mark = Mark.width(ascii: options.ascii)
      time = max(6, shown.map { TextWidth.of(TextRenderer.time($0)) }.max() ?? 0)
      let names = shown.map { page.safe(TextRenderer.subject($0)) }
      let widest = names.map { TextWidth.of($0) }.max() ?? 0
      check =
        options.width < 60 ? 0 : shown.map { TextWidth.of(page.safe(Wording.check($0.expects))) }.max() ?? 0
      let room = options.width - mark - 1 - 1 - (check == 0 ? 0 : check + 1) - 1 - time
      // What was seen gets what it needs, up to nearly half; long host names share the rest.
      let widestSeen = shown.map { TextWidth.of(page.safe($0.seen)) }.max() ?? 0
      subject = min(max(16, widest), room - min(max(20, widestSeen), room * 47 / 100))
      seen = room - subject
      subjects = ShortNames(names, room: subject, ellipsis: page.ellipsis)
    }

    /// What stands before the column of what was seen.
    var indent: Int { mark + 1 + subject + 1 + (check == 0 ? 0 : check + 1) }
  }

  private func header(_ phase: ReportDocument.PhaseEntry, on page: inout Page) {
    let counts = Standing.allCases.compactMap { standing -> String? in
      let count = phase.requirements.count { $0.outcome == standing }
      return count == 0 ? nil : "\(count) \(standing.rawValue)"
    }
    let title = page.safe(phase.title)
    let right = page.safe(Page.dotted(counts))
    let gap = page.width - TextWidth.of(title) - TextWidth.of(right)
    if gap >= 2 {
      page.line([(title, .strong), (String(repeating: " ", count: gap), .plain), (right, .faint)])
    } else {
      page.paragraph(phase.title, style: .strong)
    }
  }

  private func line(
    _ entry: ReportDocument.RequirementEntry, columns: Columns, findings: [ReportDocument.FindingEntry],
    on page: inout Page
  ) {
    let cause = entry.finding(in: findings)?.id
    if entry.expects.isRule { return rule(entry, cause: cause, on: &page) }
    var seen = entry.outcome == .blocked ? blocked(entry, findings: findings) : entry.seen
    if seen.isEmpty { seen = entry.symptoms.first?.text ?? "nothing was seen" }
    var shown = page.safe(Page.dotted(seen.split(separator: " · ").map(String.init)))
    if let cause { shown += page.safe("\(Page.glue)→\(Page.glue)\(cause)") }
    if entry.sinceBaseline == .new { shown += page.safe("\(Page.glue)· new") }
    let time = Self.time(entry)
    // Without a time, its column is free.
    let room = time.isEmpty ? page.width - columns.indent : columns.seen
    let parts = page.wrapped(shown, to: room, lineLimit: options.verbosity == .verbose ? 20 : 3)
    let style: Style = entry.outcome == .blocked ? .faint : .plain
    let subject = columns.subjects[page.safe(Self.subject(entry))]
    page.line([
      Mark.padded(entry.outcome, ascii: options.ascii), (" ", .plain),
      (subject.padded(to: columns.subject + 1), .plain),
      (columns.check == 0 ? "" : Wording.check(entry.expects).padded(to: columns.check + 1), .faint),
      (parts[0].padded(to: columns.seen + 1), style), (time.paddedLeft(to: columns.time), .faint),
    ])
    for part in parts.dropFirst() {
      page.line([(String(repeating: " ", count: columns.indent), .plain), (part, style)])
    }
    details(entry, isExplained: cause != nil, columns: columns, on: &page)
  }

  /// The sentences of what no cause explains; for verbose readers all there is.
  private func details(
    _ entry: ReportDocument.RequirementEntry, isExplained: Bool, columns: Columns, on page: inout Page
  ) {
    let lead = [(text: String(repeating: " ", count: columns.mark + 1), style: Style.plain)]
    let isVerbose = options.verbosity == .verbose
    if isVerbose {
      let need = entry.need == .advisory ? ", advisory" : ""
      page.paragraph("\(entry.title) (\(entry.id)\(need))", after: lead, style: .faint)
    }
    if isVerbose || (!isExplained && entry.outcome != .blocked && !entry.seen.isEmpty) {
      for symptom in entry.symptoms.prefix(isVerbose ? 50 : 3) { page.paragraph(symptom.text, after: lead) }
    }
    if isVerbose, !entry.blockedBy.isEmpty {
      page.paragraph("blocked by " + short(entry.blockedBy.map(\.rawValue), limit: 20), after: lead, style: .faint)
    }
    if isVerbose, !entry.observations.isEmpty {
      page.paragraph(entry.observations.map(\.rawValue).joined(separator: " "), after: lead, style: .faint)
    }
  }

  /// Those not checked, one line for each reason.
  private func skipped(
    _ phase: ReportDocument.PhaseEntry, columns: Columns, shownCommands: inout Set<String>, on page: inout Page
  ) {
    let isVerbose = options.verbosity == .verbose
    if !isVerbose { skippedRules(phase, columns: columns, shownCommands: &shownCommands, on: &page) }
    let entries = phase.requirements.filter { $0.outcome == .skipped && (isVerbose || $0.expects != .holds) }
    for reason in entries.map(\.reason).uniqued() {
      let own = entries.filter { $0.reason == reason }
      let roles = own.map(\.subject.role.rawValue).uniqued()
      let shown = roles.count > 2 ? "\(roles[0]) +\(roles.count - 1)" : roles.joined(separator: ", ")
      let subject = TextWrapping.cut(page.safe(shown), to: columns.subject, ellipsis: page.ellipsis)
      page.paragraph(
        reason?.text ?? "not checked",
        after: [
          Mark.padded(.skipped, ascii: options.ascii), (" ", .plain),
          (subject.padded(to: columns.subject + 1), .faint),
        ], style: .faint)
      if let command = reason?.command, shownCommands.insert(command).inserted {
        let indent = String(repeating: " ", count: columns.mark + 1 + 2)
        for line in CommandWrapping.lines(of: page.safe(command), room: page.width - TextWidth.of(indent)) {
          page.line([(indent, .plain), (line, .faint)])
        }
      }
      // Who left them out knows which.
      if options.verbosity == .verbose, reason?.code != .notSelected {
        let lead = [(text: String(repeating: " ", count: columns.mark + 1), style: Style.plain)]
        page.paragraph(own.map(\.id.rawValue).joined(separator: ", "), after: lead, style: .faint)
      }
    }
  }

  /// Host and port; 443 goes without saying, since the check's word tells what is asked of the host.
  private static func subject(_ entry: ReportDocument.RequirementEntry) -> String {
    guard let host = entry.subject.host else {
      return entry.withoutHost
    }
    switch entry.expects {
    case .nameserversAnswer, .resolves, .addresses, .holds, .found: return host
    case .accepts, .handshakes, .answers, .converses:
      guard let port = entry.subject.port, port != 443 else { return host }
      return Host(host)?.withPort(port) ?? "\(host):\(port)"
    }
  }

  private static func time(_ entry: ReportDocument.RequirementEntry) -> String {
    guard entry.outcome != .blocked, !entry.observations.isEmpty else { return "" }
    guard entry.durationMilliseconds > 0 else { return "<1 ms" }
    guard entry.durationMilliseconds >= 10 else { return "\(entry.durationMilliseconds) ms" }
    return TextRenderer.duration(milliseconds: entry.durationMilliseconds)
  }
}
