import Model

extension DeclaredPlan {
  /// The vCPUs of the pools that models can run in, counted with the nodes that are there at least, against the
  /// minimum. Where a size is not known the sum may still be enough without it.
  func vcpus(_ limits: PlanLimits) -> Appraisal {
    guard let needed = limits.number(isDevTest ? .devTestVCPUs : .vcpus) else { return .notDeclared("limits") }
    guard !modelPools.isEmpty else { return .notDeclared("cluster.nodePools") }
    var appraisal = Appraisal()
    let sum = vcpuSum(of: modelPools)
    if let sum, sum.total >= needed || sum.isComplete {
      let arithmetic = "\(sum.text) \(sum.total < needed ? "<" : "≥") \(needed)"
      let working = Working(path: "cluster.nodePools", arithmetic: arithmetic, holds: sum.total >= needed)
      appraisal.compare(
        working,
        else: Sign(
          .vcpusTooFew,
          [
            .value: String(sum.total), .needed: String(needed),
            .limit: isDevTest
              ? Deployment.Cluster.Purpose.devTest.rawValue : Deployment.Cluster.Purpose.fastProd.rawValue,
          ],
          // For development and test the document recommends; it does not demand.
          isWarning: isDevTest, subject: clusterSubject, changes: changeForVCPUs(needed: needed)))
      return appraisal
    }
    for pool in modelPools {
      switch size(of: pool) {
      case .known: break
      case .guessed(let vcpus): appraisal.unknowns.append(unknownSize(of: pool, vcpus: vcpus))
      case .notDeclared: appraisal.missing.append("\(pool.path).vmSize")
      }
      if pool.minimumNodes == nil { appraisal.missing.append("\(pool.path).count") }
    }
    return appraisal
  }

  /// A sum of vCPUs with its text: `3 × 4 (pool1, Standard_D3_v2) = 12`. Only what is known is in it.
  struct VCPUSum {
    var text: String
    var total: Int
    /// Whether every pool is in the sum.
    var isComplete: Bool
  }

  /// The vCPUs of pools with the nodes that are there at least; `nil` if none of them is known.
  func vcpuSum(of pools: [DeclaredPool]) -> VCPUSum? {
    var terms: [String] = []
    var total = 0
    for pool in pools {
      guard let nodes = pool.minimumNodes, case .known(let size) = size(of: pool) else { continue }
      let (product, overflow) = nodes.multipliedReportingOverflow(by: size.vcpus)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      total = overflow || overflow2 ? .max : sum
      terms.append("\(nodes) × \(size.vcpus) (\(pool.name), \(size.name))")
    }
    guard !terms.isEmpty else { return nil }
    return VCPUSum(
      text: "\(terms.joined(separator: " + ")) = \(total)", total: total, isComplete: terms.count == pools.count)
  }

  /// More nodes of the first pool, as few as will do.
  private func changeForVCPUs(needed: Int) -> [Change] {
    guard let first = modelPools.first, let nodes = first.minimumNodes, case .known(let size) = size(of: first),
      size.vcpus > 0, let total = vcpuSum(of: modelPools)?.total
    else { return [] }
    let more = (needed - total + size.vcpus - 1) / size.vcpus
    return [Change(path: "\(first.path).\(first.minimumKey)", from: String(nodes), to: String(nodes + more))]
  }

  /// The cluster as the thing at fault.
  var clusterSubject: Finding.Subject {
    Finding.Subject(kind: .cluster, id: cluster.name ?? deployment.name, detail: "cluster.nodePools")
  }
}
