import Model

/// What storage or a deployed service makes of a request that carries a credential. What an account refuses at several of its
/// hosts is one finding.
struct CallTrouble: RootCauseRule {
  private struct Kind: Hashable {
    var cause: Cause
    /// The storage account, or the endpoint.
    var place: String
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.open.filter { Self.cause(of: $0.code) != nil }
    return complaints.grouped { complaint -> Kind? in
      Self.cause(of: complaint.code).map { Kind(cause: $0, place: Self.place(of: complaint)) }
    }.compactMap { kind, complaints in
      kind.map {
        Suspicion(cause: $0.cause, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
      }
    }
  }

  private static func place(of complaint: Complaint) -> String {
    let isStorage = [EndpointRole.blobStorage, .tableStorage].contains(complaint.endpoint?.role)
    return isStorage ? String(complaint.host.prefix { $0 != "." }) : complaint.hostAndPort
  }

  private static func cause(of code: Symptom.Code) -> Cause? {
    switch code {
    case .storageNetworkDenied: .storageNetworkRules
    case .storageCredentialRefused: .storageCredentialRejected
    case .storageNotPermitted: .storageNotAuthorized
    case .storageDataMissing: .storageDataMissing
    case .scoringKeyRefused: .scoringKeyRejected
    case .scoringTokenRefused: .scoringTokenRejected
    case .scoringServiceMissing: .scoringServiceMissing
    case .scoringBusy: .scoringReplicasBusy
    case .scoringNoReplicas: .scoringNoReplicas
    case .scoringModelFails: .scoringModelFailing
    case .scoringTimedOut: .scoringTimedOut
    default: nil
    }
  }
}
