internal import Model

/// One requirement: a line to see, and what is behind it to unfold.
struct RequirementMarkup {
  let entry: ReportDocument.RequirementEntry
  /// From 1, over all phases.
  let number: Int
  /// Whether it is unfolded from the beginning.
  let opens: Bool
  let index: ReportIndex
  let document: ReportDocument

  var row: Markup {
    let cause = index.cause(of: entry)
    return """
      <details class="check" id="\(index.anchor(ofRequirement: number))" data-outcome="\(entry.outcome.rawValue)"\(" open", if: opens)>
      <summary><span class="outcome">\(HTMLRenderer.badge(entry.outcome))</span>\
      <span class="subject"><span class="title">\(entry.title)</span>\
      \(host.map { "<code>\($0)</code>" } ?? .empty)</span>\
      <span class="seen">\(seen)\(cause.map { " <span class=\"because\">cause \($0)</span>" } ?? .empty)</span>\
      <span class="time">\(time)</span></summary>
      <div class="behind">
      \(facts(cause: cause))\(symptoms)\(workings)\(evidence)</div>
      </details>
      """
  }

  // MARK: - The line

  private var host: String? {
    guard let host = entry.subject.host else {
      return entry.expects == .nameserversAnswer ? nil : entry.withoutHost
    }
    switch entry.expects {
    case .nameserversAnswer, .resolves, .addresses, .holds, .found: return host
    case .accepts, .handshakes, .answers, .converses:
      guard let port = entry.subject.port else { return host }
      return Host(host)?.withPort(port) ?? "\(host):\(port)"
    }
  }

  private var seen: String {
    if let reason = entry.reason { return reason.text }
    if !entry.seen.isEmpty { return entry.seen }
    if entry.outcome == .blocked { return "not tried, because what it needs failed" }
    return entry.symptoms.first?.text ?? "nothing was seen"
  }

  private var time: String {
    guard entry.outcome != .blocked, !entry.observations.isEmpty else { return "" }
    return HTMLRenderer.duration(entry.durationMilliseconds)
  }

  // MARK: - What is behind it

  private func facts(cause: Int?) -> Markup {
    let need = entry.need == .required ? "required" : "advisory"
    let vantages = document.vantages.count > 1 ? ", seen from \(entry.vantage)" : ""
    // A rule that is not applied has no more to say than why.
    guard !entry.expects.isRule || entry.outcome != .skipped else {
      return """
        <dl class="facts">
        \(HTMLRenderer.item("To find the value", HTMLRenderer.code([entry.reason?.command].compactMap { $0 })))\
        \(HTMLRenderer.item("Check", "<code>\(entry.id.rawValue)</code>"))
        </dl>

        """
    }
    return """
      <dl class="facts">
      \(HTMLRenderer.item("Without it", "\(long: entry.without)"))\
      \(HTMLRenderer.item("Cause", cause.map { "<a href=\"#f\($0)\">\(long: document.findings[$0 - 1].title)</a>" } ?? ""))\
      \(HTMLRenderer.item("Blocked by", HTMLRenderer.list(entry.blockedBy, limit: 8, by: "<br>") { index.link($0) }))\
      \(HTMLRenderer.item("To find the value", HTMLRenderer.code([entry.reason?.command].compactMap { $0 })))\
      \(HTMLRenderer.item("Needed by", "\(Wording.consumer(entry.consumer)), \(need)\(vantages)"))\
      \(HTMLRenderer.item("Check", "<code>\(entry.id.rawValue)</code>"))\
      \(HTMLRenderer.item("Sources", HTMLRenderer.list(entry.sources, limit: 8) { index.link($0) }))
      </dl>

      """
  }

  private var symptoms: Markup {
    guard !entry.symptoms.isEmpty else { return .empty }
    let items = HTMLRenderer.list(entry.symptoms, limit: 20, by: "\n") { symptom in
      "<li>\(long: symptom.text) <code>\(symptom.code)</code></li>"
    }
    return "<ul class=\"symptoms\">\(items)</ul>\n"
  }

  /// The arithmetic of a rule, one comparison a line.
  private var workings: Markup {
    guard let workings = entry.workings, !workings.isEmpty else { return .empty }
    let lines = HTMLRenderer.list(workings, limit: 50, by: "\n") { working in
      "<li>\(HTMLRenderer.mark(working.holds ? .pass : .fail)) <code>\(long: working.arithmetic)</code> "
        + "<span class=\"seen\">\(working.path)</span></li>"
    }
    return "<div class=\"evidence\"><p class=\"label\">Arithmetic</p><ul class=\"workings\">\(lines)</ul></div>\n"
  }

  private var evidence: Markup {
    let observations = entry.observations.compactMap { index.observations[$0] }
    guard !observations.isEmpty else { return .empty }
    let writer = EvidenceMarkup(observations: observations, requirement: number, index: index)
    return """
      \(TimingBars(observations).markup)\(writer.reads)\(writer.lookups)\(writer.connections)\(writer.tunnels)\
      \(writer.handshakes)\(writer.responses)\(writer.times)\(writer.exchanges)\(byHand(observations))
      """
  }

  private func byHand(_ observations: [Observation]) -> Markup {
    let commands = HandCommands(observations: observations.map(\.evidence), subject: entry.subject).commands
    guard !commands.isEmpty else { return .empty }
    return "<div class=\"evidence\"><p class=\"label\">By hand</p>\(HTMLRenderer.code(commands))</div>\n"
  }
}
