internal import Model

/// A report for people at a terminal: the answer, then the causes with what to do, then what was seen phase by phase,
/// then how far it goes.
public struct TextRenderer: Renderer {
  let options: TextOptions

  public init(_ options: TextOptions = TextOptions()) {
    self.options = options
  }

  public func render(_ document: ReportDocument) -> String {
    var page = Page(options)
    headline(document, on: &page)
    findings(document, on: &page)
    if options.verbosity > .quiet {
      if document.isMerged { matrix(document, on: &page) } else { phases(document, on: &page) }
    }
    footer(document, on: &page)
    return page.text
  }

  // MARK: - Headline

  private func headline(_ document: ReportDocument, on page: inout Page) {
    let (sentence, standing) = Headline(document).answer
    let mark = Mark(standing, ascii: options.ascii)
    page.paragraph(sentence, after: [(mark.text + " ", mark.style)], style: standing == .fail ? .bad : .strong)
    let indent = String(repeating: " ", count: TextWidth.of(mark.text) + 1)
    var about = [document.deployment.name, document.deployment.cloud.rawValue]
    if let region = document.deployment.region { about.append(region) }
    about += ["edition \(document.deployment.edition.rawValue)", document.startedAt.description]
    page.paragraph(Page.dotted(about), after: [(indent, .plain)], style: .faint)
  }

  // MARK: - Footer

  private func footer(_ document: ReportDocument, on page: inout Page) {
    page.blank()
    page.line([(String(repeating: options.ascii ? "-" : "─", count: page.width), .faint)])
    let summary = document.summary
    let counts = Standing.allCases.compactMap { standing -> String? in
      guard let count = summary.counts[standing], count > 0 else { return nil }
      return "\(count) \(standing.rawValue)"
    }
    let duration = Self.duration(milliseconds: document.durationMilliseconds)
    let time = document.recording.observations.isEmpty ? [] : ["in \(duration)"]
    field("Checks", Page.dotted(counts + time), on: &page)
    field("Coverage", summary.coverage.text, on: &page)
    if let rules = document.rules { field("Rules", Wording.rules(rules, of: document.startedAt), on: &page) }
    if let baseline = Wording.baseline(of: document) { field("Baseline", baseline, on: &page) }
    let isVerbose = options.verbosity == .verbose
    if document.vantages.count > 4, !isVerbose {
      field("Seen from", Wording.places(document.vantages), on: &page)
    } else {
      for vantage in document.vantages { field("Seen from", Self.place(vantage), on: &page) }
    }
    if isVerbose {
      for store in document.heardVantages.map(\.trustStore).uniqued() { field("Trust", store, on: &page) }
      field("Tool", "\(document.tool.name) \(document.tool.version), catalog \(document.tool.catalogDigest)", on: &page)
    }
    for note in document.notes { field("Note", note, on: &page) }
    field("Exit", "\(summary.exitStatus), \(Wording.exitStatus(of: document))", on: &page)
    if options.verbosity > .quiet { reminders(document, on: &page) }
  }

  private func field(_ label: String, _ value: String, on page: inout Page) {
    page.paragraph(value, after: [(label.padded(to: 11), .faint)])
  }

  /// `812 ms`, `5.0 s`; a file may hold a number that is none of ours.
  static func duration(milliseconds: Int) -> String {
    Milliseconds(microseconds: Int64(min(max(milliseconds, 0), 1_000_000_000_000)) * 1_000).description
  }

  /// From where it was seen, in words: `a node, nameserver 10.0.0.4 (/etc/resolv.conf)`.
  static func place(_ vantage: ReportDocument.VantageEntry) -> String {
    var text = Wording.place(vantage.kind)
    if vantage.missing != nil { return "no report from \(vantage.id)" }
    if vantage.id != vantage.kind.rawValue { text += " (\(vantage.id))" }
    if vantage.nameservers.isEmpty {
      text += vantage.nameserversFrom.isEmpty ? "; nothing was sent" : ", without a nameserver"
    } else {
      let shown = vantage.nameservers.prefix(4).joined(separator: ", ")
      let more = vantage.nameservers.count > 4 ? " +\(vantage.nameservers.count - 4)" : ""
      text += ", nameserver\(vantage.nameservers.count == 1 ? "" : "s") \(shown)\(more) (\(vantage.nameserversFrom))"
    }
    if let proxy = vantage.proxy { text += ", proxy \(proxy)" }
    return text
  }
}
