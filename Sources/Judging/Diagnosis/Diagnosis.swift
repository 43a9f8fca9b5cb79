import Model

/// Finds the causes of what the verdicts complain about.
struct Diagnosis {
  private let catalog: Catalog
  private let evidence: EvidenceIndex
  private let judgments: [Judgment]

  init(catalog: Catalog, evidence: EvidenceIndex, judgments: [Judgment]) {
    self.catalog = catalog
    self.evidence = evidence
    self.judgments = judgments
  }

  /// The causes, each once: failures before warnings, what programs do not notice last of either, then by the phase that
  /// they break first, then by how much they explain and block.
  func findings() -> [Finding] {
    var investigation = Investigation(catalog: catalog, evidence: evidence, open: complaints)
    for rule in RootCauseRules.all {
      for consequence in rule.consequences(in: investigation) {
        guard investigation.open.contains(where: { $0.id == consequence.complaint.id }) else { continue }
        investigation.named[consequence.of].complaints.append(consequence.complaint)
        investigation.open.removeAll { $0.id == consequence.complaint.id }
      }
      for suspicion in rule.suspicions(in: investigation) {
        let still = Set(investigation.open.map(\.id))
        var suspicion = suspicion
        suspicion.complaints.removeAll { !still.contains($0.id) }
        guard !suspicion.complaints.isEmpty else { continue }
        investigation.named.append(suspicion)
        let explained = Set(suspicion.complaints.map(\.id))
        investigation.open.removeAll { explained.contains($0.id) }
      }
    }
    return investigation.named.compactMap(finding).enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.severity != b.severity { return a.severity == .failure }
      if a.isUnnoticed != b.isUnnoticed { return b.isUnnoticed }
      if a.firstBrokenPhase != b.firstBrokenPhase { return a.firstBrokenPhase < b.firstBrokenPhase }
      let reach = (a.explains.count + a.blocks.count, b.explains.count + b.blocks.count)
      if reach.0 != reach.1 { return reach.0 > reach.1 }
      return left.offset < right.offset
    }.map(\.element).withReconciledChanges()
  }

  /// Every symptom of a verdict that says something about the network; what could not be found out is no complaint.
  private var complaints: [Complaint] {
    var complaints: [Complaint] = []
    for (index, judgment) in judgments.enumerated() {
      switch judgment.verdict.outcome {
      case .fail, .pass: break
      // What could not be read for lack of a right is worth a warning.
      case .skipped(.needsRight): break
      case .skipped, .blocked, .inconclusive: continue
      }
      let isAdvisory = judgment.planned.requirement.need == .advisory
      for sign in judgment.signs {
        complaints.append(
          Complaint(
            id: complaints.count, judgment: index, planned: judgment.planned, sign: sign,
            isWarning: sign.isWarning || isAdvisory || judgment.verdict.outcome != .fail))
      }
    }
    return complaints
  }

  private func finding(_ suspicion: Suspicion) -> Finding? {
    let complaints = suspicion.complaints.sorted { $0.id < $1.id }
    guard let phase = complaints.map(\.planned.requirement.phase).min() else { return nil }
    let explained = Set(complaints.map(\.judgment)).sorted()
    let observations = complaints.flatMap(\.sign.observations) + suspicion.evidenceFor
    return Finding(
      cause: suspicion.cause, severity: complaints.allSatisfy(\.isWarning) ? .warning : .failure,
      confidence: suspicion.confidence, subject: suspicion.subject,
      facts: FindingFacts(catalog: catalog, evidence: evidence).facts(of: suspicion),
      symptoms: complaints.map(\.sign.symptom).uniqued(), changes: suspicion.changes.uniqued(),
      explains: explained.map { judgments[$0].verdict.requirement }.uniqued(), blocks: blocked(by: explained),
      shares: LookupShares(evidence).shares(of: complaints),
      evidenceFor: Set(observations).sorted(), evidenceAgainst: Set(suspicion.evidenceAgainst).sorted(),
      firstBrokenPhase: phase)
  }

  /// What could not be tried because of these judgments, directly or by way of others. An id that stands for several
  /// hosts blocks only what needs the same host.
  private func blocked(by explained: [Int]) -> [Requirement.ID] {
    var reached = Set(explained)
    var found: Set<Int> = []
    var grew = true
    while grew {
      grew = false
      for (index, judgment) in judgments.enumerated() where !found.contains(index) {
        guard case .blocked(let blockers) = judgment.verdict.outcome else { continue }
        let isBlocked = reached.contains { other in
          let blocker = judgments[other]
          guard blockers.contains(blocker.verdict.requirement) else { return false }
          // A conversation needs several hosts.
          if case .converses = judgment.planned.requirement.expectation { return true }
          guard let host = blocker.verdict.endpoint?.host else { return true }
          return host == judgment.verdict.endpoint?.host
        }
        guard isBlocked else { continue }
        found.insert(index)
        reached.insert(index)
        grew = true
      }
    }
    return found.sorted().map { judgments[$0].verdict.requirement }.uniqued()
  }
}

extension Finding {
  /// Whether programs that ask nameservers in order get every answer as if there were nothing.
  fileprivate var isUnnoticed: Bool {
    blocks.isEmpty && shares.contains { $0.client == .inOrder && $0.bad == 0 }
  }
}
