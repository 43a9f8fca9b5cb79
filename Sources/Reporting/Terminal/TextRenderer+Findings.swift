internal import Model

extension TextRenderer {
  /// The causes, each with what it means for the user and what to do.
  func findings(_ document: ReportDocument, on page: inout Page) {
    for finding in document.findings {
      page.blank()
      let recording = document.recording(at: finding.evidenceFrom)
      let limit = options.verbosity == .verbose ? 40 : 4
      self.finding(
        finding, scope: Wording.scope(finding.vantages, of: document, limit: limit),
        since: Wording.since(finding.sinceBaseline, in: document), recording: recording, on: &page)
    }
  }

  /// The causes again, one line each: what is left on a screen after a long report.
  func reminders(_ document: ReportDocument, on page: inout Page) {
    for finding in document.findings.prefix(3) {
      let mark = Mark(finding.severity == .failure ? .fail : .warn, ascii: options.ascii)
      func cut(_ text: String, to room: Int) -> String {
        TextWrapping.cut(page.safe(text), to: room, ellipsis: page.ellipsis)
      }
      let code = cut("\(cut(finding.id, to: 6)) \(finding.cause)", to: 44)
      let room = page.width - TextWidth.of(mark.text) - 1 - TextWidth.of(code) - 6
      var pieces = [(mark.text + " ", mark.style), (code, Style.strong)]
      if room >= 16 {
        let owner = cut(finding.remedy.owner, to: room * 3 / 5)
        pieces.append((page.safe(" · ") + cut(finding.title, to: room - TextWidth.of(owner)), .plain))
        if !owner.isEmpty { pieces.append((page.safe(" · ") + owner, .faint)) }
      }
      page.line(pieces)
    }
    if document.findings.count > 3 { page.line([("and \(document.findings.count - 3) more", .faint)]) }
  }

  private func finding(
    _ finding: ReportDocument.FindingEntry, scope: String?, since: String?, recording: Recording, on page: inout Page
  ) {
    let number = TextWrapping.cut(page.safe(finding.id), to: 6, ellipsis: page.ellipsis).padded(to: 4)
    let indent = String(repeating: " ", count: TextWidth.of(number))
    page.paragraph(finding.title, after: [(number, finding.severity == .failure ? .bad : .caution)], style: .strong)
    page.paragraph(Page.dotted(about(finding) + (since.map { [$0] } ?? [])), after: [(indent, .plain)], style: .faint)

    if let scope { field("Found", scope, indent, on: &page) }
    if options.verbosity == .verbose { field("Means", finding.meaning, indent, on: &page) }
    if let members = finding.subject.members { field("Covers", short(members, limit: 8), indent, on: &page) }
    list("Breaks", finding.consequences, "consequence", indent, on: &page)
    list("At risk", finding.risks ?? [], "thing at risk", indent, on: &page)
    for (index, change) in (finding.changes ?? []).prefix(8).enumerated() {
      field(index == 0 ? "Change" : "", change.line, indent, on: &page)
    }
    field("Owner", finding.remedy.owner, indent, on: &page)
    for (index, step) in finding.remedy.steps.prefix(20).enumerated() {
      let isOnly = finding.remedy.steps.count == 1
      field(index == 0 ? "Do" : "", step, indent, number: isOnly ? nil : index + 1, on: &page)
    }
    for (index, command) in finding.remedy.commands.prefix(20).enumerated() {
      self.command(index == 0 ? "Run" : "", command, indent, on: &page)
    }
    for (index, configuration) in (finding.remedy.configurations ?? []).prefix(8).enumerated() {
      self.configuration(index == 0 ? "Config" : "", configuration, indent, on: &page)
    }
    field("Verify", finding.remedy.verify, indent, on: &page)
    if !finding.azureErrors.isEmpty {
      field("Azure", "shows it as " + short(finding.azureErrors, limit: 6), indent, on: &page)
    }
    if options.verbosity == .verbose {
      evidence("Seen", finding.evidenceFor, recording, indent, on: &page)
      evidence("Against", finding.evidenceAgainst, recording, indent, on: &page)
      field("Blocks", finding.blocks.map(\.rawValue).joined(separator: ", "), indent, on: &page)
      field("Sources", finding.sources.map(\.rawValue).joined(separator: ", "), indent, on: &page)
    }
  }

  /// What was observed, one line each.
  private func evidence(
    _ label: String, _ ids: [Observation.ID], _ recording: Recording, _ indent: String, on page: inout Page
  ) {
    let limit = 100
    let lines = Dictionary(recording.observations.map { ($0.id, $0.evidence) }) { first, _ in first }
    for (index, id) in ids.prefix(limit).enumerated() {
      guard let evidence = lines[id] else { continue }
      let shown = TextWrapping.cut(page.safe(id.rawValue), to: 8, ellipsis: page.ellipsis)
      page.paragraph(
        Wording.line(evidence) + (Wording.origin(of: id, in: recording).map { " (\($0))" } ?? ""),
        after: [(indent, .plain), ((index == 0 ? label : "").padded(to: 8), .faint), (shown + " ", .faint)])
    }
    if ids.count > limit { field("", "and \(ids.count - limit) more", indent, on: &page) }
  }

  /// Code, confidence, subject, evidence.
  private func about(_ finding: ReportDocument.FindingEntry) -> [String] {
    var about = [finding.cause]
    if finding.severity == .warning { about.append("warning") }
    about.append(Wording.confidence(finding.confidence))
    var subject = "\(finding.subject.kind.rawValue) \(finding.subject.id)"
    if !finding.subject.detail.isEmpty {
      let what = finding.subject.kind == .certificate ? "issuer " : ""
      subject += " (\(what)\(finding.subject.detail))"
    }
    about.append(subject)
    if !finding.evidenceFor.isEmpty {
      let place = finding.evidenceFrom.map { " of \($0)" } ?? ""
      about.append("seen in " + short(finding.evidenceFor.map(\.rawValue), limit: 4) + place)
    }
    if !finding.evidenceAgainst.isEmpty {
      about.append("but see " + short(finding.evidenceAgainst.map(\.rawValue), limit: 4))
    }
    return about
  }

  /// Sentences below each other. What is left out takes no more room than what stands for it.
  private func list(_ label: String, _ sentences: [String], _ noun: String, _ indent: String, on page: inout Page) {
    let limit = options.verbosity == .verbose ? 100 : 3
    let shown = sentences.count <= limit + 1 ? sentences[...] : sentences.prefix(limit)
    for (index, sentence) in shown.enumerated() {
      field(index == 0 ? label : "", sentence, indent, on: &page)
    }
    let further = sentences.count - shown.count
    if further > 0 {
      let many = noun == "consequence" ? "consequences" : "things at risk"
      field("", "and \(Wording.count(further, "further \(noun)", "further \(many)")); -v lists them", indent, on: &page)
    }
  }

  private func field(_ label: String, _ value: String, _ indent: String, number: Int? = nil, on page: inout Page) {
    guard !value.isEmpty else { return }
    var lead: [(text: String, style: Style)] = [(indent, .plain), (label.padded(to: 8), .faint)]
    if let number { lead.append(("\(number). ", .faint)) }
    page.paragraph(value, after: lead)
  }

  /// Lines as they go into a file: never broken where they fit.
  private func configuration(
    _ label: String, _ configuration: ReportDocument.Configuration, _ indent: String, on page: inout Page
  ) {
    field(label, configuration.software + ":", indent, on: &page)
    let lead = indent + String(repeating: " ", count: 10)
    let room = page.width - TextWidth.of(lead)
    for line in configuration.lines.map(page.safe) {
      let fits = TextWidth.of(line) <= room
      for part in fits ? [line] : TextWrapping.lines(of: line, room: room) {
        page.line([(lead, .plain), (part, .plain)])
      }
    }
  }

  private func command(_ label: String, _ command: String, _ indent: String, on page: inout Page) {
    let lead = indent + label.padded(to: 8)
    let room = page.width - TextWidth.of(lead)
    for (index, line) in CommandWrapping.lines(of: page.safe(command), room: room).enumerated() {
      let first: [(text: String, style: Style)] = [(indent, .plain), ((index == 0 ? label : "").padded(to: 8), .faint)]
      page.line(first + [(line, .plain)])
    }
  }
}
