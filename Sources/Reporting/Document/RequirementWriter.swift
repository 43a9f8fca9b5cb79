internal import Model

/// Writes verdicts as the entries of a report, with what the plan says about their requirements.
struct RequirementWriter {
  private let recording: Recording
  private let requirements: [Requirement.ID: Requirement]
  private let evidence: [Observation.ID: Evidence]

  /// `further`: requirements that other recordings plan.
  init(recording: Recording, further: [Requirement] = []) {
    self.recording = recording
    let planned =
      recording.plan.requirements.map(\.requirement) + recording.plan.omissions.map(\.requirement) + further
    requirements = Dictionary(planned.map { ($0.id, $0) }) { first, _ in first }
    evidence = Dictionary(recording.observations.map { ($0.id, $0.evidence) }) { first, _ in first }
  }

  /// The phase of a verdict's requirement; by the first part of its id where the plan does not know it.
  func phase(of verdict: Verdict) -> Phase {
    if let requirement = requirements[verdict.requirement] { return requirement.phase }
    let slug = verdict.requirement.rawValue.prefix { $0 != "/" }
    return Phase.allCases.first { $0.slug == slug } ?? .preconditions
  }

  func entry(_ verdict: Verdict) -> ReportDocument.RequirementEntry {
    let requirement =
      requirements[verdict.requirement]
      ?? Requirement(
        id: verdict.requirement, title: verdict.requirement.rawValue, phase: phase(of: verdict),
        role: verdict.endpoint?.role ?? .nameserver, expectation: .resolves, consumer: .node)
    let expects = ReportDocument.ExpectationKind(requirement.expectation)
    var blockers: [Requirement.ID] = []
    var reason: ReportDocument.ReasonEntry?
    switch verdict.outcome {
    case .blocked(let by): blockers = by
    case .skipped(let why):
      reason = ReportDocument.ReasonEntry(
        code: Wording.code(why), text: Wording.reason(why), path: why.path,
        command: Wording.command(why, deployment: recording.deployment))
    case .pass, .fail, .inconclusive: break
    }
    let line = SeenLine(
      expects: expects, evidence: verdict.observations.compactMap { evidence[$0] },
      privateRanges: recording.deployment.network.privateRanges, trust: verdict.endpoint?.trust ?? .public)
    let isForeign = verdict.symptoms.contains { $0.code == .foreignAnswer }
    return ReportDocument.RequirementEntry(
      id: verdict.requirement, title: requirement.title, need: requirement.need, expects: expects,
      outcome: Standing(verdict, need: requirement.need), vantage: verdict.vantage,
      subject: ReportDocument.Subject(
        role: verdict.endpoint?.role ?? requirement.role, variant: verdict.endpoint?.variant ?? requirement.variant,
        host: verdict.endpoint?.host.description,
        port: verdict.endpoint.flatMap { $0.port == 0 ? nil : $0.port }),
      symptoms: verdict.symptoms.map {
        ReportDocument.SymptomEntry(code: $0.code.rawValue, facts: $0.facts, text: Wording.sentence($0))
      },
      seen: verdict.workings.isEmpty
        ? line.text + (isForeign ? " · not this service" : "") : verdict.workings.line, blockedBy: blockers,
      reason: reason,
      observations: verdict.observations, workings: verdict.workings.isEmpty ? nil : verdict.workings,
      durationMilliseconds: verdict.duration.rounded, consumer: requirement.consumer, without: requirement.without,
      sources: requirement.sources)
  }
}

extension ReportDocument.ExpectationKind {
  init(_ expectation: Expectation) {
    self =
      switch expectation {
      case .nameserversAnswer: .nameserversAnswer
      case .resolves: .resolves
      case .addresses: .addresses
      case .accepts: .accepts
      case .handshakes: .handshakes
      case .answers, .responds: .answers
      case .converses: .converses
      case .holds: .holds
      case .found: .found
      }
  }
}
