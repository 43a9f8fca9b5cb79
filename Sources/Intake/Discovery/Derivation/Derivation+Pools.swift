import Model

extension Derivation {
  /// Pools by their names, in the order in which Azure lists them.
  mutating func pools() {
    for pool in inventory.clusters.flatMap(\.pools) + inventory.pools { self.pool(pool) }
    nodes()
  }

  private mutating func index(ofPool name: Sourced<String>) -> Int {
    if let index = poolNames.firstIndex(of: name.value.lowercased()) { return index }
    let index = poolNames.count
    poolNames.append(name.value.lowercased())
    deployment.cluster.nodePools.append(Deployment.NodePool())
    state("cluster.nodePools[\(index)].name", \.cluster.nodePools[index].name, name)
    return index
  }

  private mutating func pool(_ pool: AgentPool) {
    guard let name = pool.name else {
      if let place = (pool.vmSizes.first?.place ?? pool.count?.place) {
        note("a node pool whose name is not known is not used", at: place)
      }
      return
    }
    let index = index(ofPool: name)
    let path = "cluster.nodePools[\(index)]."
    state(path + "type", \.cluster.nodePools[index].type, choice(pool.type))
    state(path + "mode", \.cluster.nodePools[index].mode, choice(pool.mode))
    state(path + "osType", \.cluster.nodePools[index].osType, choice(pool.osType))
    let sizes = Set(pool.vmSizes.map { $0.value.lowercased() })
    if sizes.count > 1, let first = pool.vmSizes.first {
      note("the pool has machines of several sizes, of which a deployment file can say one", at: first.place)
    } else {
      size(pool.vmSizes.first, ofPool: index)
    }
    state(path + "count", \.cluster.nodePools[index].count, pool.count)
    state(path + "maxPods", \.cluster.nodePools[index].maxPods, pool.maxPods)
    state(path + "maxSurge", \.cluster.nodePools[index].maxSurge, pool.maxSurge)
    if pool.autoscaling?.value != false {
      state(path + "minCount", \.cluster.nodePools[index].minCount, pool.minCount)
      state(path + "maxCount", \.cluster.nodePools[index].maxCount, pool.maxCount)
    }
    // The subnet of most pools is the deployment's own: only another is said for the pool.
    let usual = (inventory.clusters.flatMap(\.pools) + inventory.pools).lazy.compactMap(\.vnetSubnet).first?.value
    if let subnet = pool.vnetSubnet, subnet.value != usual {
      state(path + "subnet", \.cluster.nodePools[index].subnet, prefix(of: subnet.value))
    }
    let usualForPods = (inventory.clusters.flatMap(\.pools) + inventory.pools).lazy.compactMap(\.podSubnet).first?.value
    if let subnet = pool.podSubnet, subnet.value != usualForPods {
      state(path + "podSubnet", \.cluster.nodePools[index].podSubnet, prefix(of: subnet.value))
    }
  }

  /// Sizes are one whatever their case.
  private mutating func size(_ size: Sourced<String>?, ofPool index: Int) {
    let known = deployment.cluster.nodePools[index].vmSize
    if let known, known.lowercased() == size?.value.lowercased() { return }
    state("cluster.nodePools[\(index)].vmSize", \.cluster.nodePools[index].vmSize, size)
  }

  mutating func prefix(of subnet: ResourceID) -> Sourced<IPPrefix>? {
    range(inventory.subnet(subnet)?.prefixes.first)
  }

  /// What the cluster itself says of its nodes. Their number changes while a pool is scaled.
  private mutating func nodes() {
    var names: [String] = []
    for node in inventory.nodes {
      if let pool = node.pool?.value, !names.contains(pool) { names.append(pool) }
    }
    for name in names {
      let nodes = inventory.nodes.filter { $0.pool?.value == name }
      guard let first = nodes.first, let pool = first.pool else { continue }
      let index = index(ofPool: pool)
      let path = "cluster.nodePools[\(index)]."
      size(first.vmSize, ofPool: index)
      state(path + "osType", \.cluster.nodePools[index].osType, choice(first.osType))
      if deployment.cluster.nodePools[index].maxCount == nil {
        state(path + "count", \.cluster.nodePools[index].count, first.name?.map { _ in nodes.count })
      }
    }
    for node in inventory.nodes { state("cluster.region", \.cluster.region, node.region?.map { $0.lowercased() }) }
    if deployment.cluster.kubernetesVersion == nil {
      let version = inventory.nodes.first?.kubeletVersion?.map { $0.hasPrefix("v") ? String($0.dropFirst()) : $0 }
      state("cluster.kubernetesVersion", \.cluster.kubernetesVersion, version)
    }
  }
}
