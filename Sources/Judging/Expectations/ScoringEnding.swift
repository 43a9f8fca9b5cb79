import Model

extension PlannedEndpoint {
  /// What it means that a deployed service answered so (Azure Machine Learning, "Troubleshoot remote model deployment").
  func scoringEnding(_ last: Seen<Exchange>, _ answer: Response.Answer) -> Assessment {
    guard case .stopped(let stop) = last.value.conclusion, let address = last.value.address else { return undecided }
    if stop == .outOfTime { return .notFinished(evidence.interruption) }
    let facts = place(address.address).with(.status, String(answer.status))
    func fail(_ symptom: Symptom.Code, _ further: [Symptom.Fact: String] = [:]) -> Assessment {
      Assessment(
        outcome: .fail, signs: [Sign(symptom, facts.merging(further) { $1 }, seenIn: [last.id])])
    }
    if answer.isPageByType || answer.status == 407 {
      return fail(.foreignAnswer, [.seen: answer.telltale, .expected: "a deployed service"])
    }
    // No document lists the router's texts; they are known from reports of its users (Azure/MachineLearningNotebooks, issues
    // 450, 647 and 1004), and where there is none the status decides, by the document.
    if answer.status >= 500 || answer.status == 404, answer.body.lowercased().contains("no ready replicas for service")
    {
      return fail(.scoringNoReplicas, [:].with(.seen, answer.plainText))
    }
    switch answer.status {
    case 502 where answer.body.lowercased().contains("too many requests for service"):
      return fail(.scoringBusy, [:].with(.seen, answer.plainText))
    case 401, 403: return refusal(last, answer, fail: fail)
    case 404: return fail(.scoringServiceMissing)
    case 408, 504: return fail(.scoringTimedOut)
    case 429: return fail(.serviceThrottles)
    case 503: return fail(.scoringBusy, [:].with(.seen, answer.plainText))
    case 500...599, 424: return fail(.scoringModelFails, [:].with(.seen, answer.plainText))
    // A sample that the model does not take: it ran, and says what it wants.
    case 400...499: return fail(.scoringModelFails, [:].with(.seen, answer.plainText))
    default: return fail(.foreignAnswer, [.seen: answer.telltale, .expected: "a deployed service"])
    }
  }

  private func refusal(
    _ last: Seen<Exchange>, _ answer: Response.Answer, fail: (Symptom.Code, [Symptom.Fact: String]) -> Assessment
  ) -> Assessment {
    switch last.value.authorization {
    case .none: Assessment(outcome: .skipped(reason: .credentialNotDeclared(path: "credentials.scoringKeyFrom")))
    case .bearer: fail(.scoringTokenRefused, [:].with(.reason, expiry(of: last, answer)))
    case .basic, .issued, .entraToken, .signature, .key: fail(.scoringKeyRefused, [:])
    }
  }
}

extension Response.Answer {
  /// A short text for people, as routers and models send it; `nil` for a page, or nothing.
  fileprivate var plainText: String? {
    let line = body.prefix { !$0.isNewline }
    return line.isEmpty || isPage ? nil : PageTitle.plain(String(line.prefix(120)))
  }
}
