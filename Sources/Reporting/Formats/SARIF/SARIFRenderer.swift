internal import Model

/// SARIF 2.1.0: a rule for each cause, a result for each finding, and one for each required check that fails or stays
/// open without a cause (its rule is the symptom).
public struct SARIFRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String {
    var rules: [SARIFLog.Rule] = []
    var results: [SARIFLog.Result] = []
    func index(of rule: SARIFLog.Rule) -> Int {
      if let index = rules.firstIndex(where: { $0.id == rule.id }) { return index }
      rules.append(rule)
      return rules.count - 1
    }
    for finding in document.findings {
      let scope = Wording.scope(finding.vantages, of: document, limit: 8)
      results.append(result(finding, scope: scope, ruleIndex: index(of: rule(finding))))
    }
    for entry in document.unexplainedEntries {
      let vantage = document.isMerged ? entry.vantage : nil
      results.append(result(entry, vantage: vantage, ruleIndex: index(of: rule(entry))))
    }
    let driver = SARIFLog.Driver(
      name: identifier(document.tool.name), version: identifier(document.tool.version), rules: rules)
    let vantages = document.vantages.map(\.id).listed(limit: 8)
    let run = SARIFLog.Run(
      tool: SARIFLog.Tool(driver: driver),
      automationDetails: SARIFLog.AutomationDetails(
        id: "aml-preflight/\(identifier(document.deployment.name))/\(identifier(vantages))"),
      invocations: [invocation(document)], results: results)
    return JSONText.encoded(SARIFLog(runs: [run]))
  }

  private func invocation(_ document: ReportDocument) -> SARIFLog.Invocation {
    let seconds = Int64(min(max(document.durationMilliseconds, 0), 1_000_000_000_000)) / 1_000
    let end = min(document.startedAt.secondsSince1970 + seconds, Timestamp.representableSeconds.upperBound)
    let status = document.summary.exitStatus
    return SARIFLog.Invocation(
      executionSuccessful: ![70, 130, 143].contains(status), exitCode: status,
      startTimeUtc: document.startedAt.description, endTimeUtc: Timestamp(secondsSince1970: end).description)
  }

  private func rule(_ finding: ReportDocument.FindingEntry) -> SARIFLog.Rule {
    let remedy = finding.remedy
    return SARIFLog.Rule(
      id: identifier(finding.cause), shortDescription: SARIFLog.Message([finding.cause]),
      fullDescription: SARIFLog.Message([finding.meaning]),
      help: SARIFLog.Message(
        Array(remedy.steps.prefix(20)) + remedy.commands.prefix(20)
          + (remedy.configurations ?? []).prefix(8).map { "\($0.software):\n\($0.text)" } + [remedy.verify]),
      defaultConfiguration: SARIFLog.Configuration(level: level(finding)))
  }

  private func rule(_ entry: ReportDocument.RequirementEntry) -> SARIFLog.Rule {
    SARIFLog.Rule(
      id: code(entry), shortDescription: SARIFLog.Message([code(entry)]),
      fullDescription: SARIFLog.Message(["What was seen, where no cause explains it."]),
      help: SARIFLog.Message(["aml-preflight report -v shows the evidence."]),
      defaultConfiguration: SARIFLog.Configuration(level: .error))
  }

  private func result(
    _ finding: ReportDocument.FindingEntry, scope: String?, ruleIndex: Int
  ) -> SARIFLog.Result {
    let lines =
      [finding.title] + (scope.map { ["Found \($0)"] } ?? []) + finding.consequences.prefix(5).map { "Breaks: \($0)" }
      + (finding.risks ?? []).prefix(5).map { "At risk: \($0)" }
      + (finding.remedy.owner.isEmpty ? [] : ["Owner: \(finding.remedy.owner)"])
      + finding.remedy.steps.prefix(20).map { "Do: \($0)" }
    let subject = finding.subject
    return SARIFLog.Result(
      ruleId: identifier(finding.cause), ruleIndex: ruleIndex, kind: .fail, level: level(finding),
      message: SARIFLog.Message(lines),
      locations: [
        location(subject.detail.isEmpty ? subject.id : subject.detail, in: subject.kind.rawValue, subject.id)
      ],
      partialFingerprints: [
        "aml-preflight/v1": [finding.cause, subject.kind.rawValue, subject.id].map(identifier).joined(separator: "|")
      ],
      properties: [
        "confidence": finding.confidence.rawValue, "finding": identifier(finding.id),
        "firstBrokenPhase": finding.firstBrokenPhase.rawValue,
        "azureErrors": TerminalText.safe(finding.azureErrors.listed(limit: 20)),
      ].merging(finding.vantages.map { ["vantages": TerminalText.safe($0.listed(limit: 100), limit: 4_000)] } ?? [:]) {
        $1
      }, baselineState: finding.sinceBaseline.map(SARIFLog.BaselineState.init))
  }

  private func result(
    _ entry: ReportDocument.RequirementEntry, vantage: String?, ruleIndex: Int
  ) -> SARIFLog.Result {
    SARIFLog.Result(
      ruleId: code(entry), ruleIndex: ruleIndex, kind: entry.outcome == .fail ? .fail : .open,
      level: entry.outcome == .fail ? .error : .none,
      message: SARIFLog.Message(
        (entry.isUnheard ? [] : ["\(entry.id) \(entry.place)" + (vantage.map { " at \($0)" } ?? "")])
          + entry.explanations),
      locations: [location(entry.place, in: "requirement", entry.id.rawValue)],
      partialFingerprints: [
        "aml-preflight/v1":
          ([code(entry), identifier(entry.id.rawValue), identifier(entry.place)]
          + (vantage.map { [identifier($0)] } ?? [])).joined(separator: "|")
      ],
      properties: ["requirement": identifier(entry.id.rawValue)].merging(
        vantage.map { ["vantage": identifier($0)] } ?? [:]
      ) { $1 }, baselineState: entry.sinceBaseline.map(SARIFLog.BaselineState.init))
  }

  private func location(_ name: String, in kind: String, _ id: String) -> SARIFLog.Location {
    SARIFLog.Location(logicalLocations: [
      SARIFLog.LogicalLocation(name: identifier(name), fullyQualifiedName: "\(kind)/\(identifier(id))")
    ])
  }

  private func level(_ finding: ReportDocument.FindingEntry) -> SARIFLog.Level {
    finding.severity == .failure ? .error : .warning
  }

  private func code(_ entry: ReportDocument.RequirementEntry) -> String {
    identifier(entry.codes.first ?? "requirement.\(entry.outcome.rawValue)")
  }

  /// A name as it may stand in a log: never empty.
  private func identifier(_ value: String) -> String {
    value.isEmpty ? "unnamed" : TerminalText.safe(value, limit: 200)
  }
}
