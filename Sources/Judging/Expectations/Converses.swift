import Model

extension PlannedEndpoint {
  /// Whether a conversation came to its end. One that could not get to a host that another requirement is about is blocked
  /// by that; what no conversation can do without a credential that nobody gave is skipped.
  ///
  /// - Parameter sources: The documents that time limits name.
  /// - Parameter outcome: What another requirement of the plan comes to.
  func converses(
    about kind: ConversationKind, sources: [Source.ID: Source],
    others outcome: (PlannedRequirement) -> Verdict.Outcome
  ) -> Assessment {
    let exchanges = evidence.evidence(of: planned.steps).exchanges
    guard let last = exchanges.last else { return undecided }
    // How each host was reached is part of it.
    let steps = Set(planned.steps)
    let observations = evidence.recording.observations.filter { steps.contains($0.step) }.map(\.id)
    guard let conclusion = last.value.conclusion else { return isUnfinished ? undecided : .noEvidence() }
    let pace = slowTransfer(in: exchanges, sources: sources).map { [$0] } ?? []
    if conclusion == .complete {
      let signs = exchanges.flatMap { flowSigns(of: $0) } + pace
      return Assessment(outcome: .pass, signs: signs.merged(), observations: observations)
    }
    if kind == .readMetadata { return metadataEnding(last, observations) }
    var subject = focused(on: last.value.endpoint)
    if let blocker = subject.blocker(by: outcome) {
      return Assessment(outcome: .blocked(by: [blocker]), observations: observations)
    }
    var assessment = subject.ending(of: exchanges, about: kind)
    assessment.observations = observations + assessment.observations
    // What could not be found out, since it came so slowly, says so.
    if assessment.outcome == .inconclusive { assessment.signs += pace }
    if subject.endpoint.host != endpoint.host || subject.endpoint.port != endpoint.port {
      subject.endpoint.service = nil
      for index in assessment.signs.indices { assessment.signs[index].endpoint = subject.endpoint }
    }
    return assessment
  }

  /// The same requirement, seen at a host that the conversation came to; as the plan describes it, if it does.
  private func focused(on other: Endpoint) -> PlannedEndpoint {
    var subject = self
    subject.isFocused = true
    guard other.host != endpoint.host || other.port != endpoint.port else { return subject }
    let known = evidence.recording.plan.requirements.lazy.compactMap(\.endpoint).first {
      $0.host == other.host && $0.port == other.port
    }
    subject.endpoint = known ?? other
    return subject
  }

  /// A requirement on the same host that fails: whatever keeps the conversation from it is told there.
  private func blocker(by outcome: (PlannedRequirement) -> Verdict.Outcome) -> Requirement.ID? {
    evidence.recording.plan.requirements.first { other in
      guard other.endpoint?.host == endpoint.host, other.endpoint?.port == endpoint.port else { return false }
      switch other.requirement.expectation {
      case .converses, .holds, .found, .nameserversAnswer, .addresses: return false
      case .resolves, .accepts, .handshakes, .answers, .responds: break
      }
      switch outcome(other) {
      case .fail, .blocked: return true
      case .pass, .inconclusive, .skipped: return false
      }
    }?.requirement.id
  }

  /// What it means that the conversation ended before its end, with the last of these.
  private func ending(of exchanges: [Seen<Exchange>], about kind: ConversationKind) -> Assessment {
    guard let last = exchanges.last else { return undecided }
    switch last.value.ending {
    case .unreached, .withheld(.unverified):
      let climb = climbed(to: .handshake).assessment
      // The way is good by all that was seen, and yet it was not gone.
      return climb.outcome == .pass ? undecided : climb
    case .withheld(.variableNotSet):
      let name = last.value.authorization.variables.first ?? ""
      return Assessment(outcome: .skipped(reason: .variableNotSet(name: name)))
    case .withheld(let reason): return .noEvidence(reason.rawValue)
    case .sent(.answered(let answer), _):
      switch kind {
      case .pull(let image): return pullEnding(of: exchanges, last, answer, example: image)
      case .readBlob, .queryTable: return storageEnding(last, answer)
      case .score: return scoringEnding(last, answer)
      case .readMetadata: return undecided
      }
    case .sent(let ending, let address):
      switch failure(of: ending, place: place(address.address), isCutOff: last.isCutOff) {
      case .completed, .cutOff: return undecided
      case .failed(let symptom, _):
        return Assessment(outcome: .fail, signs: [Sign(symptom.code, symptom.facts, seenIn: [last.id])])
      case .notTried(let symptom):
        return Assessment(outcome: .inconclusive, signs: [Sign(symptom.code, symptom.facts, seenIn: [last.id])])
      }
    }
  }

  /// What is worth a warning in an exchange that led on.
  private func flowSigns(of seen: Seen<Exchange>) -> [Sign] {
    let subject = focused(on: seen.value.endpoint)
    guard let answer = seen.value.answer, let address = seen.value.address else { return [] }
    let place = subject.place(address.address)
    var signs: [Sign] = []
    func warn(_ code: Symptom.Code, _ facts: [Symptom.Fact: String]) {
      var sign = Sign(code, facts, seenIn: [seen.id], isWarning: true)
      if subject.endpoint.host != endpoint.host { sign.endpoint = subject.endpoint }
      signs.append(sign)
    }
    if seen.value.content?.rangeIsHonored == false {
      warn(.rangeIgnored, place.with(.status, String(answer.status)))
    }
    if answer.firstByte > Self.slowness, !evidence.stall.spoils(answer.firstByte) {
      warn(.serviceSlow, place.with(.after, answer.firstByte.description))
    }
    return signs
  }
}

extension Exchange.Authorization {
  /// The variables that it names.
  var variables: [String] {
    switch self {
    case .none, .issued: []
    case .basic(let username, let password): [username, password]
    case .bearer(let variable), .entraToken(let variable), .signature(let variable), .key(let variable): [variable]
    }
  }
}
