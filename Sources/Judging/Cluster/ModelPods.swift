import Model

extension ClusterRules {
  /// The images of model pods can be pulled. Where other pods of the same model run, it is a warning: a new version does
  /// not come up, and the old one serves.
  func modelImages() -> ClusterAppraisal {
    models(code: .modelImagePullFails) {
      if case .image = $0.kind { true } else { false }
    } grouping: { trouble in
      if case .image(let image) = trouble.kind { ImageName(image).registry + trouble.reasonClass } else { "" }
    }
  }

  /// The model pods run and are ready, those aside whose image is missing.
  func modelsRun() -> ClusterAppraisal {
    models(code: .modelNotReady) {
      if case .image = $0.kind { false } else { true }
    } grouping: { trouble in
      // Of one model one finding; what no node takes has one cause, whatever model it is.
      trouble.kind == .unscheduled ? "unscheduled" : "\(trouble.pod.namespace)/\(trouble.pod.model)"
    }
  }

  private func models(
    code: Symptom.Code, _ isOurs: (PodTrouble) -> Bool, grouping: (PodTrouble) -> String
  ) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let listing = state.modelPods
    let pods = appraisal.take(listing)
    _ = appraisal.takeIfKnown(state.warnings)
    guard !appraisal.hasGaps else { return appraisal }
    guard !pods.isEmpty else {
      appraisal.skip = .nothingFound(kind: "model pods")
      return appraisal
    }
    let troubles = pods.compactMap { PodTrouble($0, in: state) }.filter(isOurs)
    let serving = Set(pods.filter(\.isReady).map { "\($0.namespace)/\($0.model)" })
    appraisal.note("pods", "\(pods.count - troubles.count) / \(pods.count)", holds: troubles.isEmpty)
    for (_, group) in troubles.grouped(by: grouping) {
      let isWarning = group.allSatisfy { $0.isFresh || serving.contains("\($0.pod.namespace)/\($0.pod.model)") }
      appraisal.violations.append(sign(code, group, isWarning: isWarning, appraisal))
    }
    appraisal.noteCut(listing, of: "model pods")
    return appraisal
  }

  /// No HorizontalPodAutoscaler scales a model's deployment: the router does, and the two work against each other.
  func modelAutoscalers() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let listing = state.autoscalers
    let autoscalers = appraisal.take(listing)
    let models = appraisal.take(state.workloads(state.reads.modelDeployments)).filter { !$0.isRouter }
    guard !appraisal.hasGaps else { return appraisal }
    let ids = Set(models.map(\.id))
    let conflicts = autoscalers.filter {
      $0.targetKind == "Deployment" && ids.contains("\($0.namespace)/\($0.targetName)")
    }
    appraisal.note("horizontalpodautoscalers", "\(conflicts.count) / \(autoscalers.count)", holds: conflicts.isEmpty)
    for autoscaler in conflicts {
      appraisal.violations.append(
        Sign(
          .modelAutoscaled,
          [.namespace: autoscaler.namespace, .name: autoscaler.targetName, .other: autoscaler.name],
          seenIn: appraisal.observations,
          subject: Finding.Subject(
            kind: .deployment, id: "\(autoscaler.namespace)/\(autoscaler.targetName)",
            detail: "HorizontalPodAutoscaler \(autoscaler.name)")))
    }
    appraisal.noteCut(listing, of: "autoscalers")
    return appraisal
  }
}

extension ClusterPod {
  /// The model that it serves: a v1 service, or an endpoint's deployment.
  var model: String {
    labels["azuremlappname"] ?? labels["ml.azure.com/deployment-name"] ?? labels["ml.azure.com/endpoint-name"]
      ?? owner ?? name
  }
}

extension PodTrouble {
  /// What a failed pull is about, by the words of the container runtime: pulls that fail alike have one cause.
  fileprivate var reasonClass: String {
    let text = reason.lowercased()
    let classes: [(String, [String])] = [
      ("authorization", ["401 unauthorized", "authentication required", "failed to authorize", "unauthorized:"]),
      ("forbidden", ["403 forbidden", "denied:", "client with ip"]),
      ("missing", ["not found", "manifest unknown", "no match for platform"]),
      ("lookup", ["no such host", "server misbehaving"]),
      ("timeout", ["i/o timeout", "deadline exceeded", "awaiting headers", "connection timed out"]),
      ("certificate", ["x509"]), ("refused", ["connection refused", "connection reset"]),
    ]
    return " " + (classes.first { $0.1.contains(where: text.contains) }?.0 ?? "other")
  }
}
