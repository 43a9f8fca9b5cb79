import Model

/// What a registry, its token service or its layer host makes of a pull: each kind of refusal and each kind of bad content
/// is a cause of its own.
struct PullTrouble: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    let complaints = investigation.open.filter { Self.cause(of: $0.code) != nil }
    return complaints.grouped(by: \.hostAndPort).flatMap { _, ofHost in
      ofHost.grouped { Self.cause(of: $0.code) }.compactMap { cause, complaints in
        cause.map {
          Suspicion(
            cause: $0, confidence: .proved, subject: .endpoints(complaints), complaints: complaints)
        }
      }
    }
  }

  private static func cause(of code: Symptom.Code) -> Cause? {
    switch code {
    case .registryNetworkDenied: .registryNetworkRules
    case .registryCredentialsRefused: .registryCredentials
    case .registryPullDenied: .registryNotAuthorized
    case .registryTokenRejected: .registryTokenRejected
    case .registryImageMissing, .registryPlatformMissing: .registryImageMissing
    case .registryContentDiffers, .registryContentMissing, .contentUnreadable: .registryContentCorrupt
    case .redirectToPlain, .redirectLoop: .serviceRedirectsWrong
    case .rangeIgnored: .serviceRangeIgnored
    case .contentCut, .contentEndless: .serviceContentCut
    default: nil
    }
  }
}
