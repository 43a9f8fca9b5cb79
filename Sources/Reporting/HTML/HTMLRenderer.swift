internal import Model

/// A report as one HTML file that needs nothing else: no network, no other file. First the answer and the causes with
/// what to do, then the phases in their order with the evidence to unfold, then how far it goes and where it is from.
public struct HTMLRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String {
    if document.isMerged { return renderMatrix(document) }
    let index = ReportIndex(document)
    let style = HTMLTemplate.file(named: "report.css")
    let script = HTMLTemplate.file(named: "report.js")
    return HTMLTemplate(named: "report.html").filled([
      "styleHash": Self.hash(style), "scriptHash": Self.hash(script),
      "style": Markup(markup: style), "script": Markup(markup: script),
      "title": "\(document.deployment.name): \(Self.word(Headline(document).answer.standing)) · \(document.tool.name)",
      "tool": "\(document.tool.name)",
      "generator": "\(document.tool.name) \(document.tool.version)",
      "about": about(document), "links": links(document), "answer": answer(document),
      "causes": causes(document) { _ in index },
      "timeline": timeline(document), "filters": filters(document), "phases": phases(document, index),
      "coverage": coverage(document), "provenance": provenance(document, index),
    ])
  }

  /// A hash as a Content-Security-Policy names it (CSP level 3, section 2.3.1), without the algorithm.
  static func hash(_ text: String) -> Markup {
    "\(Bytes(SHA256.hash(Array(text.utf8))).description)"
  }

  // MARK: - The answer

  func about(_ document: ReportDocument) -> Markup {
    let deployment = document.deployment
    var parts = [deployment.name, Wording.name(deployment.cloud)]
    if let region = deployment.region { parts.append(region) }
    parts.append("edition \(deployment.edition.rawValue)")
    let places = document.vantages.map { Wording.place($0.kind) }.uniqued()
    if document.isMerged {
      parts.append("seen from \(Wording.places(document.vantages))")
    } else if !places.isEmpty {
      parts.append("seen from " + Wording.list(places, last: "and"))
    }
    let items = Markup.joined(parts.map { "<li>\($0)</li>" })
    let time = document.startedAt.description
    return
      "<ul class=\"about\">\(items)<li><time datetime=\"\(time)\">\(Self.moment(document.startedAt))</time></li></ul>"
  }

  private func links(_ document: ReportDocument) -> Markup {
    let causes: Markup = document.findings.isEmpty ? .empty : "<a href=\"#causes\">Causes</a> "
    return """
      \(causes)<a href="#phases">Phases</a> <a href="#checks">Checks</a> <a href="#coverage">Coverage</a> \
      <a href="#provenance">Provenance</a>
      """
  }

  func answer(_ document: ReportDocument) -> Markup {
    let (sentence, standing) = Headline(document).answer
    let counts = Standing.allCases.compactMap { standing -> Markup? in
      guard let count = document.summary.counts[standing], count > 0 else { return nil }
      return "<li>\(Self.mark(standing)) \(Self.count(count, standing))</li>"
    }
    let baseline = Wording.baseline(of: document).map { ["Baseline: \($0)"] } ?? []
    let notes = (baseline + document.notes.prefix(20)).map { "<p class=\"note\">\(long: $0)</p>" as Markup }
    return """
      <p class="verdict \(standing.rawValue)">\(Self.badge(standing))</p>
      <h1 id="answer-title">\(sentence)</h1>
      <p class="coverage-line">\(long: document.summary.coverage.text).</p>
      <ul class="counts">\(Markup.joined(counts))\(took(document))</ul>
      \(Markup.joined(notes))
      """
  }

  /// How long it took, where anything was sent.
  private func took(_ document: ReportDocument) -> Markup {
    document.recording.observations.isEmpty
      ? .empty : "<li class=\"took\">in \(Self.duration(document.durationMilliseconds))</li>"
  }

  // MARK: - Words and marks

  /// `2026-01-31 09:00:00 UTC`.
  static func moment(_ time: Timestamp) -> String {
    "\(time.day) \(time.description.dropFirst(11).dropLast()) UTC"
  }

  /// A duration that is known in whole milliseconds.
  static func duration(_ milliseconds: Int) -> String {
    switch milliseconds {
    case ...0: "<1 ms"
    case 1..<10: "\(milliseconds) ms"
    default: TextRenderer.duration(milliseconds: milliseconds)
    }
  }

  /// The word of a standing, as the filters and rows say it.
  static func word(_ standing: Standing) -> String {
    switch standing {
    case .pass: "passes"
    case .fail: "fails"
    case .warn: "warning"
    case .blocked: "blocked"
    case .inconclusive: "inconclusive"
    case .skipped: "not checked"
    }
  }

  /// `46 pass`, `14 not checked`, `2 warnings`.
  static func count(_ count: Int, _ standing: Standing) -> String {
    switch standing {
    case .pass: "\(count) pass"
    case .fail: "\(count) fail"
    case .warn: Wording.count(count, "warning")
    case .blocked, .inconclusive, .skipped: "\(count) \(word(standing))"
    }
  }

  /// The sign alone; the word stands beside it or is said otherwise.
  static func mark(_ standing: Standing) -> Markup {
    "<span class=\"mark \(standing.rawValue)\" aria-hidden=\"true\">\(Mark(standing, ascii: false).text)</span>"
  }

  /// The sign with its word.
  static func badge(_ standing: Standing) -> Markup {
    "\(mark(standing))<span class=\"word \(standing.rawValue)\">\(word(standing))</span>"
  }

  /// At most `limit` pieces in a row, and how many more there are.
  static func list<Element>(
    _ elements: some Collection<Element>, limit: Int, by separator: String = ", ", _ markup: (Element) -> Markup
  ) -> Markup {
    let shown = Markup.joined(elements.prefix(limit).map(markup), by: separator)
    let more = elements.count - limit
    return more > 0 ? "\(shown)\(Markup(markup: separator))and \(more) more" : shown
  }

  /// One piece alone, or several below each other, at most `limit` of them and how many more there are.
  static func lines<Element>(
    _ elements: some Collection<Element>, limit: Int, _ markup: (Element) -> Markup
  ) -> Markup {
    guard elements.count > 1 else { return list(elements, limit: limit, markup) }
    let shown = Markup.joined(elements.prefix(limit).map { "<li>\(markup($0))</li>" })
    let more = elements.count - limit
    return "<ul>\(shown)\("<li class=\"of\">and \(more) more</li>", if: more > 0)</ul>"
  }

  /// A name with its value in a description list, or nothing.
  static func item(_ name: Markup, _ value: Markup) -> Markup {
    value.isEmpty ? .empty : "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
  }
}
