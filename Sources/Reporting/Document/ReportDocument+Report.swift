public import Model

extension ReportDocument {
  /// The report in words. The texts about causes come from the catalog, those about requirements from the plan that was
  /// carried out.
  public init(report: Report, catalog: Catalog, exitStatus: Int) {
    let recording = report.recording
    let deployment = recording.deployment
    let requirements = RequirementWriter(recording: recording)
    let entries = report.verdicts.map(requirements.entry)

    self.init(
      schemaVersion: Self.currentSchemaVersion,
      rules: recording.plan.rules.map(\.description) ?? (recording.plan.hasRules ? "newest" : nil),
      tool: Tool(name: "aml-preflight", version: recording.toolVersion, catalogDigest: catalog.digest),
      deployment: DeploymentName(
        name: deployment.name, cloud: deployment.cloud, edition: recording.plan.edition,
        region: deployment.workspace.region ?? deployment.cluster.region),
      vantages: [VantageEntry(recording.vantage)],
      startedAt: recording.startedAt,
      durationMilliseconds: recording.duration.rounded,
      summary: SummaryEntry(
        outcome: report.summary.outcome, exitStatus: exitStatus, firstBrokenPhase: report.summary.firstBrokenPhase,
        counts: Dictionary(uniqueKeysWithValues: Standing.allCases.map { ($0, report.summary.counts[$0] ?? 0) }),
        coverage: Coverage(
          required: report.summary.coverage.required, made: report.summary.coverage.made,
          text: Wording.coverage(
            report.summary.coverage, omissions: recording.plan.omissions + report.unappliedRules,
            blocked: report.blockedRequiredChecks))),
      phases: Phase.allCases.compactMap { phase in
        let own = zip(report.verdicts, entries).filter { requirements.phase(of: $0.0) == phase }.map(\.1)
        return own.isEmpty ? nil : PhaseEntry(phase, requirements: own, recordings: [recording])
      },
      findings: report.findings.enumerated().map { index, finding in
        FindingEntry(finding, number: index + 1, catalog: catalog, recording: recording, verdicts: report.verdicts)
      },
      notes: Wording.notes(recording, catalogDigest: catalog.digest),
      sources: Self.sources(
        of: entries.flatMap(\.sources) + report.findings.flatMap { catalog.causes[$0.cause]?.sources ?? [] },
        in: catalog),
      recording: recording)
  }

  /// Those of the catalog that are cited, by id.
  static func sources(of cited: [Source.ID], in catalog: Catalog) -> [Source] {
    Set(cited).sorted().compactMap { catalog.sources[$0] }
  }
}

extension ReportDocument.VantageEntry {
  init(_ vantage: Vantage) {
    self.init(
      id: vantage.id, kind: vantage.kind,
      nameservers: vantage.nameservers.map { $0.port == 53 ? $0.address.description : $0.description },
      nameserversFrom: vantage.nameserversFrom, proxy: vantage.proxy?.hostAndPort, families: vantage.families,
      trustStore: vantage.trustStore, place: vantage.place.map(\.facts))
  }
}

extension ReportDocument.PhaseEntry {
  /// The phase as seen from one vantage, or from several: then the longest time counts.
  init(_ phase: Phase, requirements: [ReportDocument.RequirementEntry], recordings: [Recording]) {
    self.init(
      id: phase, title: Wording.title(phase), outcome: Self.outcome(requirements),
      durationMilliseconds: recordings.map { Self.duration(of: phase, in: $0).rounded }.max() ?? 0,
      requirements: requirements)
  }

  private static func duration(of phase: Phase, in recording: Recording) -> Milliseconds {
    let steps = Set(recording.plan.steps.filter { $0.phase == phase && $0.origin == nil }.map(\.id))
    let own = recording.observations.filter { steps.contains($0.step) }
    let start = own.map(\.start).min() ?? .zero
    let end = own.map { $0.start + $0.duration }.max() ?? .zero
    return Milliseconds(microseconds: end.microseconds - start.microseconds)
  }

  /// The worst standing, where what is only advisory makes at most a warning.
  private static func outcome(_ requirements: [ReportDocument.RequirementEntry]) -> Standing {
    let standings = requirements.map { entry -> Standing in
      switch entry.outcome {
      case .fail, .blocked, .inconclusive: entry.need == .required ? entry.outcome : .warn
      case .pass, .warn, .skipped: entry.outcome
      }
    }
    let worstFirst: [Standing] = [.fail, .blocked, .inconclusive, .warn, .pass]
    return worstFirst.first(where: standings.contains) ?? .skipped
  }
}

extension ReportDocument.FindingEntry {
  /// - Parameter verdicts: those of the vantages at which it was found.
  init(_ finding: Finding, number: Int, catalog: Catalog, recording: Recording, verdicts: some Sequence<Verdict>) {
    let description = catalog.causes[finding.cause]
    let isPrivate = finding.isAboutPrivateAddresses(in: recording.deployment)
    let isOfServer = finding.subject.id == EndpointRole.apiServer.rawValue
    let remedy =
      (isPrivate ? description?.privateRemedy : nil) ?? (isOfServer ? description?.apiServerRemedy : nil)
      ?? description?.remedy
    let facts = finding.facts
    func sentence(_ text: String?) -> String { FactTemplate(text ?? "").sentence(facts) }
    // A rule that is broken says what is wrong better than its cause, which stands for several rules.
    let ofRules = finding.symptoms.filter { $0.planCause != nil }.map(Wording.clause).uniqued()
    let affected = recording.plan.requirements.map(\.requirement).filter(finding.breaks)
    let named = Set(affected.map(\.id))
    var passing: Set<Requirement.ID> = []
    var broken: Set<Requirement.ID> = []
    for verdict in verdicts where named.contains(verdict.requirement) {
      switch verdict.outcome {
      case .pass: passing.insert(verdict.requirement)
      case .fail, .blocked, .inconclusive: broken.insert(verdict.requirement)
      // Nobody knows.
      case .skipped: break
      }
    }
    let risks = affected.filter { passing.contains($0.id) && !broken.contains($0.id) }.map(\.without).uniqued()
    self.init(
      id: "f\(number)", cause: finding.cause.rawValue, severity: finding.severity, confidence: finding.confidence,
      subject: ReportDocument.FindingSubject(
        kind: finding.subject.kind, id: finding.subject.id, detail: finding.subject.detail,
        members: finding.subject.members.isEmpty ? nil : finding.subject.members),
      title: ofRules.isEmpty
        ? description.map { sentence($0.title) } ?? finding.cause.rawValue : ofRules.joined(separator: "; "),
      meaning: sentence(description?.meaning), explains: finding.explains, blocks: finding.blocks,
      consequences: (finding.shares.map(Wording.sentence)
        + affected.filter { broken.contains($0.id) }.map(\.without)).uniqued(),
      risks: risks.isEmpty ? nil : risks,
      evidenceFor: finding.evidenceFor,
      evidenceAgainst: finding.evidenceAgainst, firstBrokenPhase: finding.firstBrokenPhase,
      azureErrors: finding.azureErrors(in: catalog),
      changes: finding.changes.isEmpty
        ? nil
        : finding.changes.map { change in
          ReportDocument.ChangeEntry(
            path: change.path, place: recording.deployment.origins[change.path]?.description, from: change.from,
            to: change.to)
        },
      remedy: ReportDocument.Remedy(
        owner: sentence(remedy?.owner), steps: remedy?.steps.map(sentence) ?? [],
        commands: remedy?.commands.map { FactTemplate($0).command(facts) } ?? [],
        configurations: remedy.flatMap { remedy in
          remedy.configurations.isEmpty
            ? nil
            : remedy.configurations.map { configuration in
              ReportDocument.Configuration(
                software: configuration.software, text: FactTemplate(configuration.text).lines(facts))
            }
        },
        verify: sentence(remedy?.verify)),
      sources: description?.sources ?? [])
  }
}

extension Report {
  /// The rules that could not be applied to what is declared.
  fileprivate var unappliedRules: [Omission] {
    let rules = Dictionary(recording.plan.requirements.map { ($0.requirement.id, $0.requirement) }) { first, _ in first
    }
    return verdicts.compactMap { verdict in
      guard case .skipped(let reason) = verdict.outcome, let rule = rules[verdict.requirement] else { return nil }
      return Omission(requirement: rule, reason: reason)
    }
  }

  /// How many required checks could not be tried because of others.
  fileprivate var blockedRequiredChecks: Int {
    let required = Set(
      recording.plan.requirements.lazy.map(\.requirement).filter { $0.need == .required }.map(\.id))
    return verdicts.count {
      if case .blocked = $0.outcome { required.contains($0.requirement) } else { false }
    }
  }
}

extension Finding {
  /// So many say enough; `explain` knows them all.
  private static let azureErrorLimit = 6

  /// What Azure shows when these requirements fail for this cause, the errors that are usually the network's first: a cause
  /// alone would also name those of other endpoints.
  fileprivate func azureErrors(in catalog: Catalog) -> [String] {
    let affected = Set(explains + blocks)
    let errors = catalog.azureErrors.filter { $0.causes.contains(cause) && !affected.isDisjoint(with: $0.checks) }
    let likely = [.usually, .sometimes].flatMap { (share: AzureError.NetworkShare) in
      errors.filter { $0.network == share }.map(\.code)
    }
    return Array(likely.prefix(Self.azureErrorLimit))
  }

  /// Whether it names addresses, and all of them are private for this deployment.
  fileprivate func isAboutPrivateAddresses(in deployment: Deployment) -> Bool {
    let named = [facts[.address], facts[.addresses]].compactMap { $0 }.flatMap { $0.split(separator: ", ") }
    return !named.isEmpty
      && named.allSatisfy { IPAddress(String($0))?.isPrivate(including: deployment.network.privateRanges) == true }
  }

  /// Whether what depends on the requirement breaks because of this. Of a name that could not be looked up nobody can
  /// say that its addresses are of the wrong kind.
  fileprivate func breaks(_ requirement: Requirement) -> Bool {
    guard !requirement.without.isEmpty else { return false }
    if explains.contains(requirement.id) { return true }
    if case .addresses = requirement.expectation { return false }
    return blocks.contains(requirement.id)
  }
}
