import Model

extension DeclaredPlan {
  /// The nodes that are there at least, of the pools that models can run in, against the minimum for the purpose.
  func nodes(_ limits: PlanLimits) -> Appraisal {
    guard let needed = limits.number(isDevTest ? .devTestNodes : .nodes) else { return .notDeclared("limits") }
    guard !modelPools.isEmpty else { return .notDeclared("cluster.nodePools") }
    let known = modelPools.compactMap { pool in pool.minimumNodes.map { (pool: pool, nodes: $0) } }
    let total = known.map(\.nodes).clampedSum
    if total < needed, let unknown = modelPools.first(where: { $0.minimumNodes == nil }) {
      return .notDeclared("\(unknown.path).count")
    }
    let terms = known.map { "\($0.nodes) (\($0.pool.name))" }.joined(separator: " + ")
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "cluster.nodePools",
        arithmetic: "\(known.count == 1 ? terms : "\(terms) = \(total)") \(total < needed ? "<" : "≥") \(needed)",
        holds: total >= needed),
      else: Sign(
        .nodesTooFew, [.value: String(total), .needed: String(needed)], subject: clusterSubject,
        changes: known.first.map {
          [
            Change(
              path: "\($0.pool.path).\($0.pool.minimumKey)", from: String($0.nodes),
              to: String($0.nodes + needed - total))
          ]
        } ?? []))
    return appraisal
  }

  /// The nodes that there may be, those of an upgrade included, against what the cluster and each pool may have.
  ///
  /// With kubenet a node takes a route for each address family, so that dual stack halves what a route table holds
  /// (Microsoft Learn, "Use dual-stack kubenet networking", 2023).
  func maximumNodes(_ limits: PlanLimits) -> Appraisal {
    guard let routes = limits.number(.nodes) else { return .notDeclared("limits") }
    let isDualStack = network.model == .kubenet && Set(network.podCIDRs.map(\.address.family)).count > 1
    let limit = isDualStack ? routes / 2 : routes
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    var appraisal = Appraisal()
    if let poolLimit = limits.number(.poolNodes) {
      for pool in pools {
        guard let nodes = pool.maximumNodes else { continue }
        appraisal.compare(
          Working(
            path: "\(pool.path).\(pool.maximumKey)",
            arithmetic: "\(pool.name): \(nodes) \(nodes <= poolLimit ? "≤" : ">") \(poolLimit)",
            holds: nodes <= poolLimit),
          else: Sign(
            .nodesTooMany, [.value: String(nodes), .limit: String(poolLimit), .name: pool.name],
            subject: pool.subject(pool.maximumKey),
            changes: [
              Change(path: "\(pool.path).\(pool.maximumKey)", from: String(nodes), to: String(poolLimit))
            ]))
      }
    }
    let counted = pools.compactMap { pool in pool.nodesWithSurge.map { (pool: pool, nodes: $0) } }
    if let unknown = pools.first(where: { $0.maximumNodes == nil }) {
      appraisal.missing.append("\(unknown.path).count")
    }
    guard !counted.isEmpty else { return appraisal }
    let total = counted.map(\.nodes.count).clampedSum
    guard total > limit || counted.count == pools.count else { return appraisal }
    let terms = counted.map { "\($0.nodes.text) (\($0.pool.name))" }.joined(separator: " + ")
    let largest = counted.max { $0.nodes.count < $1.nodes.count }
    appraisal.compare(
      Working(
        path: "cluster.nodePools", arithmetic: "\(terms) = \(total) \(total <= limit ? "≤" : ">") \(limit)",
        holds: total <= limit),
      else: Sign(
        .nodesTooMany,
        [.value: String(total), .limit: String(limit), .name: cluster.name ?? deployment.name],
        subject: clusterSubject,
        changes: largest.flatMap { largest in
          let nodes = largest.pool.maximumNodes ?? 0
          guard total - limit < nodes else { return nil }
          return [
            Change(
              path: "\(largest.pool.path).\(largest.pool.maximumKey)", from: String(nodes),
              to: String(nodes - (total - limit)))
          ]
        } ?? []))
    return appraisal
  }

  /// Pods per node within the range, and a pool large enough for the system's own.
  func maximumPods(_ limits: PlanLimits) -> Appraisal {
    guard let minimum = limits.number(.minimum), let maximum = limits.number(.maximum),
      let floor = limits.number(.poolPods)
    else { return .notDeclared("limits") }
    var appraisal = Appraisal()
    for pool in pools {
      let path = "\(pool.path).maxPods"
      guard let pods = pool.pool.maxPods else {
        appraisal.missing.append(path)
        continue
      }
      let holds = (minimum...max(minimum, maximum)).contains(pods)
      appraisal.compare(
        Working(
          path: path,
          arithmetic: pods < minimum
            ? "\(pool.name): \(pods) < \(minimum)"
            : pods > maximum ? "\(pool.name): \(pods) > \(maximum)" : "\(pool.name): \(minimum) ≤ \(pods) ≤ \(maximum)",
          holds: holds),
        else: Sign(
          .podsPerNodeOutOfRange,
          [.value: String(pods), .limit: "\(minimum) to \(maximum)", .name: pool.name],
          subject: pool.subject("maxPods"),
          changes: [Change(path: path, from: String(pods), to: String(min(max(pods, minimum), maximum)))]))
      guard holds, let nodes = pool.minimumNodes, nodes > 0 else { continue }
      let (total, overflow) = pods.multipliedReportingOverflow(by: nodes)
      let room = overflow ? .max : total
      appraisal.compare(
        Working(
          path: path, arithmetic: "\(pool.name): \(pods) × \(nodes) = \(room) \(room < floor ? "<" : "≥") \(floor)",
          holds: room >= floor),
        else: Sign(
          .podsPerPoolTooFew, [.value: String(room), .needed: String(floor), .name: pool.name],
          subject: pool.subject("maxPods"),
          changes: [Change(path: path, from: String(pods), to: String((floor + nodes - 1) / nodes))]))
    }
    if pools.isEmpty { return .notDeclared("cluster.nodePools") }
    return appraisal
  }
}

extension [Int] {
  /// The sum; at most `Int.max`.
  var clampedSum: Int {
    reduce(0) { sum, next in
      let (total, overflow) = sum.addingReportingOverflow(next)
      return overflow ? .max : total
    }
  }
}
