import Model

/// Judges the cluster as its API told it, rule by rule.
struct ClusterRules {
  let state: ClusterState
  let catalog: Catalog
  /// The requirement that the API may be used, if it is planned: what others wait for.
  let apiRule: Requirement.ID?

  init(evidence: EvidenceIndex, catalog: Catalog) {
    state = ClusterState(evidence)
    self.catalog = catalog
    apiRule =
      evidence.recording.plan.requirements.first { planned in
        if case .found(.apiUsable, _) = planned.requirement.expectation { true } else { false }
      }?.requirement.id
  }

  var deployment: Deployment { state.deployment }

  /// What a planned rule comes to.
  func assessment(of rule: ClusterRule, limits: PlanLimits, planned: PlannedRequirement) -> Assessment {
    appraisal(of: rule, limits: limits, planned: planned)
      .assessment(
        state.evidence.interruption,
        apiRule: rule == .apiUsable ? nil : apiRule)
  }

  private func appraisal(of rule: ClusterRule, limits: PlanLimits, planned: PlannedRequirement) -> ClusterAppraisal {
    switch rule {
    case .apiUsable: apiUsable()
    case .serverVersion: serverVersion()
    case .serverReady: serverReady()
    case .kubeletVersions: kubeletVersions(limits)
    case .nodesReady: nodesReady()
    case .clusterVCPUs: clusterVCPUs(limits)
    case .clusterNodes: clusterNodes(limits)
    case .clusterNodeSizes: clusterNodeSizes(limits)
    case .networkModel: networkModel()
    case .ranges: ranges()
    case .gpus: gpus()
    case .dnsZones: dnsZones()
    case .podNames: podNames()
    case .routerRuns: routerRuns()
    case .routerService: routerService()
    case .routerPeers: routerPeers(planned)
    case .scoringAddress: scoringAddress()
    case .routerCertificate: routerCertificate(limits)
    case .policies: policiesAllow()
    case .modelImages: modelImages()
    case .modelsRun: modelsRun()
    case .modelAutoscalers: modelAutoscalers()
    case .modelPods: modelPodsConnect(planned)
    }
  }

  /// The cluster as a finding's subject.
  var cluster: Finding.Subject {
    Finding.Subject(kind: .cluster, id: deployment.cluster.name ?? deployment.name)
  }

  /// Names with commas, and how many more there are.
  static func list(_ names: [String], limit: Int = 5) -> String {
    let more = names.count > limit ? " and \(names.count - limit) more" : ""
    return names.prefix(limit).joined(separator: ", ") + more
  }
}
