import Model

extension PlannedEndpoint {
  /// From when on an answer is slow.
  static var slowness: Milliseconds { Milliseconds(microseconds: 2_000_000) }

  /// What the request came to at every address where it could be sent.
  func responseRung(_ service: Service, unless strange: StrangeChallenge) -> RungOutcome {
    responseRung { answer, place, observation in
      if service.usesEntra, let reason = strange.reason(in: answer) {
        let facts = place.with(.status, String(answer.status)).with(.seen, reason).with(.expected, service.title)
        return [Sign(.foreignAnswer, facts, seenIn: [observation])]
      }
      return signs(of: answer, as: service, place: place, observation: observation)
    }
  }

  /// What the request came to where no service is known by its marks: the status alone is compared. Without any declared,
  /// an answer is an answer; that it tells of a failure is a warning.
  func statusRung(_ statuses: [ClosedRange<Int>]) -> RungOutcome {
    responseRung { answer, place, observation in
      let facts = place.with(.status, String(answer.status))
      if statuses.isEmpty, answer.status >= 500 {
        return [Sign(.serviceFails, facts, seenIn: [observation], isWarning: true)]
      }
      guard statuses.isEmpty || statuses.contains(where: { $0.contains(answer.status) }) else {
        let further = facts.with(.seen, answer.telltale).with(.expected, statuses.statusText)
        return [Sign(.statusUnexpected, further, seenIn: [observation])]
      }
      return slownessSigns(of: answer, place: place, observation: observation)
    }
  }

  private typealias Reader = (Response.Answer, [Symptom.Fact: String], Observation.ID) -> [Sign]

  private func responseRung(_ signs: Reader) -> RungOutcome {
    let readings = seen.responses.map { seen in
      AddressReading(
        address: seen.value.address.address, observation: seen.id, outcome: reading(of: seen, signs))
    }
    return RungOutcome(readings, endpoint: endpoint, isRetried: false, missing: undecided)
  }

  private func reading(of seen: Seen<Response>, _ signs: Reader) -> AddressReading.Outcome {
    let place = place(seen.value.address.address)
    if case .answered(let answer) = seen.value.ending {
      return .completed(signs(answer, place, seen.id) + clockSigns(of: answer, seen.id, place))
    }
    return failure(of: seen.value.ending, place: place, isCutOff: seen.isCutOff)
  }

  /// What it means that a request came to no answer.
  func failure(
    of ending: Response.Ending, place: [Symptom.Fact: String], isCutOff: Bool
  ) -> AddressReading.Outcome {
    func failed(_ code: Symptom.Code, after: Milliseconds, _ reason: String) -> AddressReading.Outcome {
      .failed(Symptom(code, place.with(.after, after.description)), reason: reason)
    }
    switch ending {
    case .answered: return .completed([])
    case .unanswered(let after):
      return isCutOff ? .cutOff : failed(.responseUnanswered, after: after, "no answer to the request")
    case .reset(let after): return failed(.responseReset, after: after, "request reset")
    case .closed(let after): return failed(.responseClosed, after: after, "request closed")
    case .notHTTP(let reason, let after):
      let facts = place.with(.after, after.description).with(.reason, reason)
      return .failed(Symptom(.notHTTP, facts), reason: "not HTTP: \(reason)")
    case .notTried(let error):
      return .notTried(Symptom(.requestNotSent, place.with(.reason, error.text)))
    }
  }

  /// That the service's clock and this machine's differ, as those of the other services do.
  private func clockSigns(
    of answer: Response.Answer, _ id: Observation.ID, _ place: [Symptom.Fact: String]
  ) -> [Sign] {
    guard let lead = evidence.clocks.leads[id], evidence.clocks.shows(id), let time = answer.serverTime else {
      return []
    }
    let difference = Milliseconds(microseconds: abs(lead) * 1_000_000)
    return [
      Sign(
        .clockDiffers, place.with(.after, difference.description).with(.seen, time.description), seenIn: [id],
        isWarning: true)
    ]
  }

  private func signs(
    of answer: Response.Answer, as service: Service, place: [Symptom.Fact: String], observation: Observation.ID
  ) -> [Sign] {
    let facts = place.with(.status, String(answer.status))
    let meaning = service.answers.first { $0.matches(answer) }?.meaning
    switch meaning {
    case .works: return slownessSigns(of: answer, place: place, observation: observation)
    case .denies: return [Sign(.serviceDenies, facts, seenIn: [observation])]
    case .throttles: return [Sign(.serviceThrottles, facts, seenIn: [observation])]
    case .fails: return [Sign(.serviceFails, facts, seenIn: [observation])]
    case nil where service.answers.contains { $0.mightMatch(answer) }:
      // Cut off before anything told whose it is: nobody answered in time, which is all that was seen.
      return [Sign(.responseUnanswered, place.with(.after, answer.total.description), seenIn: [observation])]
    case nil:
      let further = facts.with(.seen, answer.telltale).with(.expected, service.title)
      return [Sign(.foreignAnswer, further, seenIn: [observation])]
    }
  }

  /// None of these answers is long. One that is, or that stops on the way, is as bad as one that comes late; one that
  /// merely ends without saying so is not: many servers close without a word.
  private func slownessSigns(
    of answer: Response.Answer, place: [Symptom.Fact: String], observation: Observation.ID
  ) -> [Sign] {
    // What the model itself calls may send as much as it likes.
    let isEndless =
      endpoint.role != .dependency && !answer.bodyIsComplete
      && (answer.bodyBytes >= Response.Answer.readLimit || answer.total > Self.slowness)
    let after = isEndless ? answer.total : answer.firstByte
    guard isEndless || after > Self.slowness, !evidence.stall.spoils(after) else { return [] }
    return [Sign(.serviceSlow, place.with(.after, after.description), seenIn: [observation], isWarning: true)]
  }
}

extension [ClosedRange<Int>] {
  /// `200, 204-206`.
  var statusText: String {
    map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ")
  }
}
