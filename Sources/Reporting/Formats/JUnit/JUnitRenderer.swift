internal import Model

/// For pipelines: one suite for each phase, one case for each requirement and endpoint. Keeps to the strict form that
/// Ant's JUnit task writes (no attributes on `testsuites`, output by suite), which every later reader takes.
///
/// What fails is a failure; what is inconclusive and required an error; what is blocked or skipped, and what is
/// inconclusive and only advisory, skipped with its reason. So a pipeline that gates on failures and errors decides as
/// the exit status does.
public struct JUnitRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>"]
    for (number, suite) in suites(of: document).enumerated() {
      lines += self.suite(suite.phase, at: suite.vantage, number: number, of: document)
    }
    lines.append("</testsuites>")
    return lines.map { $0 + "\n" }.joined()
  }

  /// The phases; of several vantages each phase once for each of them.
  private func suites(
    of document: ReportDocument
  ) -> [(phase: ReportDocument.PhaseEntry, vantage: ReportDocument.VantageEntry?)] {
    guard document.isMerged else { return document.phases.map { ($0, document.vantages.first) } }
    return document.phases.flatMap { phase in
      let byVantage = Dictionary(grouping: phase.requirements, by: \.vantage)
      return document.vantages.compactMap {
        vantage -> (phase: ReportDocument.PhaseEntry, vantage: ReportDocument.VantageEntry?)? in
        guard let own = byVantage[vantage.id] else { return nil }
        var part = phase
        part.requirements = own
        part.durationMilliseconds = own.map(\.durationMilliseconds).max() ?? 0
        return (part, vantage)
      }
    }
  }

  /// What a requirement is in the words of JUnit.
  private enum Result {
    case passed, failed, error, skipped

    init(_ entry: ReportDocument.RequirementEntry) {
      switch entry.outcome {
      case .pass, .warn: self = .passed
      case .fail: self = .failed
      case .blocked, .skipped: self = .skipped
      case .inconclusive: self = entry.need == .required ? .error : .skipped
      }
    }
  }

  private func suite(
    _ phase: ReportDocument.PhaseEntry, at vantage: ReportDocument.VantageEntry?, number: Int,
    of document: ReportDocument
  ) -> [String] {
    let results = phase.requirements.map(Result.init)
    func count(_ result: Result) -> String { "\(results.count { $0 == result })" }
    let place = document.isMerged ? vantage.map { " \(TerminalText.safe($0.id, limit: 200))" } ?? "" : ""
    let host = vantage.map { TerminalText.safe($0.id) } ?? ""
    let attributes = attributes([
      ("name", phase.id.rawValue + place), ("package", "aml-preflight"), ("id", "\(number)"),
      // Without a time zone, as the form asks for: UTC.
      ("timestamp", String(document.startedAt.description.dropLast())),
      ("hostname", host.allSatisfy { $0 == " " } ? "localhost" : host), ("tests", "\(results.count)"),
      ("failures", count(.failed)), ("errors", count(.error)), ("skipped", count(.skipped)),
      ("time", Seconds.text(milliseconds: phase.durationMilliseconds)),
    ])
    var lines = ["  <testsuite\(attributes)>", "    <properties>"]
    lines += properties(document, vantages: document.isMerged ? [vantage].compactMap { $0 } : document.vantages).map {
      name, value in
      "      <property\(self.attributes([("name", name), ("value", value)]))/>"
    }
    lines.append("    </properties>")
    for (entry, result) in zip(phase.requirements, results) {
      lines += testCase(
        entry, result, className: "aml-preflight.\(phase.id.rawValue)" + (place.isEmpty ? "" : ".\(place.dropFirst())"),
        of: document)
    }
    lines.append("    <system-out>")
    lines += phase.requirements.map { entry in
      XMLText.of("\(entry.outcome.rawValue) \(entry.id) \(entry.place): \(entry.seen)")
    }
    return lines + ["    </system-out>", "    <system-err/>", "  </testsuite>"]
  }

  private func properties(
    _ document: ReportDocument, vantages: [ReportDocument.VantageEntry]
  ) -> [(name: String, value: String)] {
    var properties = [
      ("deployment", document.deployment.name), ("outcome", document.summary.outcome.rawValue),
      ("coverage", document.summary.coverage.text), ("version", document.tool.version),
      ("catalogDigest", document.tool.catalogDigest),
    ]
    if let baseline = Wording.baseline(of: document) { properties.append(("baseline", baseline)) }
    properties += vantages.prefix(8).map { ("vantage", TextRenderer.place($0)) }
    return properties
  }

  /// The same in every run, as pipelines compare them: a rule by its id alone, since a deployment has it once.
  private func name(of entry: ReportDocument.RequirementEntry) -> String {
    let id = TerminalText.safe(entry.id.rawValue, limit: 200)
    return entry.expects.isRule ? id : "\(id) (\(entry.place))"
  }

  private func testCase(
    _ entry: ReportDocument.RequirementEntry, _ result: Result, className: String,
    of document: ReportDocument
  ) -> [String] {
    let start =
      "    <testcase"
      + attributes([
        ("name", name(of: entry)),
        ("classname", className),
        ("time", Seconds.text(milliseconds: entry.durationMilliseconds)),
      ])
    let finding = entry.finding(in: document.findings)
    let since = Wording.since(entry.sinceBaseline, in: document).map { "\($0): " } ?? ""
    let message =
      since + (finding.map { "\(TerminalText.safe($0.cause, limit: 60)): \($0.title)" } ?? entry.explanations[0])
    let kind = finding?.cause ?? entry.symptoms.first?.code ?? entry.outcome.rawValue
    let element: String
    switch result {
    case .passed: return [start + "/>"]
    case .skipped:
      let reason = entry.outcome == .inconclusive ? "advisory and inconclusive: \(message)" : message
      return [start + ">", "      <skipped\(attributes([("message", reason)]))/>", "    </testcase>"]
    case .failed: element = "failure"
    case .error: element = "error"
    }
    let body = details(entry, finding).map { XMLText.of($0) }.joined(separator: "\n")
    return [
      start + ">", "      <\(element)\(attributes([("message", message), ("type", kind)]))>\(body)</\(element)>",
      "    </testcase>",
    ]
  }

  /// The lines that an engineer reads in a pipeline's log.
  private func details(
    _ entry: ReportDocument.RequirementEntry, _ finding: ReportDocument.FindingEntry?
  ) -> [String] {
    var lines = entry.explanations
    if !entry.seen.isEmpty { lines.append("Seen: \(entry.seen)") }
    if !entry.without.isEmpty { lines.append("Breaks: \(entry.without)") }
    guard let finding else { return lines }
    lines.append("Cause: \(finding.cause), \(finding.confidence.rawValue), \(finding.subject.line)")
    if !finding.remedy.owner.isEmpty { lines.append("Owner: \(finding.remedy.owner)") }
    lines += finding.remedy.steps.prefix(20).map { "Do: \($0)" }
    lines += finding.remedy.commands.prefix(20).map { "Run: \($0)" }
    for configuration in (finding.remedy.configurations ?? []).prefix(8) {
      lines += ["\(configuration.software):"] + configuration.lines.map { "  " + $0 }
    }
    return lines
  }

  private func attributes(_ pairs: [(name: String, value: String)]) -> String {
    pairs.map { " \($0.name)=\"\(XMLText.of($0.value))\"" }.joined()
  }
}
