import Model

extension ClusterRules {
  /// How long a node may take to become ready after it joined, in seconds.
  private static let joiningTime: Int64 = 300

  /// Every node is ready. One that has just joined, or is about to be removed, is worth a warning.
  func nodesReady() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let listing = state.nodes
    let nodes = appraisal.take(listing)
    guard !appraisal.hasGaps else { return appraisal }
    guard !nodes.isEmpty else {
      appraisal.violations.append(
        Sign(
          .clusterNodesTooFew, [.value: "0", .needed: "1", .arithmetic: "0 < 1"], seenIn: appraisal.observations,
          subject: cluster))
      return appraisal
    }
    let unready = nodes.filter { !$0.isReady }
    appraisal.note("nodes", "\(nodes.count - unready.count) / \(nodes.count)", holds: unready.isEmpty)
    let groups = unready.grouped { node in
      [node.readiness?.reason ?? "Ready is not reported", isTransient(node) ? "transient" : ""]
    }
    for (_, nodes) in groups {
      guard let first = nodes.first else { continue }
      let names = nodes.map(\.name).sorted()
      let reason = [first.readiness?.reason, first.readiness?.message].compactMap { $0 }.joined(separator: ": ")
      appraisal.violations.append(
        Sign(
          .nodeNotReady,
          [
            .name: names[0], .names: Self.list(names), .count: String(names.count),
            .total: String(listing.objects.count),
            .reason: reason.isEmpty ? "its condition Ready is not reported" : reason,
          ].with(.value, first.pool), seenIn: appraisal.observations, isWarning: isTransient(first),
          subject: Finding.Subject(kind: .node, id: names[0], members: names.count > 1 ? Array(names.prefix(50)) : [])))
    }
    appraisal.noteCut(listing, of: "nodes")
    return appraisal
  }

  private func isTransient(_ node: ClusterNode) -> Bool {
    if node.taints.contains(where: { $0.key == "ToBeDeletedByClusterAutoscaler" }) { return true }
    guard let since = node.readiness?.since, node.readiness?.status == .isFalse else { return false }
    let age = state.recording.startedAt.secondsSince1970 - since.secondsSince1970
    return (0..<Self.joiningTime).contains(age)
  }

  /// The vCPUs of the Linux nodes against the rule, which counts those of the machines and not what the system leaves over.
  func clusterVCPUs(_ limits: PlanLimits) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let needed = limits.number(isDevTest ? .devTestVCPUs : .vcpus) else { return appraisal }
    let listing = state.nodes
    let nodes = appraisal.take(listing).filter(\.isForModels)
    guard !appraisal.hasGaps else { return appraisal }
    guard nodes.allSatisfy({ $0.capacity.milliCPU != nil }) else {
      appraisal.unknown("some node does not state its vCPUs")
      return appraisal
    }
    let capacity = nodes.compactMap(\.capacity.milliCPU).reduce(0, +)
    let allocatable = nodes.compactMap(\.allocatable.milliCPU).reduce(0, +)
    let holds = capacity >= needed * 1_000
    let arithmetic =
      "\(Self.cores(capacity)) \(holds ? "≥" : "<") \(needed) (\(nodes.count) nodes, \(Self.cores(allocatable)) allocatable)"
    appraisal.note("nodes", arithmetic, holds: holds)
    if !holds, !listing.isCut {
      appraisal.violations.append(
        Sign(
          .clusterCPUTooSmall,
          [.value: Self.cores(capacity), .needed: String(needed), .arithmetic: arithmetic],
          seenIn: appraisal.observations, subject: cluster))
    } else if !holds {
      appraisal.noteCut(listing, of: "nodes")
    }
    return appraisal
  }

  /// The number of Linux nodes against the rule.
  func clusterNodes(_ limits: PlanLimits) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let needed = limits.number(isDevTest ? .devTestNodes : .nodes) else { return appraisal }
    let nodes = appraisal.take(state.nodes).filter(\.isForModels)
    guard !appraisal.hasGaps else { return appraisal }
    let holds = nodes.count >= needed
    let arithmetic = "\(nodes.count) \(holds ? "≥" : "<") \(needed)"
    appraisal.note("nodes", arithmetic, holds: holds)
    if !holds {
      appraisal.violations.append(
        Sign(
          .clusterNodesTooFew,
          [.value: String(nodes.count), .needed: String(needed), .arithmetic: arithmetic],
          seenIn: appraisal.observations, subject: cluster))
    }
    return appraisal
  }

  /// Ready nodes of a size with GPUs offer them: otherwise driver or device plugin is missing.
  func gpus() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let nodes = appraisal.take(state.nodes).filter { $0.isReady && gpus(of: $0) > 0 }
    guard !appraisal.hasGaps else { return appraisal }
    guard !nodes.isEmpty else {
      appraisal.skip = .nothingFound(kind: "nodes with GPUs")
      return appraisal
    }
    let without = nodes.filter { ($0.allocatable.gpus ?? 0) == 0 }
    appraisal.note("nodes", "\(nodes.count - without.count) / \(nodes.count)", holds: without.isEmpty)
    for (_, nodes) in without.grouped(by: { $0.size ?? "" }) {
      let names = nodes.map(\.name).sorted()
      appraisal.violations.append(
        Sign(
          .gpuUnavailable,
          [.name: names[0], .names: Self.list(names), .count: String(names.count)].with(.value, nodes.first?.size),
          seenIn: appraisal.observations, isWarning: true,
          subject: Finding.Subject(kind: .node, id: names[0], members: names.count > 1 ? Array(names.prefix(50)) : [])))
    }
    return appraisal
  }

  private func gpus(of node: ClusterNode) -> Int {
    node.size.flatMap { catalog.vmSizes.size(named: $0)?.gpus } ?? 0
  }

  private var isDevTest: Bool { deployment.cluster.purpose == .devTest }

  /// `15.5`: thousandths of a vCPU as vCPUs.
  static func cores(_ milli: Int) -> String {
    milli % 1_000 == 0 ? String(milli / 1_000) : "\(milli / 1_000).\(milli % 1_000 / 100)"
  }
}

extension ClusterNode {
  /// The condition that says whether pods can run there.
  var readiness: ClusterCondition? { conditions.first { $0.type == "Ready" } }
  var isReady: Bool { readiness?.status == .isTrue }
  /// Whether models can run there: they are Linux containers.
  var isForModels: Bool { labels["kubernetes.io/os"] != "windows" }
  /// The size of its machine: `Standard_D3_v2`.
  var size: String? { labels["node.kubernetes.io/instance-type"] ?? labels["beta.kubernetes.io/instance-type"] }
}
