import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, type, mode, osType, vmSize, count, maxPods, maxSurge, minCount, maxCount, subnet, podSubnet
  }

  /// A node pool. Numbers are bounded by what can be meant, not by what Azure allows: that is a check's to say.
  mutating func nodePool(_ value: Value) -> Deployment.NodePool? {
    var pool = Deployment.NodePool()
    let nodes = 0...100_000
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: pool.name = reading.text(value, expected: "the pool's name")
      case .type: pool.type = reading.choice(value)
      case .mode: pool.mode = reading.choice(value)
      case .osType: pool.osType = reading.choice(value)
      case .vmSize: pool.vmSize = reading.word(value, expected: "a size such as Standard_D3_v2")
      case .count: pool.count = reading.integer(value, in: nodes, of: "nodes")
      case .maxPods: pool.maxPods = reading.integer(value, in: 0...10_000, of: "pods")
      case .maxSurge: pool.maxSurge = reading.surge(value)
      case .minCount: pool.minCount = reading.integer(value, in: nodes, of: "nodes")
      case .maxCount: pool.maxCount = reading.integer(value, in: nodes, of: "nodes")
      case .subnet: pool.subnet = reading.range(value)
      case .podSubnet: pool.podSubnet = reading.range(value)
      }
    }
    return pool
  }
}
