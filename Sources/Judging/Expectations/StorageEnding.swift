import Model

extension PlannedEndpoint {
  /// Codes that say who asks may not do it (Azure Storage, "Status and error codes").
  private static let permissionCodes: Set<String> = [
    "authorizationpermissionmismatch", "authorizationresourcetypemismatch", "authorizationservicemismatch",
    "authorizationprotocolmismatch", "insufficientaccountpermissions", "keybasedauthenticationnotpermitted",
    "accountisdisabled", "publicaccessnotpermitted", "unauthorizedblobaccess",
  ]
  /// Codes of what asks from the wrong place: the account's rules, and an address that a signature does not allow.
  private static let networkCodes: Set<String> = ["authorizationfailure", "authorizationsourceipmismatch"]
  private static let missingCodes: Set<String> = [
    "resourcenotfound", "blobnotfound", "containernotfound", "tablenotfound", "accountnotfound",
  ]

  /// What it means that storage answered a read so.
  func storageEnding(_ last: Seen<Exchange>, _ answer: Response.Answer) -> Assessment {
    guard case .stopped(let stop) = last.value.conclusion, let address = last.value.address else { return undecided }
    let code = answer.storageCode
    let facts = place(address.address).with(.status, String(answer.status)).with(.code, code)
    func fail(_ symptom: Symptom.Code, _ further: [Symptom.Fact: String] = [:]) -> Assessment {
      Assessment(
        outcome: .fail, signs: [Sign(symptom, facts.merging(further) { $1 }, seenIn: [last.id])])
    }
    switch stop {
    case .outOfTime: return .notFinished(evidence.interruption)
    case .contentIncomplete:
      if last.value.content?.wasStillComing == true, !last.isCutOff { return .stillComing }
      return last.isCutOff
        ? undecided
        : fail(
          .contentCut,
          [:].with(.count, last.value.content.map { String($0.bytes) })
            .with(.total, last.value.content?.total.map(String.init)))
    default: break
    }
    guard let code else {
      if answer.status == 429 || answer.status == 503, answer.isOfStorage { return fail(.serviceThrottles) }
      if answer.status >= 500, answer.isOfStorage { return fail(.serviceFails) }
      if answer.status == 401, answer.isOfStorage { return fail(.storageCredentialRefused) }
      return fail(.foreignAnswer, [.seen: answer.telltale, .expected: "Azure Storage"])
    }
    switch code.lowercased() {
    case "serverbusy", "operationtimedout": return fail(.serviceThrottles)
    case let code where Self.networkCodes.contains(code): return fail(.storageNetworkDenied)
    case let code where Self.permissionCodes.contains(code): return fail(.storageNotPermitted)
    case let code where Self.missingCodes.contains(code): return fail(.storageDataMissing)
    case _ where answer.status == 401 || answer.status == 403:
      return fail(.storageCredentialRefused, [:].with(.reason, refusalReason(last, answer)))
    case _ where answer.status == 404: return fail(.storageDataMissing)
    case _ where answer.status == 429 || answer.status == 503: return fail(.serviceThrottles)
    default: return fail(.serviceFails)
    }
  }

  /// Why a signature or a token is refused, where that is said or follows from the times.
  private func refusalReason(_ last: Seen<Exchange>, _ answer: Response.Answer) -> String? {
    // "Signature not valid in the specified time frame: Start [...] - Expiry [...] - Current [...]".
    if answer.body.contains("not valid in the specified time frame") {
      return "by the service's clock it holds not yet, or no more"
    }
    if answer.body.contains("Signature did not match") { return "it is not made with a key of the account" }
    return expiry(of: last, answer)
  }

  /// That a token holds not yet, or no more, by the clock of who refuses it.
  func expiry(of last: Seen<Exchange>, _ answer: Response.Answer) -> String? {
    guard let validity = last.value.content?.validity else { return nil }
    let now = answer.serverTime ?? evidence.recording.startedAt
    if let from = validity.from, now < from { return "it holds only from \(from)" }
    if let until = validity.until, now >= until { return "it ran out at \(until)" }
    return nil
  }

  /// What it means that the instance metadata service was not read: on most machines it is not there, which is nobody's
  /// fault.
  func metadataEnding(_ last: Seen<Exchange>, _ observations: [Observation.ID]) -> Assessment {
    guard let answer = last.value.answer, answer.isOfInstanceMetadata, let address = last.value.address else {
      return Assessment(outcome: .skipped(reason: .notOnAzure), observations: observations)
    }
    let code: Symptom.Code = answer.status == 429 ? .serviceThrottles : .serviceFails
    let facts = place(address.address).with(.status, String(answer.status))
    return Assessment(
      outcome: .fail, signs: [Sign(code, facts, seenIn: [last.id])], observations: observations)
  }
}

extension Response.Answer {
  /// The code of an error of storage: in its header, or in the body as XML or JSON.
  var storageCode: String? {
    if let code = header("x-ms-error-code"), !code.isEmpty { return code }
    for (start, end) in [("<Code>", "<"), ("<code>", "<"), ("\"code\":\"", "\"")] {
      guard let range = body.firstRange(of: start) else { continue }
      let code = body[range.upperBound...].prefix { String($0) != end }
      if !code.isEmpty, code.utf8.count <= 64, code.allSatisfy({ $0.isLetter && $0.isASCII }) { return String(code) }
    }
    return nil
  }

  /// Whether it has a mark of storage beside a code.
  fileprivate var isOfStorage: Bool {
    header("x-ms-request-id") != nil || header("server")?.lowercased().contains("windows-azure") == true
  }

  /// Whether Azure's instance metadata service says it, though it has nothing to tell now.
  fileprivate var isOfInstanceMetadata: Bool {
    let isError = JSONKeys(atTopLevelOf: body).keys.contains("error")
    return isError && (status == 429 || status >= 500)
  }
}
