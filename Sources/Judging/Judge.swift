public import Model

/// Compares what was seen with what must hold, and names the causes of what does not. A function of values: the same
/// recording and catalog give the same report, and "now" is the recording's start.
public struct Judge: Sendable {
  /// How services are recognized, and what is known about each role's endpoint.
  let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// Verdicts on every planned requirement and every omission, the findings that explain them, and the summary.
  public func report(on recording: Recording) -> Report {
    let evidence = EvidenceIndex(recording)
    let declared = DeclaredPlan(recording: recording, catalog: catalog)
    let judgments = recording.plan.requirements.map { judgment(on: $0, of: declared, by: evidence) }
    let skipped = recording.plan.omissions.map { omission in
      Verdict(
        requirement: omission.requirement.id, endpoint: nil, vantage: recording.vantage.id,
        outcome: .skipped(reason: omission.reason))
    }
    let diagnosis = Diagnosis(catalog: catalog, evidence: evidence, judgments: judgments)
    return Report(
      recording: recording, verdicts: judgments.map(\.verdict) + skipped, findings: diagnosis.findings(),
      summary: Summary(of: judgments, omissions: recording.plan.omissions))
  }

  private func judgment(
    on planned: PlannedRequirement, of declared: DeclaredPlan, by evidence: EvidenceIndex
  ) -> Judgment {
    let assessment = assessment(of: planned, of: declared, by: evidence)
    let observations = Set(assessment.observations + assessment.signs.flatMap(\.observations)).sorted()
    let verdict = Verdict(
      requirement: planned.requirement.id, endpoint: planned.endpoint, vantage: evidence.recording.vantage.id,
      outcome: assessment.outcome, symptoms: assessment.signs.map(\.symptom), observations: observations,
      workings: assessment.workings, duration: evidence.duration(of: observations))
    return Judgment(planned: planned, verdict: verdict, signs: assessment.signs)
  }

  private func assessment(
    of planned: PlannedRequirement, of declared: DeclaredPlan, by evidence: EvidenceIndex
  ) -> Assessment {
    if case .nameserversAnswer = planned.requirement.expectation { return evidence.nameserversAnswer() }
    if case .holds(let rule, let limits) = planned.requirement.expectation {
      return declared.appraisal(of: rule, limits: PlanLimits(limits)).assessment
    }
    guard let endpoint = planned.endpoint else { return .noEvidence("no endpoint") }
    let subject = PlannedEndpoint(planned: planned, endpoint: endpoint, evidence: evidence)
    return switch planned.requirement.expectation {
    case .nameserversAnswer, .holds: .noEvidence("no endpoint")
    case .resolves: subject.resolves()
    case .addresses(let kind): subject.addresses(are: kind)
    case .accepts: subject.accepts()
    case .handshakes: subject.handshakes()
    case .answers(let service): subject.answers(as: catalog.services[service])
    }
  }
}
