import Model

extension Planner {
  /// Puts a rule about the cluster into the plan, with the reads that it is judged by; it is left out where the vantage has
  /// no access to the Kubernetes API.
  func place(
    _ requirement: Requirement, by rule: ClusterRule, from vantage: Vantage, edition: Edition,
    in steps: inout StepMerging
  ) -> Placement {
    guard vantage.clusterAccess != nil else {
      return .omitted(Omission(requirement: requirement, reason: .dataNotGiven(option: "--kubeconfig")))
    }
    var reads = rule.reads(in: edition, namespace: vantage.clusterAccess?.namespace)
    // A policy may limit the pod that this runs in, and so what it sees.
    if rule == .policies, let own = ClusterRead.ownPod(vantage.clusterAccess) { reads.append(own) }
    let ids = reads.map { steps.add(.readCluster($0), for: requirement) }
    return .planned(PlannedRequirement(requirement: requirement, endpoint: nil, steps: ids))
  }
}

extension Omission.Reason {
  /// Addresses of pods need not be declared where the Kubernetes API lists them.
  func asListed(by vantage: Vantage, _ requirement: Requirement) -> Self {
    guard vantage.clusterAccess != nil, case .notDeclared = self else { return self }
    switch requirement.role {
    case .routerPeers: return .notKnownBeforehand(pattern: "the addresses of router pods")
    case .modelPods: return .notKnownBeforehand(pattern: "the addresses of model pods")
    default: return self
    }
  }
}
