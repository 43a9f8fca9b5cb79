import Model

extension ClusterRules {
  /// The API server's version: one that AKS supports, by the list that the user gives, and the declared one. A newer
  /// patch of the declared minor version is none of our business.
  func serverVersion() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let found = appraisal.take(state.version).first else { return appraisal }
    guard let version = KubernetesVersion(found.gitVersion) else {
      appraisal.unknown("the version \(found.gitVersion) cannot be read")
      return appraisal
    }
    if let supported = state.recording.references?.supportedVersions {
      let plain = "\(version.major).\(version.minor)"
      let isSupported = supported.supports(minorOf: plain)
      appraisal.note(
        "cluster.kubernetesVersion", "\(found.gitVersion) \(isSupported ? "∈" : "∉") AKS", holds: isSupported)
      if !isSupported {
        let names = supported.versions.map(\.minor).uniqued()
        appraisal.violations.append(
          Sign(
            .serverVersionUnsupported, [.value: found.gitVersion, .names: Self.list(names, limit: 8)],
            seenIn: appraisal.observations, isWarning: true, subject: cluster))
      }
    }
    if let declared = deployment.cluster.kubernetesVersion, let other = KubernetesVersion(declared) {
      appraisal.note(
        "cluster.kubernetesVersion", "\(found.gitVersion) \(version == other ? "=" : "≠") \(declared)",
        holds: version == other)
      if version != other {
        appraisal.violations.append(
          differs("cluster.kubernetesVersion", declared: declared, seen: found.gitVersion, isWarning: true, appraisal))
      }
    }
    if appraisal.workings.isEmpty { appraisal.note("cluster.kubernetesVersion", found.gitVersion) }
    return appraisal
  }

  /// A value of the deployment file that the cluster contradicts.
  func differs(
    _ path: String, declared: String, seen: String, isWarning: Bool = false, _ appraisal: ClusterAppraisal
  ) -> Sign {
    var subject = cluster
    subject.detail = path
    return Sign(
      .differsFromPlan, [.path: path, .value: declared, .seen: seen], seenIn: appraisal.observations,
      isWarning: isWarning, subject: subject, changes: [Change(path: path, from: declared, to: seen)])
  }

  /// Kubelets may be older than the API server by a few minor versions, and never newer (Kubernetes, version skew policy:
  /// three from 1.28 on, two before).
  func kubeletVersions(_ limits: PlanLimits) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let count = limits.number(.count) else { return appraisal }
    let server = appraisal.take(state.version).first
    let listing = state.nodes
    let nodes = appraisal.take(listing)
    guard !appraisal.hasGaps, let server, let serverVersion = KubernetesVersion(server.gitVersion) else {
      return appraisal
    }
    let allowed = serverVersion < KubernetesVersion("1.28") ?? serverVersion ? min(count, 2) : count
    var unfit: [String: [ClusterNode]] = [:]
    var seen: [String: Int] = [:]
    for node in nodes {
      guard let text = node.kubeletVersion, let version = KubernetesVersion(text) else { continue }
      seen[text, default: 0] += 1
      let isFit =
        version <= serverVersion && version.major == serverVersion.major
        && version.minor >= serverVersion.minor - allowed
      if !isFit { unfit[text, default: []].append(node) }
    }
    for (text, count) in seen.sorted(by: { $0.key < $1.key }) {
      appraisal.note(
        "nodes", "\(count) × \(text) \(unfit[text] == nil ? "fits" : "does not fit") \(server.gitVersion)",
        holds: unfit[text] == nil)
    }
    for (text, nodes) in unfit.sorted(by: { $0.key < $1.key }) {
      appraisal.violations.append(
        Sign(
          .kubeletVersionUnsupported,
          [
            .value: text, .other: server.gitVersion, .name: nodes[0].name, .names: Self.list(nodes.map(\.name)),
            .count: String(nodes.count),
          ], seenIn: appraisal.observations, isWarning: true, subject: cluster))
    }
    appraisal.noteCut(listing, of: "nodes")
    return appraisal
  }
}
