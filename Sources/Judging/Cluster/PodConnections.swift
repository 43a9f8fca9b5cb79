import Model

extension ClusterRules {
  /// Every ready instance of the router can be connected to from here. Connections between the instances are not seen from
  /// here: a star, and no mesh.
  func routerPeers(_ planned: PlannedRequirement) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let pods = appraisal.take(state.routerPods).filter(\.isConnectable)
    guard !appraisal.hasGaps else { return appraisal }
    guard !pods.isEmpty else {
      appraisal.skip = .nothingFound(kind: "ready router pods")
      return appraisal
    }
    connect(pods, as: .routerPeers, code: .routerPeerUnreachable, planned, &appraisal)
    let count = pods.count
    if count > 1, !appraisal.workings.isEmpty {
      appraisal.note("pods", "star: 1 × \(count) seen, \(count) × \(count - 1) between instances not seen")
    }
    return appraisal
  }

  /// Every ready model pod can be connected to at its port.
  func modelPodsConnect(_ planned: PlannedRequirement) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let pods = appraisal.take(state.modelPods).filter(\.isConnectable)
    guard !appraisal.hasGaps else { return appraisal }
    guard !pods.isEmpty else {
      appraisal.skip = .nothingFound(kind: "ready model pods")
      return appraisal
    }
    connect(pods, as: .modelPods, code: .modelPodUnreachable, planned, &appraisal)
    return appraisal
  }

  /// Holds what was tried against the pods. A refusal shows that the way is open: the pod itself says that nothing listens
  /// at a port, which may be the wrong one.
  private func connect(
    _ pods: [ClusterPod], as role: EndpointRole, code: Symptom.Code, _ planned: PlannedRequirement,
    _ appraisal: inout ClusterAppraisal
  ) {
    let trials = state.evidence.trials([.listedPods], after: planned.steps).filter { $0.endpoint?.role == role }
    let byAddress = Dictionary(
      trials.flatMap(\.evidence.connections).map { ($0.value.address.address, $0) },
      uniquingKeysWith: { first, _ in first })
    var open = 0
    var tried = 0
    var dead: [(pod: ClusterPod, seen: Seen<Connection>, reason: String)] = []
    for pod in pods {
      guard let seen = pod.addresses.lazy.compactMap({ byAddress[$0] }).first else { continue }
      appraisal.observations.append(seen.id)
      tried += 1
      switch seen.value.ending {
      case .connected, .refused: open += 1
      case .unanswered(let after) where !seen.isCutOff: dead.append((pod, seen, "no answer in \(after)"))
      case .unreachable(let what, _): dead.append((pod, seen, "unreachable (\(what.rawValue))"))
      case .unanswered, .notTried: tried -= 1
      }
    }
    guard tried > 0 else {
      appraisal.unknown("no pod was tried")
      return
    }
    appraisal.note("pods", "\(open) / \(tried)", holds: dead.isEmpty)
    if tried < pods.count { appraisal.note("pods", "\(tried) / \(pods.count)") }
    guard let first = dead.first else { return }
    appraisal.violations.append(
      Sign(
        code,
        [
          .namespace: first.pod.namespace, .name: first.pod.name, .names: Self.list(dead.map(\.pod.id)),
          .addresses: Self.list(dead.map(\.seen.value.address.description)), .reason: first.reason,
          .count: String(dead.count), .total: String(tried),
        ], seenIn: dead.map(\.seen.id),
        subject: Finding.Subject(
          kind: .pod, id: first.pod.id, detail: first.seen.value.address.description,
          members: dead.count > 1 ? dead.prefix(50).map(\.pod.id) : [])))
  }
}

extension ClusterPod {
  /// Whether it should accept connections at an address of its own.
  fileprivate var isConnectable: Bool { isReady && !usesHostNetwork && !addresses.isEmpty }
}
