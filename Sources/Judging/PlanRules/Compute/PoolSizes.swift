import Model

extension DeclaredPlan {
  /// The VM sizes of pools of a kind against the least that a node must have.
  func poolSizes(_ limits: PlanLimits, of isMeant: (DeclaredPool) -> Bool) -> Appraisal {
    guard let vcpus = limits.number(.vcpus), let memory = limits.number(.memoryGB) else {
      return .notDeclared("limits")
    }
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    let meant = pools.filter(isMeant)
    guard !meant.isEmpty else { return .nothing(at: "cluster.nodePools") }
    var appraisal = Appraisal()
    for pool in meant { compareSize(of: pool, vcpus: vcpus, memoryGB: memory, in: &appraisal) }
    return appraisal
  }

  /// There is a pool of mode System, and every such pool has a size that the system's pods can run on. Where no pool
  /// declares a mode, nothing is known.
  func systemPool(_ limits: PlanLimits) -> Appraisal {
    guard let vcpus = limits.number(.vcpus), let memory = limits.number(.memoryGB) else {
      return .notDeclared("limits")
    }
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    if let undeclared = pools.first(where: { $0.mode == nil }), !pools.contains(where: { $0.mode == .system }) {
      return .notDeclared("\(undeclared.path).mode")
    }
    var appraisal = Appraisal()
    let system = pools.filter { $0.mode == .system && $0.pool.osType != .windows }
    appraisal.compare(
      Working(
        path: "cluster.nodePools",
        arithmetic: "Linux pools of mode System: \(system.count) \(system.isEmpty ? "<" : "≥") 1",
        holds: !system.isEmpty),
      else: Sign(
        .systemPoolMissing, [.value: "0", .needed: "1"], subject: clusterSubject,
        changes: modelPools.first.map { [Change(path: "\($0.path).mode", from: $0.mode?.rawValue, to: "System")] } ?? []
      ))
    let series = limits.list(.series)
    for pool in system {
      compareSize(of: pool, vcpus: vcpus, memoryGB: memory, in: &appraisal)
      guard let name = pool.pool.vmSize, let family = Self.series(of: name), series.contains(family) else { continue }
      appraisal.compare(
        Working(path: "\(pool.path).vmSize", arithmetic: "\(pool.name): \(name) is of series \(family)", holds: false),
        else: Sign(
          .poolSizeForbidden, [.value: name, .limit: "series \(family)", .name: pool.name],
          subject: pool.subject("vmSize")))
    }
    return appraisal
  }

  /// Sizes by name that system pools must not have.
  func systemPoolSizes(_ limits: PlanLimits) -> Appraisal {
    let forbidden = limits.list(.sizes)
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    let system = pools.filter { $0.mode == .system }
    guard !system.isEmpty else { return .nothing(at: "cluster.nodePools") }
    var appraisal = Appraisal()
    for pool in system {
      guard let name = pool.pool.vmSize else {
        appraisal.missing.append("\(pool.path).vmSize")
        continue
      }
      let isForbidden = forbidden.contains { $0.lowercased() == name.lowercased() }
      appraisal.compare(
        Working(
          path: "\(pool.path).vmSize",
          arithmetic: "\(pool.name): \(name) \(isForbidden ? "∈" : "∉") {\(forbidden.joined(separator: ", "))}",
          holds: !isForbidden),
        else: Sign(
          .poolSizeForbidden, [.value: name, .limit: forbidden.joined(separator: ", "), .name: pool.name],
          subject: pool.subject("vmSize")))
    }
    return appraisal
  }

  private func compareSize(of pool: DeclaredPool, vcpus: Int, memoryGB: Int, in appraisal: inout Appraisal) {
    let path = "\(pool.path).vmSize"
    switch size(of: pool) {
    case .notDeclared: appraisal.missing.append(path)
    case .guessed(let vcpus): appraisal.unknowns.append(unknownSize(of: pool, vcpus: vcpus))
    case .known(let size):
      let (enoughVCPUs, enoughMemory) = (size.vcpus >= vcpus, size.memoryMiB >= memoryGB * 1024)
      appraisal.compare(
        Working(
          path: path,
          arithmetic: "\(pool.name) (\(size.name)): \(size.vcpus) vCPU \(enoughVCPUs ? "≥" : "<") \(vcpus), "
            + "\(Self.gibibytes(size.memoryMiB)) GiB \(enoughMemory ? "≥" : "<") \(memoryGB)",
          holds: enoughVCPUs && enoughMemory),
        else: Sign(
          .poolSizeTooSmall,
          [
            .value: size.name, .needed: "\(vcpus) vCPU and \(memoryGB) GB", .name: pool.name,
          ], subject: pool.subject("vmSize")))
    }
  }

  /// `3.5` for 3,584 MiB.
  private static func gibibytes(_ mebibytes: Int) -> String {
    let tenths = (mebibytes * 10 + 512) / 1024
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }

  /// The series by a size's name: `B` of `Standard_B2s`; only where a digit follows the letters, so that `Basic_A1` has none.
  private static func series(of size: String) -> String? {
    let parts = size.split(separator: "_")
    guard parts.count >= 2, parts[0].lowercased() == "standard" else { return nil }
    return parts[1].first.map { String($0).uppercased() }
  }
}
