import Model

extension DeclaredPlan {
  /// The replicas that the expected load takes, by the documented formula, against the most that there may be:
  /// `ceil(requests per second × seconds per request / utilization / requests at a time)`.
  func replicasForLoad() -> Appraisal {
    var open: [String] = []
    var appraisal = appraiseServices { service, appraisal in
      guard let needed = service.replicasForLoad else {
        return appraisal.missing.append(service.path(service.missingForLoad))
      }
      guard let (key, available) = service.mostReplicas else {
        // The number is worth knowing all the same.
        appraisal.workings.append(
          Working(path: service.path("expectedLoad"), arithmetic: "\(service.name): \(needed.text)", holds: true))
        return open.append(service.path("autoscale.max"))
      }
      appraisal.compare(
        Working(
          path: service.path(key),
          arithmetic: "\(service.name): \(needed.text) \(needed.count <= available ? "≤" : ">") \(available)",
          holds: needed.count <= available),
        else: service.sign(
          .replicasTooFew, [.value: String(available), .needed: String(needed.count)],
          changes: [Change(path: service.path(key), from: String(available), to: String(needed.count))]))
    }
    // A number alone, with nothing to hold it against, is no pass.
    appraisal.missing += open
    return appraisal
  }

  /// The vCPUs of the pools that models can run in, with as many nodes as there may be, against those that the services'
  /// replicas ask for. Replicas that the autoscaler may add and that do not fit are a warning: they wait until they do.
  func replicasFitCluster() -> Appraisal {
    guard deployment.services != nil else { return .notDeclared("services") }
    let demands = services.compactMap { service in
      service.demand.map { (service: service, atLeast: $0.atLeast, atMost: $0.atMost, cores: service.cores) }
    }
    guard !services.isEmpty else { return .nothing(at: "services") }
    guard !demands.isEmpty else { return .notDeclared("services[0].replicas") }
    guard !modelPools.isEmpty else { return .notDeclared("cluster.nodePools") }
    let least = Self.cores(demands.map { ($0.atLeast, $0.cores, $0.service.name) })
    let most = Self.cores(demands.map { ($0.atMost, $0.cores, $0.service.name) })
    guard let least, let most else { return .notDeclared("services[0].cpuCores") }
    var appraisal = Appraisal()
    let room = largestVCPUs(of: modelPools)
    guard room.isComplete || most.total <= DecimalFraction(room.total) else {
      for pool in modelPools {
        switch size(of: pool) {
        case .known: break
        case .guessed(let vcpus): appraisal.unknowns.append(unknownSize(of: pool, vcpus: vcpus))
        case .notDeclared: appraisal.missing.append("\(pool.path).vmSize")
        }
        if pool.maximumNodes == nil { appraisal.missing.append("\(pool.path).count") }
      }
      return appraisal
    }
    // What fails is told with what must fit; else with all that there may be.
    let fitsAtLeast = least.total <= DecimalFraction(room.total)
    let shown = fitsAtLeast ? most : least
    let holds = shown.total <= DecimalFraction(room.total)
    appraisal.compare(
      Working(
        path: "cluster.nodePools", arithmetic: "\(shown.text) vCPU \(holds ? "≤" : ">") \(room.text)", holds: holds),
      else: Sign(
        .replicasExceedVCPUs,
        [
          .value: String(room.total), .needed: shown.total.text,
          .name: demands.map(\.service.name).joined(separator: ", "),
        ], isWarning: fitsAtLeast, subject: clusterSubject, changes: changeForVCPUs(of: room, needed: most.total)))
    return appraisal
  }

  /// vCPUs that replicas ask for, with the text of the sum; `nil` beyond all bounds.
  private static func cores(
    _ terms: [(replicas: Int, cores: DecimalFraction, name: String)]
  ) -> (text: String, total: DecimalFraction)? {
    var total = DecimalFraction(0)
    for term in terms {
      guard let product = term.cores.times(term.replicas) else { return nil }
      total = total + product
    }
    let text = terms.map { "\($0.replicas) × \($0.cores.text) (\($0.name))" }.joined(separator: " + ")
    return ("\(text) = \(total.text)", total)
  }

  /// The vCPUs of pools with as many nodes as there may be.
  private func largestVCPUs(of pools: [DeclaredPool]) -> VCPUSum {
    let known = pools.compactMap { pool -> (nodes: Int, vcpus: Int, text: String)? in
      guard let nodes = pool.maximumNodes, case .known(let size) = size(of: pool) else { return nil }
      return (nodes, size.vcpus, "\(nodes) × \(size.vcpus) (\(pool.name), \(size.name))")
    }
    let total = known.map { term in
      let (product, overflow) = term.nodes.multipliedReportingOverflow(by: term.vcpus)
      return overflow ? .max : product
    }.clampedSum
    let terms = known.map(\.text).joined(separator: " + ")
    return VCPUSum(text: "\(terms) = \(total)", total: total, isComplete: known.count == pools.count)
  }

  /// More nodes of the first pool, as few as will do.
  private func changeForVCPUs(of room: VCPUSum, needed: DecimalFraction) -> [Change] {
    guard let first = modelPools.first, let nodes = first.maximumNodes, case .known(let size) = size(of: first),
      let vcpus = needed.dividedRoundingUp(by: DecimalFraction(1)), vcpus > room.total, size.vcpus > 0
    else { return [] }
    let more = (vcpus - room.total + size.vcpus - 1) / size.vcpus
    let key = first.pool.maxCount.map { $0 >= nodes } == true ? "maxCount" : "count"
    return [Change(path: "\(first.path).\(key)", from: String(nodes), to: String(nodes + more))]
  }
}

extension DeclaredService {
  /// What the documents take where nothing is declared (Microsoft Learn, Azure Machine Learning, deployment configuration
  /// of AKS, 2020-03-16).
  private static let (defaultUtilization, defaultConcurrency, defaultCores) = (70, 1, 0.1)

  /// The most replicas that there may be, with the key that says so; `nil` if nothing does.
  fileprivate var mostReplicas: (key: String, count: Int)? {
    if let autoscale = service.autoscale { return autoscale.max.map { ("autoscale.max", $0) } }
    return service.replicas.map { ("replicas", $0) }
  }

  /// The replicas that the expected load takes, with their formula; `nil` without a load, or with values that another
  /// rule refuses.
  fileprivate var replicasForLoad: (text: String, count: Int)? {
    let load = service.expectedLoad
    let percent = service.autoscale?.targetUtilization ?? Self.defaultUtilization
    let concurrency = load?.concurrentPerReplica ?? Self.defaultConcurrency
    guard let rate = load?.requestsPerSecond.flatMap({ DecimalFraction($0) }),
      let time = load?.secondsPerRequest.flatMap({ DecimalFraction($0) }), (1...100).contains(percent),
      let count = DecimalFraction.product(rate, time, percent: percent, count: concurrency)
    else { return nil }
    let utilization = DecimalFraction(Double(percent) / 100)?.text ?? "\(percent) %"
    return ("ceil(\(rate.text) × \(time.text) / \(utilization) / \(concurrency)) = \(count)", count)
  }

  /// The key without which the load cannot be computed.
  fileprivate var missingForLoad: String {
    guard let load = service.expectedLoad else { return "expectedLoad" }
    if load.requestsPerSecond == nil { return "expectedLoad.requestsPerSecond" }
    if load.secondsPerRequest == nil { return "expectedLoad.secondsPerRequest" }
    return load.concurrentPerReplica == 0 ? "expectedLoad.concurrentPerReplica" : "autoscale.targetUtilization"
  }

  /// Replicas that must run, and those that may; `nil` if nothing is declared about them.
  fileprivate var demand: (atLeast: Int, atMost: Int)? {
    let fixed = service.autoscale == nil ? service.replicas : nil
    guard
      let atLeast = replicasForLoad?.count ?? fixed ?? service.autoscale?.min ?? service.autoscale?.max.map({ _ in 1 })
    else { return nil }
    return (atLeast, max(atLeast, fixed ?? service.autoscale?.max ?? 0))
  }

  /// vCPUs that one replica asks for.
  fileprivate var cores: DecimalFraction {
    DecimalFraction(service.cpuCores ?? Self.defaultCores) ?? DecimalFraction(0)
  }
}
