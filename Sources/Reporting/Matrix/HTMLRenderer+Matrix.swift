internal import Model

// A report of several vantages as a page: the answer, the causes with where they were found, what separates vantages, the
// matrix, then the evidence of one vantage of each kind.
extension HTMLRenderer {
  /// How many groups have a column.
  private static let columnLimit = 24
  /// How many vantages are named one by one.
  private static let rowLimit = 200

  func renderMatrix(_ document: ReportDocument) -> String {
    let style = HTMLTemplate.file(named: "report.css") + HTMLTemplate.file(named: "matrix.css")
    let index = ReportIndex(document)
    let table = MatrixTable(document, limit: Self.columnLimit)
    let places = EvidencePlaces(document, sources: index.sources)
    return HTMLTemplate(named: "matrix.html").filled([
      "styleHash": Self.hash(style), "style": Markup(markup: style),
      "title": "\(document.deployment.name): \(Self.word(Headline(document).answer.standing)) · \(document.tool.name)",
      "tool": "\(document.tool.name)", "generator": "\(document.tool.name) \(document.tool.version)",
      "about": about(document), "links": matrixLinks(document, places), "answer": answer(document),
      "causes": causes(document) { places.index(for: $0.evidenceFrom) },
      "separations": separations(document), "groups": groups(table, in: document), "matrix": matrix(table),
      "evidence": evidence(places, of: document), "coverage": vantages(document),
      "provenance": provenance(document, index),
    ])
  }

  private func matrixLinks(_ document: ReportDocument, _ places: EvidencePlaces) -> Markup {
    let links: [(Markup, Markup)] = [
      document.findings.isEmpty ? nil : ("causes", "Causes"),
      document.matrix?.separations.isEmpty != false ? nil : ("separations", "What separates"),
      ("groups", "Groups"), ("matrix", "Matrix"), places.all.isEmpty ? nil : ("evidence", "Evidence"),
      ("coverage", "Vantages"), ("provenance", "Provenance"),
    ].compactMap { $0 }
    return .joined(links.map { "<a href=\"#\($0.0)\">\($0.1)</a>" }, by: " ")
  }

  // MARK: - What separates them

  private func separations(_ document: ReportDocument) -> Markup {
    let separations = document.matrix?.separations ?? []
    guard !separations.isEmpty else { return .empty }
    let limit = 40
    let articles = separations.prefix(limit).enumerated().map { index, separation -> Markup in
      let standing: Standing = separation.severity == .failure ? .fail : .warn
      return """
        <article class="separation \(standing.rawValue)" id="d\(index + 1)" aria-labelledby="d\(index + 1)-title">
        <h3 id="d\(index + 1)-title">\(Self.mark(standing)) \(Wording.headline(separation))</h3>
        <p>\(long: separation.text)</p>
        \(separators(separation))
        <dl class="facts">
        \(Self.item(separation.severity == .failure ? "Fails at" : "Warns at", Self.list(separation.failing, limit: 12) { "\($0)" }))
        \(Self.item("Passes at", Self.list(separation.passing, limit: 12) { "\($0)" }))
        \(Self.item("Checks", Self.lines(separation.checks, limit: 12) { "<code>\($0.id.rawValue)\(Self.at($0))</code>" }))
        </dl>
        </article>
        """
    }
    let more = separations.count - limit
    return """
      <section id="separations" aria-labelledby="separations-title">
      <h2 id="separations-title">What separates failing from passing vantages</h2>
      \(Markup.joined(articles, by: "\n"))
      \("<p>And \(more) more, which the JSON report has.</p>", if: more > 0)</section>
      """
  }

  private static func at(_ check: ReportDocument.DisputedCheck) -> Markup {
    check.endpoint.map { " \($0)" } ?? .empty
  }

  private func separators(_ separation: ReportDocument.SeparationEntry) -> Markup {
    guard !separation.separators.isEmpty else { return .empty }
    let verb = separation.severity == .failure ? "fail" : "warn"
    let items = separation.separators.map { separator -> Markup in
      let failing: Markup =
        separator.failing.isEmpty ? .empty : "\(verb): <code>\(separator.failing.listed(limit: 6))</code>"
      let passing: Markup =
        separator.passing.isEmpty ? .empty : "pass: <code>\(separator.passing.listed(limit: 6))</code>"
      let right: Markup =
        separation.certainty == .exact ? .empty : " (right for \(separator.agreeing) of \(separator.total))"
      return """
        <li><span class="trait">\(Wording.name(separator.trait))\(right)</span>\
        <span class="value">\(failing)</span><span class="value">\(passing)</span></li>
        """
    }
    return "<ul class=\"separators\">\n\(Markup.joined(items, by: "\n"))\n</ul>"
  }

  // MARK: - Groups

  private func groups(_ table: MatrixTable, in document: ReportDocument) -> Markup {
    let items = table.groups.map { group -> Markup in
      let traits = Wording.traits(group)
      return """
        <li><span class="id">\(group.id)</span><span class="how">\(Self.badge(TextRenderer.standing(group)))</span>\
        <span class="who">\(members(group))\
        \("<span class=\"traits\">\(traits.joined(separator: " · "))</span>", if: !traits.isEmpty)</span></li>
        """
    }
    let rest = table.hidden.reduce(0) { $0 + $1.vantages.count }
    return """
      <section id="groups" aria-labelledby="groups-title">
      <h2 id="groups-title">Groups of vantages at which everything stands alike</h2>
      <ul class="groups">
      \(Markup.joined(items, by: "\n"))
      \("<li><span class=\"id\">+</span><span class=\"how\"></span><span class=\"who\">\(rest) more in \(table.hidden.count) further groups, which the JSON report has</span></li>", if: rest > 0)</ul>
      </section>
      """
  }

  private func members(_ group: ReportDocument.VantageGroup) -> Markup {
    let count: Markup =
      group.isMissing ? "no report: " : group.vantages.count > 1 ? "\(group.vantages.count) vantages: " : .empty
    let first = Markup.joined(group.vantages.prefix(4).map { "<code>\($0)</code>" }, by: " ")
    let others = group.vantages.dropFirst(4)
    guard !others.isEmpty else { return count + first }
    let shown = Self.list(others, limit: Self.rowLimit, by: " ") { "<code>\($0)</code>" }
    return "\(count)\(first)<details><summary>and \(others.count) more</summary>\(shown)</details>"
  }

  // MARK: - The matrix

  private func matrix(_ table: MatrixTable) -> Markup {
    let legend = Standing.allCases.map { "<li>\(Self.badge($0))</li>" as Markup }
    let sections = table.sections.filter { !$0.rows.isEmpty || !$0.rules.isEmpty }.map { matrix($0, of: table) }
    return "<ul class=\"legend\">\(Markup.joined(legend))</ul>\n\(Markup.joined(sections, by: "\n"))"
  }

  private func matrix(_ section: MatrixTable.Section, of table: MatrixTable) -> Markup {
    let rest: Markup = table.hidden.isEmpty ? .empty : "<th scope=\"col\" title=\"further groups\">+</th>"
    let heads = table.groups.map { group -> Markup in
      let who = group.isMissing ? "no report" : Wording.count(group.vantages.count, "vantage")
      return "<th scope=\"col\" title=\"\(who)\">\(group.id)</th>"
    }
    let rows = section.rows.map { row(of: $0, hasRest: !table.hidden.isEmpty) }
    let judged = section.rules.filter { $0.outcome != .skipped }
    let kept = judged.count { $0.outcome == .pass }
    let rules: Markup =
      judged.isEmpty
      ? .empty
      : "<p class=\"same\">\(kept) of \(Wording.count(judged.count, "rule")) about the declared deployment hold, from everywhere alike.</p>\n"
    let grid: Markup =
      rows.isEmpty
      ? .empty
      : """
      <div class="scroll" role="group" tabindex="0" aria-label="\(section.phase.title)"><table class="matrix">
      <thead><tr><th scope="col">Check</th>\(Markup.joined(heads))\(rest)</tr></thead>
      <tbody>
      \(Markup.joined(rows, by: "\n"))
      </tbody></table></div>

      """
    return """
      <section aria-labelledby="m-\(section.phase.id.slug)">
      <h3 id="m-\(section.phase.id.slug)">\(Self.mark(section.phase.outcome)) \(section.phase.title)</h3>
      \(rules)\(grid)</section>
      """
  }

  private func row(of row: MatrixTable.Row, hasRest: Bool) -> Markup {
    let cells = row.cells.map { standing -> Markup in
      guard let standing else { return "<td><span class=\"sr\">not planned</span></td>" }
      return
        "<td class=\"\(standing.rawValue)\">\(Self.mark(standing))<span class=\"sr\">\(Self.word(standing))</span></td>"
    }
    let others = Standing.allCases.compactMap { standing in
      row.rest[standing].map { "\($0) \(Self.word(standing))" }
    }
    let rest: Markup = hasRest ? "<td>\(others.joined(separator: ", "))</td>" : .empty
    return """
      <tr\(" class=\"same\"", if: row.passes)><th scope="row">\(row.entry.title)<code>\(dotted: row.entry.place)</code></th>\
      \(Markup.joined(cells))\(rest)</tr>
      """
  }

  // MARK: - Evidence

  private func evidence(_ places: EvidencePlaces, of document: ReportDocument) -> Markup {
    guard !places.all.isEmpty else { return .empty }
    let sections = places.all.enumerated().map { index, place -> Markup in
      var isOpened = false
      let rows = place.document.phases.flatMap(\.requirements).enumerated().map { number, entry -> Markup in
        let opens = entry.outcome == .fail && !isOpened && index == 0
        isOpened = isOpened || opens
        return RequirementMarkup(
          entry: entry, number: number + 1, opens: opens, index: place.index, document: place.document
        ).row
      }
      let group = document.matrix?.groups.first { $0.vantages.contains(place.vantage) }
      let stands: Markup = group.map { "stands for group \($0.id)" } ?? .empty
      return """
        <section class="phase" aria-labelledby="e\(index + 1)">
        <h3 id="e\(index + 1)">What does not pass at \(place.vantage)<span class="what">\(stands)</span></h3>
        \(Markup.joined(rows, by: "\n"))
        </section>
        """
    }
    return """
      <section id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">The evidence, one vantage for each group</h2>
      \(Markup.joined(sections, by: "\n"))
      </section>
      """
  }

  // MARK: - Vantages

  /// The vantages one by one, those of failing groups first.
  private func vantages(_ document: ReportDocument) -> Markup {
    let known = Dictionary(document.vantages.map { ($0.id, $0) }) { first, _ in first }
    let groups = document.matrix?.groups ?? []
    let all = groups.flatMap { group in group.vantages.compactMap { label in known[label].map { (group, $0) } } }
    let attributes: [(Markup, Vantage.Place.Attribute)] = [
      ("Node pool", .nodePool), ("Subnet", .subnet), ("Zone", .zone), ("Network", .networkMode), ("Kernel", .kernel),
      ("Image", .nodeImage),
    ].filter { _, attribute in all.contains { $0.1.place?[attribute] != nil } }
    let heads = ["Vantage", "Group", "Kind"] + attributes.map(\.0) + ["Nameservers", "Proxy"]
    let rows = all.prefix(Self.rowLimit).map { group, vantage -> Markup in
      let facts = attributes.map { _, attribute -> Markup in
        guard let fact = vantage.place?[attribute] else { return "<td><span class=\"ttl\">not told</span></td>" }
        return "<td>\(fact.value)</td>"
      }
      let isMissing = vantage.missing != nil
      return """
        <tr><th scope="row">\(vantage.id)</th><td>\(group.id)</td><td>\(isMissing ? Wording.noReport(vantage) : vantage.kind.rawValue)</td>\
        \(Markup.joined(facts))<td>\(Self.list(vantage.nameservers, limit: 8) { "\($0)" })</td>\
        <td>\(isMissing ? "" : vantage.proxy ?? "none")</td></tr>
        """
    }
    let more = all.count - Self.rowLimit
    return EvidenceMarkup.table("Vantages", heads, rows, stacks: false)
      + "\("<p class=\"same\">And \(more) more, which the JSON report has.</p>\n", if: more > 0)"
  }
}
