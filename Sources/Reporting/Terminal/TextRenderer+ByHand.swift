internal import Model

extension TextRenderer {
  /// The lines for a shell that ask again what a requirement is judged by: of its names if it is about those, else of what
  /// followed. Secrets stand in them by the names of their variables.
  func byHand(
    _ entry: ReportDocument.RequirementEntry, in document: ReportDocument, indent: Int, on page: inout Page
  ) {
    let wanted = Set(entry.observations)
    let evidence = document.recording.observations.filter { wanted.contains($0.id) }.map(\.evidence)
    let hand = HandCommands(observations: evidence, subject: entry.subject)
    let lead = String(repeating: " ", count: indent)
    for command in entry.expects.isAboutNames ? hand.lookups : hand.transfers {
      // A sign before the first line alone, so that what is copied from the others still runs.
      for (index, line) in CommandWrapping.lines(of: page.safe(command), room: page.width - indent - 2).enumerated() {
        page.line([(lead + (index == 0 ? "$ " : "  "), .faint), (line, .plain)])
      }
    }
  }
}

extension ReportDocument.ExpectationKind {
  /// Whether lookups alone decide it.
  fileprivate var isAboutNames: Bool {
    switch self {
    case .nameserversAnswer, .resolves, .addresses: true
    default: false
    }
  }
}
