public import Model

extension ReportDocument {
  /// The report of several vantages in words.
  ///
  /// - Parameters:
  ///   - toolVersion: the version that judged, which is named where several gathered.
  ///   - expected: the nodes that reports were expected from, as `MatrixEntry.expected`.
  ///   - remarks: what a reader must know about how the reports were put together.
  public init(
    merged: MergedReport, catalog: Catalog, exitStatus: Int, toolVersion: String, expected: [String]? = nil,
    remarks: [String] = []
  ) {
    let recordings = merged.sightings.map(\.report.recording)
    let recording = recordings[0]
    let entries = Self.entries(of: merged)
    let rows = entries.map(\.entry)
    let end = recordings.map { $0.startedAt.secondsSince1970 * 1_000 + Int64($0.duration.rounded) }.max() ?? 0
    let start = recordings.map(\.startedAt).min() ?? recording.startedAt
    let versions = Set(recordings.map(\.toolVersion))
    let unheard = rows.count { $0.need == .required && $0.isUnheard }
    let blocked = rows.count { $0.need == .required && $0.outcome == .blocked }
    let byVantage = Dictionary(uniqueKeysWithValues: zip(merged.sightings.map(\.label), recordings))
    let findings = merged.findings.enumerated().map { index, shared in
      var entry = FindingEntry(
        shared.finding, number: index + 1, catalog: catalog, recording: byVantage[shared.example] ?? recording,
        verdicts: merged.checks.lazy.flatMap(\.verdicts).filter { shared.vantages.holds($0.vantage) })
      entry.vantages = shared.vantages
      entry.evidenceFrom = shared.example
      return entry
    }

    self.init(
      schemaVersion: Self.currentSchemaVersion,
      rules: recording.plan.rules.map(\.description) ?? (recording.plan.hasRules ? "newest" : nil),
      tool: Tool(
        name: "aml-preflight", version: versions.count == 1 ? recording.toolVersion : toolVersion,
        catalogDigest: catalog.digest),
      deployment: DeploymentName(
        name: recording.deployment.name, cloud: recording.deployment.cloud, edition: recording.plan.edition,
        region: recording.deployment.workspace.region ?? recording.deployment.cluster.region),
      vantages: Self.vantages(of: merged), startedAt: start,
      durationMilliseconds: Int(clamping: end - start.secondsSince1970 * 1_000),
      summary: SummaryEntry(
        outcome: merged.summary.outcome, exitStatus: exitStatus, firstBrokenPhase: merged.summary.firstBrokenPhase,
        counts: Dictionary(uniqueKeysWithValues: Standing.allCases.map { ($0, merged.summary.counts[$0] ?? 0) }),
        coverage: Coverage(
          required: merged.summary.coverage.required, made: merged.summary.coverage.made,
          text: Wording.coverage(
            merged.summary.coverage, omissions: merged.omissions, blocked: blocked, unheard: unheard))),
      phases: Phase.allCases.compactMap { phase in
        let own = entries.filter { $0.phase == phase }.map(\.entry)
        return own.isEmpty ? nil : PhaseEntry(phase, requirements: own, recordings: recordings)
      },
      findings: findings,
      notes: Wording.notes(merged, catalogDigest: catalog.digest, toolVersion: toolVersion) + remarks,
      sources: Self.sources(
        of: rows.flatMap(\.sources) + findings.flatMap(\.sources), in: catalog),
      matrix: MatrixEntry(
        groups: VantageGroups(merged).entries,
        separations: merged.separations.enumerated().map { SeparationEntry($1, number: $0 + 1) }, expected: expected),
      recording: recording,
      furtherRecordings: recordings.dropFirst().map { StoredRecording($0, beside: recording) })
  }

  /// One row for each check and vantage, in the order of the checks.
  private static func entries(of merged: MergedReport) -> [(phase: Phase, entry: RequirementEntry)] {
    let writers = Dictionary(
      uniqueKeysWithValues: merged.sightings.map { ($0.label, RequirementWriter(recording: $0.report.recording)) })
    let other = RequirementWriter(
      recording: merged.sightings[0].report.recording, further: merged.checks.map(\.requirement))
    return merged.checks.flatMap { check in
      check.verdicts.map { (check.requirement.phase, (writers[$0.vantage] ?? other).entry($0)) }
    }
  }

  private static func vantages(of merged: MergedReport) -> [VantageEntry] {
    let heard = merged.sightings.map { sighting in
      var entry = VantageEntry(sighting.report.recording.vantage)
      entry.id = sighting.label
      return entry
    }
    let missing = merged.missing.map { missing in
      VantageEntry(
        id: missing.label, kind: missing.kind, nameservers: [], nameserversFrom: "", proxy: nil, families: [],
        trustStore: "", place: missing.nodePool.map { [.nodePool: .init($0, from: "the plan")] },
        missing: missing.count,
        reason: missing.reason)
    }
    return heard + missing
  }
}

extension ReportDocument.SeparationEntry {
  init(_ separation: Separation, number: Int) {
    let total = separation.failing.count + separation.passing.count
    self.init(
      id: "d\(number)",
      checks: separation.checks.map {
        ReportDocument.DisputedCheck(id: $0.requirement, variant: $0.variant, endpoint: $0.hostAndPort)
      }, failing: separation.failing, passing: separation.passing,
      severity: separation.isWarning ? .warning : .failure, certainty: separation.certainty,
      separators: separation.separators.map { separator in
        ReportDocument.SeparatorEntry(
          trait: separator.trait, failing: separator.failing, passing: separator.passing,
          agreeing: separator.agreeing, total: total,
          counterExamples: separator.counterExamples.map {
            ReportDocument.CounterExampleEntry(vantage: $0.vantage, value: $0.value, fails: $0.fails)
          })
      }, untold: separation.untold, text: Wording.text(separation))
  }
}
