import Model

extension EvidenceIndex {
  /// Every read of the Kubernetes API, in the order of the plan.
  var clusterAnswers: [Seen<ClusterAnswer>] { evidence(of: recording.plan.steps.map(\.id)).answers }
}
