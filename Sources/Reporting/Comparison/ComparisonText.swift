internal import Model

/// A comparison for people at a terminal: the answer, what stands differently, the causes, then changes by owner.
struct ComparisonText {
  private let options: TextOptions

  init(_ options: TextOptions) {
    self.options = options
  }

  func render(_ comparison: ReportComparison) -> String {
    var page = Page(options)
    let (sentence, standing) = Wording.headline(comparison)
    let mark = Mark(standing, ascii: options.ascii)
    page.paragraph(sentence, after: [(mark.text + " ", mark.style)], style: standing == .fail ? .bad : .strong)
    page.paragraph(Page.dotted(Wording.side(comparison.old)), after: [("  old  ", .faint)], style: .faint)
    page.paragraph(Page.dotted(Wording.side(comparison.new)), after: [("  new  ", .faint)], style: .faint)
    requirements(comparison, on: &page)
    findings(comparison, on: &page)
    changes(comparison, on: &page)
    return page.text
  }

  private func requirements(_ comparison: ReportComparison, on page: inout Page) {
    for kind in ReportComparison.RequirementChange.Kind.allCases {
      let own = comparison.requirements.filter { $0.change == kind }
      guard !own.isEmpty else { continue }
      page.blank()
      page.paragraph("\(Wording.title(kind)) (\(own.count))", style: .strong)
      for change in own {
        page.paragraph(
          Page.dotted(
            [change.id.rawValue, change.subject.host ?? change.subject.role.rawValue]
              + (change.vantage.map { ["at \($0)"] } ?? [])),
          after: [Mark.padded(change.new ?? .skipped, ascii: options.ascii), (" ", .plain)])
        var said = [Wording.standings(change)]
        if kind != .stillFails, !change.oldSeen.isEmpty { said.append("was: \(change.oldSeen)") }
        if !change.newSeen.isEmpty { said.append(kind == .stillFails ? change.newSeen : "is: \(change.newSeen)") }
        for line in said { page.paragraph(line, after: [(indent, .plain)], style: .faint) }
      }
    }
  }

  private func findings(_ comparison: ReportComparison, on page: inout Page) {
    guard !comparison.findings.isEmpty else { return }
    page.blank()
    page.paragraph("Causes", style: .strong)
    for finding in comparison.findings {
      let style: Style = finding.change == .new ? (finding.severity == .failure ? .bad : .caution) : .plain
      page.paragraph(finding.title, after: [(Wording.title(finding.change).padded(to: 10), style)])
      page.paragraph(
        Page.dotted([finding.cause, finding.owner]), after: [(String(repeating: " ", count: 10), .plain)],
        style: .faint)
    }
  }

  private func changes(_ comparison: ReportComparison, on page: inout Page) {
    for owner in ReportComparison.Owner.allCases {
      let own = comparison.changes.filter { $0.owner == owner }
      guard !own.isEmpty else { continue }
      page.blank()
      page.paragraph("\(Wording.title(owner)) (\(own.count))", style: .strong)
      for change in comparison.changesToRead(of: owner) {
        page.paragraph("\(change.subject): \(change.kind)", after: [("  ", .plain)])
        page.paragraph(change.old ?? "none", after: [("    - ", .faint)], style: .faint)
        page.paragraph(change.new ?? "none", after: [("    + ", .faint)])
      }
    }
  }

  private var indent: String {
    String(repeating: " ", count: Mark.width(ascii: options.ascii) + 1)
  }
}
