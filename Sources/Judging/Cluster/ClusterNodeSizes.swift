import Model

extension ClusterRules {
  /// The machines of the Linux nodes against the least that a node must have, with what the system leaves over for pods. A
  /// cluster that serves no production needs none of it.
  func clusterNodeSizes(_ limits: PlanLimits) -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    guard let vcpus = limits.number(.vcpus), let memoryGB = limits.number(.memoryGB) else { return appraisal }
    let listing = state.nodes
    let nodes = appraisal.take(listing).filter(\.isForModels)
    guard !appraisal.hasGaps else { return appraisal }
    guard !nodes.isEmpty else {
      appraisal.skip = .nothingFound(kind: "Linux nodes")
      return appraisal
    }
    guard deployment.cluster.purpose != .devTest else {
      appraisal.skip = .nothingFound(kind: "nodes for production")
      return appraisal
    }
    for (_, nodes) in nodes.grouped(by: { [$0.pool ?? "", $0.size ?? "", $0.machine] }) {
      guard let first = nodes.first, let cpu = first.capacity.milliCPU, let memory = first.capacity.memoryBytes else {
        appraisal.unknown("\(Self.list(nodes.map(\.name))) does not state its machine's size")
        continue
      }
      // The documents name sizes as they are sold (14 GiB); kubelets state what the kernel of such a machine has.
      let holds = cpu >= vcpus * 1_000 && memory >= memoryGB * 1_000_000_000
      let seen = "\(Self.cores(cpu)) vCPUs, \(Self.gigabytes(memory)) GB"
      let arithmetic =
        "\(nodes.count) × \(first.size ?? first.pool ?? "node"): \(seen) \(holds ? "≥" : "<") \(vcpus) vCPUs, \(memoryGB) GB"
        + (first.rest.map { " (allocatable \($0))" } ?? "")
      appraisal.note("nodes", arithmetic, holds: holds)
      guard !holds else { continue }
      let names = nodes.map(\.name).sorted()
      appraisal.violations.append(
        Sign(
          .clusterNodeTooSmall,
          [
            .name: names[0], .names: Self.list(names), .count: String(names.count), .value: seen,
            .needed: "\(vcpus) vCPUs, \(memoryGB) GB", .arithmetic: arithmetic,
          ], seenIn: appraisal.observations, isWarning: true,
          subject: Finding.Subject(kind: .node, id: names[0], members: names.count > 1 ? Array(names.prefix(50)) : [])))
    }
    appraisal.noteCut(listing, of: "nodes")
    return appraisal
  }

  /// `14.6`: bytes as gigabytes, rounded down.
  static func gigabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10)" }
}

extension ClusterNode {
  /// What its machine is like: nodes of one size may still differ.
  fileprivate var machine: String { "\(capacity.milliCPU ?? 0) \((capacity.memoryBytes ?? 0) / 1_000_000_000)" }

  /// `3.8 vCPUs, 13.1 GB`: what is left for pods; `nil` if it is not stated.
  fileprivate var rest: String? {
    guard let cpu = allocatable.milliCPU, let memory = allocatable.memoryBytes else { return nil }
    return "\(ClusterRules.cores(cpu)) vCPUs, \(ClusterRules.gigabytes(memory)) GB"
  }
}
