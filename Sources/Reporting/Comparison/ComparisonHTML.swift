internal import Model

/// A comparison as one HTML file that needs nothing else, with the look of the report: what fails newly and why, how each
/// check stands, then whose change the rest was.
struct ComparisonHTML {
  /// How many entries a list shows; the JSON has all.
  static let limit = 1_000

  private let comparison: ReportComparison

  init(_ comparison: ReportComparison) {
    self.comparison = comparison
  }

  func render() -> String {
    let style = HTMLTemplate.file(named: "report.css") + HTMLTemplate.file(named: "comparison.css")
    let (old, new) = (comparison.old, comparison.new)
    let names = [old.deployment, new.deployment].uniqued().joined(separator: " and ")
    return HTMLTemplate(named: "comparison.html").filled([
      "styleHash": HTMLRenderer.hash(style), "style": Markup(markup: style),
      "title": "\(names): \(Wording.headline(comparison).sentence) · aml-preflight",
      "about": """
      <ul class="about"><li>\(names)</li><li>from <time datetime="\(old.startedAt.description)">\
      \(HTMLRenderer.moment(old.startedAt))</time></li><li>to <time datetime="\(new.startedAt.description)">\
      \(HTMLRenderer.moment(new.startedAt))</time></li></ul>
      """,
      "links": links, "answer": answer, "causes": causes, "checks": checks, "changes": changes, "reports": reports,
    ])
  }

  private var links: Markup {
    let places: [(Markup, Markup)] = [
      comparison.findings.isEmpty ? nil : ("causes", "Causes"),
      comparison.requirements.isEmpty ? nil : ("checks", "Checks"), ("changes", "Changes"), ("reports", "Reports"),
    ].compactMap { $0 }
    return .joined(places.map { "<a href=\"#\($0.0)\">\($0.1)</a>" }, by: " ")
  }

  // MARK: - The answer

  private var answer: Markup {
    let (sentence, standing) = Wording.headline(comparison)
    let summary = comparison.summary
    let counts: [(Int, Standing, String)] = [
      (summary.newlyFailing, .fail, "newly failing"), (summary.stillFailing, .fail, "still failing"),
      (summary.fixed, .pass, "fixed"),
    ]
    let items = counts.filter { $0.0 > 0 }.map { count, standing, words -> Markup in
      "<li>\(HTMLRenderer.mark(standing)) \(count) \(words)</li>"
    }
    let list: Markup =
      items.isEmpty ? .empty : "<ul class=\"counts\">\(Markup.joined(items))</ul>"
    let word = standing == .fail ? "worse" : comparison.isEmpty ? "the same" : "not worse"
    return """
      <p class="verdict \(standing.rawValue)">\(HTMLRenderer.mark(standing))<span class="word \(standing.rawValue)">\
      \(word)</span></p>
      <h1 id="answer-title">\(sentence)</h1>
      \(list)
      <p class="coverage-line">\(Wording.whoseChanges(comparison))</p>
      """
  }

  // MARK: - Causes

  private var causes: Markup {
    guard !comparison.findings.isEmpty else { return .empty }
    let rows = comparison.findings.map { finding -> Markup in
      let isNew = finding.change == .new
      let tone: Standing = finding.change == .gone ? .pass : finding.severity == .failure ? .fail : .warn
      return """
        <li\(" class=\"\(tone.rawValue)\"", if: isNew || finding.change == .gone)>\
        <span class="came">\(Wording.title(finding.change))</span>\
        <span class="subject">\(long: finding.title)<span class="kind">\(finding.owner)\
        \(" · ", if: !finding.owner.isEmpty)\(finding.cause)</span></span></li>
        """
    }
    return section("causes", "Causes", Self.list(rows, "compared turned"))
  }

  // MARK: - Checks

  private var checks: Markup {
    let groups = ReportComparison.RequirementChange.Kind.allCases.compactMap { kind -> Markup? in
      let own = comparison.requirements.filter { $0.change == kind }
      guard !own.isEmpty else { return nil }
      return heading(Wording.title(kind), own.count) + Self.list(own.map(row), "compared")
    }
    guard !groups.isEmpty else { return .empty }
    return section("checks", "How the checks stand", .joined(groups))
  }

  private func row(_ change: ReportComparison.RequirementChange) -> Markup {
    """
    <li><span class="subject">\(change.title)<code>\(change.subject.host ?? change.subject.role.rawValue)</code>\
    <code>\(change.id.rawValue)</code>\(change.vantage.map { "<code>at \($0)</code>" as Markup } ?? .empty)</span>\
    <span class="value was">\(Self.stands("was", change.old))\(Self.seen(change.oldSeen))</span>\
    <span class="value">\(Self.stands("is", change.new))\(Self.seen(change.newSeen))</span></li>
    """
  }

  private static func stands(_ label: Markup, _ standing: Standing?) -> Markup {
    let badge: Markup = standing.map { HTMLRenderer.badge($0) } ?? "not in the report"
    return "<span class=\"label\">\(label)</span> \(badge)"
  }

  private static func seen(_ text: String) -> Markup { text.isEmpty ? .empty : "<br>\(text)" }

  // MARK: - Changes

  private var changes: Markup {
    let owners = ReportComparison.Owner.allCases
    let groups = owners.compactMap { owner -> Markup? in
      let own = comparison.changes.filter { $0.owner == owner }
      guard !own.isEmpty else { return nil }
      return heading(Wording.title(owner), own.count)
        + Self.list(comparison.changesToRead(of: owner).map(row), "compared")
    }
    let same = owners.filter { owner in !comparison.changes.contains { $0.owner == owner } }.map { Wording.name($0) }
    let rest: Markup =
      same.isEmpty ? .empty : "<p class=\"same\">Nothing changed in \(Wording.list(same, last: "and")).</p>\n"
    return section("changes", "Whose change it was", .joined(groups) + rest)
  }

  private func row(_ change: ReportComparison.Change) -> Markup {
    """
    <li><span class="subject">\(change.subject)<span class="kind">\(change.kind)</span></span>\
    <span class="value was"><span class="label">was</span> \(change.old ?? "none")</span>\
    <span class="value"><span class="label">is</span> \(change.new ?? "none")</span></li>
    """
  }

  // MARK: - The two reports

  private var reports: Markup {
    let (old, new) = (comparison.old, comparison.new)
    func counts(_ side: ReportComparison.Side) -> String {
      Standing.allCases.compactMap { standing in
        side.counts[standing].flatMap { $0 > 0 ? HTMLRenderer.count($0, standing) : nil }
      }.joined(separator: ", ")
    }
    let values: [(Markup, (ReportComparison.Side) -> Markup)] = [
      ("Deployment", { "\($0.deployment)" }), ("Gathered", { "\(HTMLRenderer.moment($0.startedAt))" }),
      ("Seen from", { HTMLRenderer.list($0.vantages, limit: 20) { "\($0)" } }),
      ("Outcome", { "\($0.outcome.rawValue)" }),
      ("Checks", { "\(counts($0))" }), ("Version", { "\($0.toolVersion)" }), ("Catalog", { "\($0.catalogDigest)" }),
    ]
    let rows = values.map { name, value -> Markup in
      "<tr><th scope=\"row\">\(name)</th><td>\(value(old))</td><td>\(value(new))</td></tr>"
    }
    return EvidenceMarkup.table("Old and new", ["What", "Old", "New"], rows, stacks: false)
  }

  // MARK: - Pieces

  private func section(_ id: Markup, _ title: Markup, _ content: Markup) -> Markup {
    """
    <section id="\(id)" aria-labelledby="\(id)-title">
    <h2 id="\(id)-title">\(title)</h2>
    \(content)</section>
    """
  }

  private func heading(_ title: String, _ count: Int) -> Markup {
    "<h3>\(title) <span class=\"count\">\(count)</span></h3>\n"
  }

  private static func list(_ rows: [Markup], _ style: Markup) -> Markup {
    let more = rows.count - limit
    let rest: Markup = more > 0 ? "\n<li>and \(more) more, which the JSON has</li>" : .empty
    return "<ul class=\"\(style)\">\n\(Markup.joined(rows.prefix(limit), by: "\n"))\(rest)\n</ul>\n"
  }
}
