import Model

/// A node pool (`Microsoft.ContainerService/managedClusters/agentPools`, or a profile within its cluster).
struct AgentPool: Sendable {
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  /// Several where the pool is of single machines (`VirtualMachines`).
  var vmSizes: [Sourced<String>] = []
  var count: Sourced<Int>?
  var osType: Sourced<String>?
  var mode: Sourced<String>?
  var type: Sourced<String>?
  var maxPods: Sourced<Int>?
  var autoscaling: Sourced<Bool>?
  var minCount: Sourced<Int>?
  var maxCount: Sourced<Int>?
  var maxSurge: Sourced<String>?
  var vnetSubnet: Sourced<ResourceID>?
  var podSubnet: Sourced<ResourceID>?
  /// That it has a subnet for its pods, even where nobody knows yet which.
  var hasPodSubnet: Sourced<Bool>?
  var orchestratorVersion: Sourced<String>?
  var currentOrchestratorVersion: Sourced<String>?
  var provisioningState: Sourced<String>?
  var priority: Sourced<String>?
  var gpuInstanceProfile: Sourced<String>?
}

extension ResourceReading {
  mutating func agentPool(_ cursor: Cursor) -> AgentPool {
    var pool = AgentPool()
    pool.id = identifier(cursor["id"])
    pool.name = poolName(cursor["name"])
    pool.vmSizes = text(cursor.property("vmSize")).map { [$0] } ?? []
    pool.count = integer(cursor.property("count"))
    pool.osType = text(cursor.property("osType"))
    pool.mode = text(cursor.property("mode"))
    pool.type = poolType(cursor)
    pool.maxPods = integer(cursor.property("maxPods"))
    pool.autoscaling = boolean(cursor.property("enableAutoScaling"))
    pool.minCount = integer(cursor.property("minCount"))
    pool.maxCount = integer(cursor.property("maxCount"))
    pool.maxSurge = text(object(cursor.property("upgradeSettings"))?["maxSurge"])
    pool.vnetSubnet = identifier(cursor.property("vnetSubnetID"))
    let podSubnet = cursor.property("podSubnetID")
    pool.podSubnet = identifier(podSubnet)
    if let podSubnet, pool.podSubnet != nil || Self.isUnknown(podSubnet) {
      pool.hasPodSubnet = Sourced(true, at: podSubnet.place)
    }
    pool.orchestratorVersion = text(cursor.property("orchestratorVersion"))
    pool.currentOrchestratorVersion = text(cursor.property("currentOrchestratorVersion"))
    pool.provisioningState = text(cursor.property("provisioningState"))
    pool.priority = text(cursor.property("scaleSetPriority"))
    pool.gpuInstanceProfile = text(cursor.property("gpuInstanceProfile"))
    virtualMachines(cursor, into: &pool)
    return pool
  }

  /// The last part of a name: `aks1/pool1`, or of a template `[concat(parameters('aks1'), '/pool1')]`.
  private mutating func poolName(_ cursor: Cursor?) -> Sourced<String>? {
    if let cursor, let text = cursor.text, Self.isExpression(text), text.hasSuffix("')]") {
      let last = text.dropLast(3).split(separator: "'", omittingEmptySubsequences: false).last ?? ""
      guard last.hasPrefix("/"), last.count > 1 else { return nil }
      return Sourced(String(last.dropFirst()), at: cursor.place)
    }
    return text(cursor)?.flatMap { $0.split(separator: "/").last.map(String.init) }
  }

  /// In a flattened document, `type` is the resource's and the pool's own stands under another name.
  private mutating func poolType(_ cursor: Cursor) -> Sourced<String>? {
    for candidate in [cursor["typePropertiesType", "agentPoolType"], cursor["properties"]?["type"], cursor["type"]] {
      if let type = text(candidate), !type.value.contains("/") { return type }
    }
    return nil
  }

  /// A pool of single machines has neither a size nor a count of its own: they stand in its profile and its state.
  private mutating func virtualMachines(_ cursor: Cursor, into pool: inout AgentPool) {
    let scale = object(object(cursor.property("virtualMachinesProfile"))?["scale"])
    let status = items(cursor.property("virtualMachineNodesStatus"))
    let groups = status.isEmpty ? items(scale?["manual"]) : status
    var total = 0
    for group in groups {
      if let size = text(group["size"]) ?? texts(group["sizes"]).first { pool.vmSizes.append(size) }
      total += min(1_000_000, max(0, integer(group["count"])?.value ?? 0))
    }
    if pool.count == nil, let first = groups.first { pool.count = Sourced(total, at: first.place) }
    for autoscale in items(scale?["autoscale"]) {
      pool.minCount = pool.minCount ?? integer(autoscale["minCount"])
      pool.maxCount = pool.maxCount ?? integer(autoscale["maxCount"])
    }
  }
}
