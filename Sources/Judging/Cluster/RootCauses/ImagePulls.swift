import Model

/// Images that cannot be pulled from a registry which is not reached from here either: the registry's cause explains both.
struct ImagePulls: RootCauseRule {
  private static let registryRoles: Set<EndpointRole> = [.acr, .acrData, .mcr, .mcrData]

  func consequences(in investigation: Investigation) -> [(complaint: Complaint, of: Int)] {
    investigation.complaints(.modelImagePullFails, .routerImageMissing).compactMap { complaint in
      guard let registry = complaint.facts[.other] else { return nil }
      let isMicrosoft = registry == "mcr.microsoft.com"
      // An image that does not exist is not missing for the network's sake.
      guard !complaint.isAboutContent else { return nil }
      let place = investigation.named.firstIndex { suspicion in
        suspicion.complaints.contains { other in
          guard !other.isWarning, let endpoint = other.endpoint, Self.registryRoles.contains(endpoint.role) else {
            return false
          }
          if endpoint.host.description == registry { return true }
          // Layers come from hosts of their own.
          let isData = [.acrData, .mcrData].contains(endpoint.role)
          return isData && (endpoint.role == .mcrData) == isMicrosoft
            && (isMicrosoft || registry.isOfPlan(investigation))
        }
      }
      return place.map { (complaint, $0) }
    }
  }

  func suspicions(in investigation: Investigation) -> [Suspicion] { [] }
}

extension Complaint {
  /// Whether the registry answered and said that it does not have the image.
  fileprivate var isAboutContent: Bool {
    let reason = (facts[.reason] ?? "").lowercased()
    return ["manifest unknown", "not found", "no match for platform", "invalidimagename"].contains(
      where: reason.contains)
      && !reason.contains("no such host")
  }
}

extension String {
  /// Whether it is the host of the plan's own registry.
  fileprivate func isOfPlan(_ investigation: Investigation) -> Bool {
    investigation.evidence.recording.plan.requirements.contains {
      $0.endpoint?.role == .acr && $0.endpoint?.host.description == self
    }
  }
}
