internal import Model

extension TextRenderer {
  /// The causes, each with what it means for the user and what to do.
  func findings(_ document: ReportDocument, on page: inout Page) {
    for finding in document.findings {
      page.blank()
      self.finding(finding, on: &page)
    }
  }

  private func finding(_ finding: ReportDocument.FindingEntry, on page: inout Page) {
    let number = TextWrapping.cut(page.safe(finding.id), to: 6, ellipsis: page.ellipsis).padded(to: 4)
    let indent = String(repeating: " ", count: TextWidth.of(number))
    page.paragraph(finding.title, after: [(number, finding.severity == .failure ? .bad : .caution)], style: .strong)
    page.paragraph(Page.dotted(about(finding)), after: [(indent, .plain)], style: .faint)

    if options.verbosity == .verbose { field("Means", finding.meaning, indent, on: &page) }
    if let members = finding.subject.members { field("Covers", list(members, limit: 8), indent, on: &page) }
    let limit = options.verbosity == .verbose ? 100 : 3
    for (index, consequence) in finding.consequences.prefix(limit).enumerated() {
      field(index == 0 ? "Breaks" : "", consequence, indent, on: &page)
    }
    let further = finding.consequences.count - limit
    if further > 0 {
      field("", "and \(Wording.count(further, "further consequence")); -v lists them", indent, on: &page)
    }
    field("Owner", finding.remedy.owner, indent, on: &page)
    for (index, step) in finding.remedy.steps.prefix(20).enumerated() {
      let isOnly = finding.remedy.steps.count == 1
      field(index == 0 ? "Do" : "", step, indent, number: isOnly ? nil : index + 1, on: &page)
    }
    for (index, command) in finding.remedy.commands.prefix(20).enumerated() {
      self.command(index == 0 ? "Run" : "", command, indent, on: &page)
    }
    field("Verify", finding.remedy.verify, indent, on: &page)
    if !finding.azureErrors.isEmpty {
      field("Azure", "shows it as " + list(finding.azureErrors, limit: 6), indent, on: &page)
    }
    if options.verbosity == .verbose {
      field("Blocks", finding.blocks.map(\.rawValue).joined(separator: ", "), indent, on: &page)
      field("Sources", finding.sources.map(\.rawValue).joined(separator: ", "), indent, on: &page)
    }
  }

  /// Code, confidence unless it is proved, subject, evidence.
  private func about(_ finding: ReportDocument.FindingEntry) -> [String] {
    var about = [finding.cause]
    if finding.severity == .warning { about.append("warning") }
    if finding.confidence != .proved { about.append(finding.confidence.rawValue) }
    var subject = "\(finding.subject.kind.rawValue) \(finding.subject.id)"
    if !finding.subject.detail.isEmpty { subject += " (\(finding.subject.detail))" }
    about.append(subject)
    if !finding.evidenceFor.isEmpty {
      about.append(
        "seen in " + list(finding.evidenceFor.map(\.rawValue), limit: options.verbosity == .verbose ? 100 : 4))
    }
    if !finding.evidenceAgainst.isEmpty {
      about.append("but see " + list(finding.evidenceAgainst.map(\.rawValue), limit: 4))
    }
    return about
  }

  private func list(_ words: [String], limit: Int) -> String {
    let more = words.count > limit ? " +\(words.count - limit)" : ""
    return words.prefix(limit).joined(separator: ", ") + more
  }

  private func field(_ label: String, _ value: String, _ indent: String, number: Int? = nil, on page: inout Page) {
    guard !value.isEmpty else { return }
    var lead: [(text: String, style: Style)] = [(indent, .plain), (label.padded(to: 8), .faint)]
    if let number { lead.append(("\(number). ", .faint)) }
    page.paragraph(value, after: lead)
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
