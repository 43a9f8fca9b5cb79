import Model

/// The storage account answers and refuses whoever asks, not the network that the question comes from.
struct MissingStorageRights: RootCauseRule {
  /// Azure Storage, "Common REST API error codes": the request was understood, and the caller may not do this.
  private static let codes: Set<String> = [
    "authorizationpermissionmismatch", "insufficientaccountpermissions", "accountisdisabled",
    "keybasedauthenticationnotpermitted",
  ]

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.denials(by: ["azure-blob", "azure-table"]).compactMap { complaint -> (Complaint, String)? in
      let answers = complaint.sign.observations.compactMap { id -> Response.Answer? in
        guard case .response(let response) = investigation.evidence.observations[id]?.evidence else { return nil }
        return response.answer
      }
      let code = answers.lazy.compactMap { $0.header("x-ms-error-code") }.first { Self.codes.contains($0.lowercased()) }
      return code.map { (complaint, $0) }
    }.map { complaint, code in
      Suspicion(
        cause: .storageNotAuthorized, confidence: .proved, subject: .endpoints([complaint]), complaints: [complaint],
        facts: [.code: code])
    }
  }
}
