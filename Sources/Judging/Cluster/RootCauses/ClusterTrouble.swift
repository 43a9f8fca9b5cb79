import Model

/// What the API server says of the cluster's objects is its own cause where nothing else explains it. What is wrong with
/// one thing is one finding.
struct ClusterTrouble: RootCauseRule {
  func suspicions(in investigation: Investigation) -> [Suspicion] {
    investigation.open.filter { $0.code.clusterCause != nil && $0.sign.subject != nil && $0.isOfCluster }
      .grouped { complaint in
        // Rights that several checks lack are granted together.
        let subject = complaint.code == .apiForbidden ? nil : complaint.sign.subject
        return [
          complaint.code.clusterCause?.rawValue ?? "", subject.map { "\($0.kind) \($0.id) \($0.detail)" } ?? "",
        ]
      }
      .compactMap { _, complaints in
        guard let first = complaints.first, let cause = first.code.clusterCause, var subject = first.sign.subject
        else { return nil }
        subject.members = complaints.flatMap { $0.sign.subject?.members ?? [] }.uniqued().sorted()
        // A right that one check lacks names no cluster by itself.
        if subject.id.isEmpty {
          let deployment = investigation.evidence.recording.deployment
          subject.id = deployment.cluster.name ?? deployment.name
        }
        var facts: [Symptom.Fact: String] = [:]
        if cause == .apiServerForbidden {
          facts[.right] = complaints.compactMap { $0.facts[.right] }.uniqued().joined(separator: "; ")
        }
        return Suspicion(
          cause: cause, confidence: Self.confidence(of: first.code), subject: subject, complaints: complaints,
          facts: facts, changes: complaints.flatMap(\.sign.changes).uniqued())
      }
  }

  /// What the API server states is proved; that a connection fails from here has several explanations.
  private static func confidence(of code: Symptom.Code) -> Finding.Confidence {
    switch code {
    case .routerPeerUnreachable, .modelPodUnreachable: .supported
    case .modelImagePullFails, .routerImageMissing, .scoringAddressDiffers, .forwarderDiffers, .zoneOverridden:
      .supported
    default: .proved
    }
  }
}

extension Complaint {
  /// Whether a rule about the cluster complains.
  var isOfCluster: Bool {
    if case .found = planned.requirement.expectation { true } else { false }
  }
}
