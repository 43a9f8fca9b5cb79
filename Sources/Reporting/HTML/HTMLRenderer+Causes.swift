internal import Model

extension HTMLRenderer {
  /// How many causes are shown.
  static let causeLimit = 200
  /// How many causes show all their steps from the beginning; of more, those after them are long to scroll by.
  static let openCauses = 3

  /// The causes, each with who changes what; nothing where there are none.
  /// - Parameter index: where the page shows the evidence of a cause.
  func causes(_ document: ReportDocument, _ index: (ReportDocument.FindingEntry) -> ReportIndex) -> Markup {
    guard !document.findings.isEmpty else { return .empty }
    let count = document.findings.count
    let articles = document.findings.prefix(Self.causeLimit).enumerated().map { number, finding in
      cause(
        finding, number: number + 1, of: count, index(finding), scope: Wording.scope(finding.vantages, of: document),
        since: Wording.since(finding.sinceBaseline, in: document))
    }
    let more = count - Self.causeLimit
    let heading: Markup = count == 1 ? "The cause, and what to change" : "The \(count) causes, and what to change"
    return """
      <section id="causes" aria-labelledby="causes-title">
      <h2 id="causes-title">\(heading)</h2>
      \(glance(document.findings))\(Markup.joined(articles, by: "\n"))
      \("<p>And \(more) more, which the JSON report has.</p>", if: more > 0)</section>
      """
  }

  /// Several causes in one look: what is the matter, and who changes it.
  private func glance(_ findings: [ReportDocument.FindingEntry]) -> Markup {
    guard findings.count > 1 else { return .empty }
    let items = findings.prefix(Self.causeLimit).enumerated().map { number, finding -> Markup in
      let owner: Markup = finding.remedy.owner.isEmpty ? .empty : " <span>· \(finding.remedy.owner)</span>"
      let kind: Markup = finding.severity == .warning ? "Warning: " : .empty
      return "<li>\(kind)<a href=\"#f\(number + 1)\">\(dotted: finding.title)</a>\(owner)</li>"
    }
    return "<ol class=\"glance\">\n\(Markup.joined(items, by: "\n"))\n</ol>\n"
  }

  private func cause(
    _ finding: ReportDocument.FindingEntry, number: Int, of count: Int, _ index: ReportIndex, scope: String?,
    since: String?
  ) -> Markup {
    let remedy = finding.remedy
    let severity: Standing = finding.severity == .failure ? .fail : .warn
    return """
      <article class="cause \(severity.rawValue)" id="f\(number)" aria-labelledby="f\(number)-title">
      <p class="kicker">\(Self.mark(severity)) \(finding.severity == .failure ? "Cause" : "Warning") \
      \("\(number) of \(count)", if: count > 1) <span>\(Wording.confidence(finding.confidence))</span> \
      \("<span>\(since ?? "")</span> ", if: since != nil)\
      <code>\(finding.cause)</code></p>
      <h3 id="f\(number)-title">\(dotted: finding.title)</h3>
      <dl class="todo">
      \(Self.item("Who", "<strong>\(long: remedy.owner)</strong>", unless: remedy.owner))
      \(Self.item(remedy.steps.count > 1 ? "First step" : "What to do", "\(long: remedy.steps.first ?? "")"))
      \(Self.item("Change", Self.lines(finding.changes ?? [], limit: 8) { "<code>\(long: $0.line)</code>" }))
      \(Self.item("To confirm", Self.code(remedy.commands.prefix(1))))
      \(Self.item("Done when", "\(long: remedy.verify)"))
      </dl>
      \(further(remedy, opens: number <= Self.openCauses))\("<p class=\"meaning\">\(long: finding.meaning)</p>", if: !finding.meaning.isEmpty)
      <dl class="facts">
      \(Self.item("At fault", subject(finding.subject)))\(Self.item("Found", scope.map { "\(long: $0)" } ?? .empty))
      \(Self.item("Breaks", Self.lines(finding.consequences, limit: 5) { "\(long: $0)" }))\
      \(Self.item("At risk", Self.lines(finding.risks ?? [], limit: 5) { "\(long: $0)" }))
      \(Self.item("Azure shows", Self.list(finding.azureErrors, limit: 8) { "<code>\($0)</code>" }))
      \(Self.item(finding.severity == .failure ? "Failing checks" : "Checks concerned", Self.lines(finding.explains, limit: 6) { index.link($0) }))
      \(Self.item("Blocked checks", Self.lines(finding.blocks, limit: 6) { index.link($0) }))
      \(Self.item(finding.evidenceFrom.map { "Evidence of \($0)" } ?? "Evidence", Self.list(finding.evidenceFor, limit: 12, by: " ") { index.link($0) }))
      \(Self.item("Against it", Self.list(finding.evidenceAgainst, limit: 12, by: " ") { index.link($0) }))
      \(Self.item("Sources", Self.list(finding.sources, limit: 8) { index.link($0) }))
      </dl>
      </article>
      """
  }

  /// The steps after the first, and the commands after the first.
  private func further(_ remedy: ReportDocument.Remedy, opens: Bool) -> Markup {
    let steps = remedy.steps.dropFirst().prefix(30)
    let commands = remedy.commands.dropFirst().prefix(30)
    let configurations = (remedy.configurations ?? []).prefix(8)
    guard !steps.isEmpty || !commands.isEmpty || !configurations.isEmpty else { return .empty }
    let labels = [
      steps.isEmpty ? nil : Wording.count(remedy.steps.count - 1, "further step"),
      commands.isEmpty ? nil : Wording.count(remedy.commands.count - 1, "further command"),
      configurations.isEmpty ? nil : "lines for " + Wording.list(configurations.map(\.software), last: "and"),
    ].compactMap { $0 }
    let list: Markup =
      steps.isEmpty
      ? .empty : "<ol start=\"2\">\(Markup.joined(steps.map { "<li>\(long: $0)</li>" }))</ol>"
    return """
      <details class="further"\(" open", if: opens)><summary>\(labels.joined(separator: ", "))</summary>
      \(list)\(Self.code(commands))\(Markup.joined(configurations.map(Self.file)))</details>

      """
  }

  /// What goes into a server's file, line by line: nothing that a shell takes.
  private static func file(_ configuration: ReportDocument.Configuration) -> Markup {
    let name: Markup = configuration.file.map { ", <code>\($0)</code>" } ?? .empty
    let lines = configuration.lines.map { "<code>\(long: $0)</code>" as Markup }
    return """
      <figure class="file"><figcaption>\(configuration.software)\(name)</figcaption>\
      <pre class="lines">\(Markup.joined(lines, by: "\n"))</pre></figure>

      """
  }

  private func subject(_ subject: ReportDocument.FindingSubject) -> Markup {
    let detail: Markup = subject.detail.isEmpty ? .empty : " <code>\(subject.detail)</code>"
    let members = subject.members ?? []
    let covered: Markup =
      members.isEmpty ? .empty : "\(Self.lines(members, limit: 6) { "<code>\($0)</code>" })"
    return "\(subject.kind.rawValue) <code>\(subject.id)</code>\(detail)\(covered)"
  }

  /// Commands, one on a line.
  static func code(_ commands: some Collection<String>) -> Markup {
    guard !commands.isEmpty else { return .empty }
    let lines = commands.map { command -> Markup in
      // Words stay whole where a line is broken; otherwise browsers break options at their hyphens.
      let words = command.split(separator: " ", maxSplits: 60).map { "<span>\(long: String($0))</span>" as Markup }
      return "<code>\(Markup.joined(words, by: " "))</code>"
    }
    return "<pre class=\"commands\">\(Markup.joined(lines))</pre>"
  }

  private static func item(_ name: Markup, _ value: Markup, unless text: String) -> Markup {
    text.isEmpty ? .empty : item(name, value)
  }
}
