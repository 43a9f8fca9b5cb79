import Model

extension DeclaredPlan {
  /// At most so many models in one container.
  func modelCount(_ limits: PlanLimits) -> Appraisal {
    guard let limit = limits.number(.models) else { return .notDeclared("limits") }
    return appraiseServices { service, appraisal in
      let path = service.path("models")
      guard let models = service.service.models else { return appraisal.missing.append(path) }
      appraisal.compare(
        Working(
          path: path, arithmetic: "\(service.name): \(models) \(models <= limit ? "≤" : ">") \(limit)",
          holds: models <= limit),
        else: service.sign(
          .modelsTooMany, [.value: String(models), .limit: String(limit)],
          changes: [Change(path: path, from: String(models), to: String(limit))]))
    }
  }

  /// Models run in the pool that the cluster was made with: one of mode System where modes are declared, else the first.
  /// A model that asks for GPUs runs where they are.
  func secondaryPool() -> Appraisal {
    appraiseServices { service, appraisal in
      let path = service.path("nodePool")
      let first = firstPools
      guard !first.isEmpty else { return appraisal.missing.append("cluster.nodePools") }
      let names = first.map(\.name).joined(separator: ", ")
      if let name = service.service.nodePool {
        guard let pool = pools.first(where: { $0.pool.name?.lowercased() == name.lowercased() }) else {
          return appraisal.missing.append("cluster.nodePools")
        }
        let holds = first.contains { $0.index == pool.index }
        appraisal.compare(
          Working(path: path, arithmetic: "\(service.name): \(name) \(holds ? "∈" : "∉") {\(names)}", holds: holds),
          else: service.sign(
            .secondaryPool, [.value: name, .needed: names, .other: names],
            changes: [Change(path: path, from: name, to: first.first?.pool.name)]))
      } else if let gpus = service.service.gpus, gpus > 0 {
        guard let offered = gpusOfNodes(in: first) else {
          return appraisal.missing.append("cluster.nodePools[0].vmSize")
        }
        let elsewhere = pools.filter { pool in !first.contains { $0.index == pool.index } }
        // Where no pool has GPUs, the plan lacks a pool: that another one would be the wrong one is not the matter.
        guard offered > 0 || (gpusOfNodes(in: elsewhere) ?? 0) > 0 else {
          return appraisal.missing.append(path)
        }
        appraisal.compare(
          Working(
            path: service.path("gpus"), arithmetic: "\(service.name): \(gpus) GPU, {\(names)}: \(offered) a node",
            holds: offered > 0),
          else: service.sign(
            .secondaryPool,
            [
              .value: poolWithGPUs(in: elsewhere)?.name ?? "", .needed: names, .other: names, .count: String(gpus),
            ],
            changes: first.first.flatMap { pool in
              poolWithGPUs(in: elsewhere)?.pool.vmSize.map {
                [Change(path: "\(pool.path).vmSize", from: pool.pool.vmSize, to: $0)]
              }
            } ?? []))
      } else {
        appraisal.missing.append(path)
      }
    }
  }

  /// The pools that the cluster can have been made with.
  private var firstPools: [DeclaredPool] {
    let system = pools.filter { $0.mode == .system }
    return system.isEmpty ? Array(pools.prefix(1)) : system
  }

  /// The most GPUs that one node of these pools has; `nil` if no size is known.
  private func gpusOfNodes(in pools: [DeclaredPool]) -> Int? {
    pools.compactMap { pool in
      if case .known(let size) = size(of: pool) { size.gpus } else { nil }
    }.max()
  }

  private func poolWithGPUs(in pools: [DeclaredPool]) -> DeclaredPool? {
    pools.first { pool in
      if case .known(let size) = size(of: pool) { size.gpus > 0 } else { false }
    }
  }
}
