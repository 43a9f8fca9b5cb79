import Model
import Topology

/// A declared node pool with its path in the deployment file.
struct DeclaredPool {
  let pool: Deployment.NodePool
  let index: Int

  var path: String { "cluster.nodePools[\(index)]" }
  /// The pool's name, else its path.
  var name: String { pool.name ?? path }
  var mode: Deployment.NodePool.Mode? { pool.mode }
  /// Whether models can run there: they are Linux containers.
  var isForModels: Bool { pool.osType != .windows }

  /// Nodes that are there at least: with the cluster autoscaler its minimum.
  var minimumNodes: Int? { pool.minCount ?? pool.count }

  /// Nodes that there may be: with the cluster autoscaler its maximum.
  var maximumNodes: Int? { [pool.maxCount, pool.count].compactMap { $0 }.max() }

  /// The key that `minimumNodes` comes from.
  var minimumKey: String { pool.minCount == nil ? "count" : "minCount" }
  /// The key that `maximumNodes` comes from.
  var maximumKey: String { pool.maxCount == nil ? "count" : "maxCount" }

  /// Nodes that an upgrade adds to the most that there may be. Where nothing is declared one is counted: the address plan
  /// must have room for an upgrade (Microsoft Learn, "Plan IP addressing for your AKS cluster", 2026-04-16).
  var surge: Int {
    (pool.maxSurge.flatMap(Surge.init) ?? .nodes(1)).nodes(of: maximumNodes ?? 0)
  }

  /// `(50 + 1)`: nodes and those of an upgrade.
  var nodesWithSurge: (text: String, count: Int)? {
    guard let nodes = maximumNodes else { return nil }
    let (sum, overflow) = nodes.addingReportingOverflow(surge)
    return ("(\(nodes) + \(surge))", overflow ? .max : sum)
  }

  /// What a finding about the pool is about.
  func subject(_ key: String = "") -> Finding.Subject {
    .declared(key.isEmpty ? path : "\(path).\(key)", detail: name)
  }
}

extension DeclaredPlan {
  /// All declared pools, in order.
  var pools: [DeclaredPool] {
    cluster.nodePools.enumerated().map { DeclaredPool(pool: $1, index: $0) }
  }

  /// The pools that models can run in.
  var modelPools: [DeclaredPool] { pools.filter(\.isForModels) }

  /// What is known about a pool's VM size.
  enum SizeReading {
    case known(VMSizeTable.Size)
    /// Not in the table; so many vCPUs by its name.
    case guessed(vcpus: Int?)
    case notDeclared
  }

  func size(of pool: DeclaredPool) -> SizeReading {
    guard let name = pool.pool.vmSize, !name.isEmpty else { return .notDeclared }
    if let size = catalog.vmSizes.size(named: name) { return .known(size) }
    return .guessed(vcpus: VMSizeTable.Size.vcpus(byConventionOf: name))
  }

  /// A size that the table does not have.
  func unknownSize(of pool: DeclaredPool, vcpus: Int?) -> Sign {
    Sign(
      .vmSizeUnknown,
      [
        .path: "\(pool.path).vmSize", .value: pool.pool.vmSize ?? "", .name: pool.name,
      ].with(.count, vcpus.map { String($0) }), subject: pool.subject("vmSize"))
  }
}

extension Finding.Subject {
  /// A value of the deployment file, by its path.
  static func declared(_ path: String, detail: String = "") -> Finding.Subject {
    Finding.Subject(kind: .network, id: path, detail: detail)
  }
}
