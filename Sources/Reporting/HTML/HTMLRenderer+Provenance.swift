internal import Model

extension HTMLRenderer {
  /// From where it was seen, and how much could be seen from there.
  func coverage(_ document: ReportDocument) -> Markup {
    let entries = document.phases.flatMap(\.requirements)
    let standings = Standing.allCases.filter { standing in entries.contains { $0.outcome == standing } }
    let rows = document.vantages.prefix(200).map { vantage -> Markup in
      let own = entries.filter { $0.vantage == vantage.id }
      let counts = standings.map { standing -> Markup in
        "<td class=\"number\">\(own.count { $0.outcome == standing })</td>"
      }
      return """
        <tr><th scope="row">\(vantage.id)\(" (\(vantage.kind.rawValue))", if: vantage.id != vantage.kind.rawValue)</th>\
        <td>\(Self.list(vantage.nameservers, limit: 8) { "\($0)" }) <span class="ttl">\(vantage.nameserversFrom)</span></td>\
        <td>\(vantage.proxy ?? "none")</td><td>\(Self.families(vantage))</td><td>\(vantage.trustStore)</td>\
        \(Markup.joined(counts))</tr>
        """
    }
    let vantages = EvidenceMarkup.table(
      "Vantages and their checks",
      ["Seen from", "Nameservers", "Proxy", "Addresses", "Trust"], counts: standings.map { "\(Self.word($0))" }, rows,
      stacks: false)
    // Without steps nothing was to be sent: only the declared deployment was judged.
    guard !document.recording.plan.steps.isEmpty else {
      return "<p>Nothing was sent: the declared deployment was judged, wherever that was done.</p>\n\(vantages)"
    }
    return "\(vantages)\(followUps(document))"
  }

  /// What was tried besides the plan, with one thing changed.
  private func followUps(_ document: ReportDocument) -> Markup {
    let index = ReportIndex(document)
    let rows = document.recording.followUpObservations.map { observation, origin -> Markup in
      """
      <tr\(index.followUpAnchor(observation.id))><td><code>\(observation.id.rawValue)</code></td>\
      <td>\(index.link(origin.observation))</td><td>\(Wording.change(origin.followUp))</td>\
      <td>\(long: Wording.line(observation.evidence))</td></tr>
      """
    }
    return EvidenceMarkup.table("Follow-ups", ["Observation", "Follows", "Changed", "Seen"], rows)
  }

  private static func families(_ vantage: ReportDocument.VantageEntry) -> String {
    vantage.families.map { $0 == .ipv4 ? "IPv4" : "IPv6" }.joined(separator: ", ")
  }

  /// What made this report, from what, and when.
  func provenance(_ document: ReportDocument, _ index: ReportIndex) -> Markup {
    let tool = document.tool
    let exit = document.summary.exitStatus
    let known = Dictionary((document.sources ?? []).map { ($0.id, $0) }) { first, _ in first }
    let sources = index.sources.map { id -> Markup in
      let anchor = index.anchor(id)
      guard let source = known[id] else { return "<li\(anchor)><code>\(id.rawValue)</code></li>" }
      return """
        <li\(anchor)><code>\(id.rawValue)</code> <span>\(source.title), \(source.date) \
        <span class="ttl">\(source.location)</span></span></li>
        """
    }
    let recordings = document.recordings
    let observations = recordings.reduce(0) { $0 + $1.observations.count }
    let steps = recordings.reduce(0) { $0 + $1.plan.steps.count }
    return """
      <dl class="facts">
      \(Self.item("Tool", "\(tool.name) \(tool.version)"))\
      \(Self.item("Catalog", "<code>\(tool.catalogDigest)</code>"))\
      \(Self.item("Rules", document.rules.map { "\(Wording.rules($0, of: document.startedAt))" } ?? .empty))\
      \(Self.item("Started", "\(Self.moment(document.startedAt))"))\
      \(Self.item("Took", "\(Self.duration(document.durationMilliseconds))"))\
      \(Self.item("Evidence", "\(observations) observations of \(steps) steps"))\
      \(Self.item("Exit status", "\(exit), \(Wording.exitStatus(of: document))"))\
      \(Self.item("Report format", "\(document.schemaVersion)"))\
      \(Self.item("Sources", "<ul class=\"sources\">\(Self.list(sources, limit: ReportIndex.sourceLimit, by: "\n") { $0 })</ul>"))
      </dl>
      """
  }
}
