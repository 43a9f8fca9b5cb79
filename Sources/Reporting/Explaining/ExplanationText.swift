/// An explanation for a terminal.
struct ExplanationText {
  private static let indent = "  "
  private let options: TextOptions

  init(_ options: TextOptions) {
    self.options = options
  }

  func render(_ explanation: Explanation) -> String {
    var page = Page(options)
    page.paragraph(explanation.code, style: .strong)
    page.paragraph(explanation.title)
    page.paragraph(Wording.kind(explanation), style: .faint)
    section("What it means", on: &page) { $0.paragraph(explanation.meaning, after: Self.lead) }
    section("How it is found out", on: &page) { page in
      for paragraph in explanation.checking { page.paragraph(paragraph, after: Self.lead) }
    }
    section("By hand", on: &page) { page in
      for command in explanation.commands { self.command(command, on: &page) }
    }
    section("What to change", on: &page) { page in
      page.paragraph("By \(explanation.owner):", after: Self.lead)
      for (index, step) in explanation.steps.enumerated() {
        page.paragraph(step, after: [("  \(index + 1). ", .plain)])
      }
      for configuration in explanation.configurations ?? [] {
        page.paragraph("\(configuration.software):", after: Self.lead)
        for line in configuration.lines { page.line([("    ", .plain), (page.safe(line), .plain)]) }
      }
      if let verify = explanation.verify { page.paragraph("Done when: \(verify)", after: Self.lead) }
    }
    if !explanation.related.isEmpty {
      section("See also", on: &page) { references(explanation.related, on: &$0) }
    }
    if !explanation.sources.isEmpty {
      section("Sources", on: &page) { page in
        for source in explanation.sources {
          page.paragraph("\(source.title) (\(source.date))", after: Self.lead)
          for line in Self.lines(of: page.safe(source.location), room: page.width - 4) {
            page.line([("    ", .plain), (line, .faint)])
          }
        }
      }
    }
    return page.text
  }

  private static let lead: [(text: String, style: Style)] = [(indent, .plain)]

  private func section(_ title: String, on page: inout Page, _ body: (inout Page) -> Void) {
    page.blank()
    page.paragraph(title, style: .strong)
    body(&page)
  }

  private func command(_ command: String, on page: inout Page) {
    for line in CommandWrapping.lines(of: page.safe(command), room: page.width - 4) {
      page.line([("    ", .plain), (line, .plain)])
    }
  }

  /// A path broken after its slashes, so that no name in it is torn where it fits on a line.
  private static func lines(of path: String, room: Int) -> [String] {
    var lines = [""]
    var rest = path[...]
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == "/" || $0 == " " }.map { rest.index(after: $0) } ?? rest.endIndex
      let piece = rest[..<end]
      if TextWidth.of(lines[lines.count - 1]) + TextWidth.of(piece.drop { $0 == " " }) > room { lines.append("") }
      lines[lines.count - 1] += piece
      rest = rest[end...]
    }
    return lines.filter { !$0.isEmpty }.flatMap {
      TextWidth.of($0) > room ? TextWrapping.lines(of: $0, room: room) : [$0]
    }
  }

  /// Codes in a column where they leave room for the titles.
  private func references(_ references: [Explanation.Reference], on page: inout Page) {
    let width = references.map { TextWidth.of(page.safe($0.code)) }.filter { $0 <= page.width / 2 }.max() ?? 0
    for reference in references {
      let code = page.safe(reference.code)
      if TextWidth.of(code) <= width {
        page.paragraph(reference.title, after: [(Self.indent, .plain), (code.padded(to: width + 2), .plain)])
      } else {
        page.paragraph(code, after: Self.lead)
        page.paragraph(reference.title, after: [("    ", .plain)])
      }
    }
  }
}

extension Wording {
  /// What an explanation is about, as a line below its title.
  static func kind(_ explanation: Explanation) -> String {
    switch explanation.kind {
    case .check: "A check"
    case .cause: "A root cause"
    case .symptom where explanation.related.isEmpty: "A symptom that has no cause in the network"
    case .symptom: "A symptom: something seen, whose cause is told by everything else that was seen"
    case .azureError:
      "An error that Azure shows"
        + (explanation.shownAs.isEmpty ? "" : ", also as \(list(explanation.shownAs))")
    }
  }
}
