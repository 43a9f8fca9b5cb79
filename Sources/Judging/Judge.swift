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
    let interceptors = Interceptors(catalog: catalog, evidence: evidence).authorities
    let cluster = ClusterRules(evidence: evidence, catalog: catalog)
    let judgments = recording.plan.requirements.map { planned in
      if case .found(let rule, let limits) = planned.requirement.expectation {
        let assessment = cluster.assessment(of: rule, limits: PlanLimits(limits), planned: planned)
        return judgment(of: assessment, on: planned, by: evidence)
      }
      return judgment(on: planned, of: declared, by: evidence, interceptors: interceptors)
    }
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
    on planned: PlannedRequirement, of declared: DeclaredPlan, by evidence: EvidenceIndex, interceptors: Set<String>
  ) -> Judgment {
    var assessment = assessment(of: planned, of: declared, by: evidence, interceptors: interceptors)
    if assessment.outcome == .fail || assessment.outcome == .inconclusive, let endpoint = planned.endpoint {
      assessment = retried(assessment, of: planned, at: endpoint, in: declared, by: evidence)
    }
    return judgment(of: assessment, on: planned, by: evidence)
  }

  private func judgment(
    of assessment: Assessment, on planned: PlannedRequirement, by evidence: EvidenceIndex
  ) -> Judgment {
    let observations = Set(assessment.observations + assessment.signs.flatMap(\.observations)).sorted()
    let verdict = Verdict(
      requirement: planned.requirement.id, endpoint: planned.endpoint, vantage: evidence.recording.vantage.id,
      outcome: assessment.outcome, symptoms: assessment.signs.map(\.symptom), observations: observations,
      workings: assessment.workings, duration: evidence.duration(of: observations))
    return Judgment(planned: planned, verdict: verdict, signs: assessment.signs)
  }

  /// What failed and then passed when it was tried again is a pass with a warning, which says how often it failed.
  private func retried(
    _ first: Assessment, of planned: PlannedRequirement, at endpoint: Endpoint, in declared: DeclaredPlan,
    by evidence: EvidenceIndex
  ) -> Assessment {
    let trials = evidence.trials([.repetition], after: planned.steps).filter { !$0.observations.isEmpty }
    // Nothing was tried at first, for lack of an address.
    if first.outcome == .inconclusive {
      return trials.first.map { assessment(of: planned, of: declared, by: evidence, repetition: $0.step.id) } ?? first
    }
    let passes = trials.compactMap { trial -> (trial: Trial, assessment: Assessment)? in
      let again = assessment(of: planned, of: declared, by: evidence, repetition: trial.step.id)
      return again.outcome == .pass ? (trial, again) : nil
    }
    guard let pass = passes.first, let failure = first.signs.first(where: { !$0.isWarning }) else { return first }
    let facts: [Symptom.Fact: String] = [
      .endpoint: endpoint.hostAndPort, .code: failure.symptom.code.rawValue,
      .count: String(1 + trials.count - passes.count), .total: String(1 + trials.count),
    ]
    let sign = Sign(
      .passedAfterRetry,
      facts.with(.address, failure.symptom.facts[.address]).with(.after, failure.symptom.facts[.after]),
      seenIn: failure.observations + trials.flatMap(\.observations), isWarning: true)
    return Assessment(outcome: .pass, signs: pass.assessment.signs + [sign], observations: pass.assessment.observations)
  }

  private func assessment(
    of planned: PlannedRequirement, of declared: DeclaredPlan, by evidence: EvidenceIndex,
    repetition: Step.ID? = nil, interceptors: Set<String> = []
  ) -> Assessment {
    if case .nameserversAnswer = planned.requirement.expectation { return evidence.nameserversAnswer() }
    if case .holds(let rule, let limits) = planned.requirement.expectation {
      return declared.appraisal(of: rule, limits: PlanLimits(limits)).assessment
    }
    guard let endpoint = planned.endpoint else { return .noEvidence("no endpoint") }
    let subject = PlannedEndpoint(
      planned: planned, endpoint: endpoint, evidence: evidence, interceptors: interceptors,
      isMicrosoft: catalog.endpoints.first { $0.role == endpoint.role }?.isMicrosoft ?? false, repetition: repetition)
    return switch planned.requirement.expectation {
    case .nameserversAnswer, .holds, .found: .noEvidence("no endpoint")
    case .resolves: subject.resolves()
    case .addresses(let kind): subject.addresses(are: kind)
    case .accepts: subject.accepts()
    case .handshakes: subject.handshakes()
    case .answers(let service):
      subject.answers(
        as: catalog.services[service],
        unless: StrangeChallenge(in: evidence.recording.deployment.cloud, catalog: catalog))
    case .responds(let statuses): subject.responds(with: statuses)
    case .converses(let kind):
      subject.converses(about: kind, sources: catalog.sources) { other in
        assessment(of: other, of: declared, by: evidence).outcome
      }
    }
  }
}
