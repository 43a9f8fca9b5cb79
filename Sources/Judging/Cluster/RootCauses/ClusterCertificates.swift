import Model

/// Certificates that the cluster's rules judge: the one of the API server, which the kubeconfig's authority did not sign,
/// and the one in the router's secret.
struct ClusterCertificates: RootCauseRule {
  private static let causes: [Symptom.Code: Cause] = [
    .issuerUnknown: .tlsUnknownIssuer, .nameMismatch: .tlsNameMismatch, .certificateExpired: .tlsExpired,
    .certificateExpiresSoon: .tlsExpiresSoon,
  ]

  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.open.filter { $0.isOfCluster }.compactMap { complaint in
      guard let cause = Self.causes[complaint.code], let subject = complaint.sign.subject else { return nil }
      return Suspicion(cause: cause, confidence: .proved, subject: subject, complaints: [complaint])
    }
  }
}
