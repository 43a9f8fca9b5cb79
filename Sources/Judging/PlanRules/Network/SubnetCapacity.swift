import Model
import Topology

extension DeclaredPlan {
  /// Addresses in every node subnet for the pools in it: their nodes with those of an upgrade, with Azure CNI also the
  /// pods of each, and those that Azure and others use.
  func subnetCapacity(_ limits: PlanLimits) -> Appraisal {
    guard let reserved = limits.number(.reserved) else { return .notDeclared("limits") }
    guard let model = network.model else { return .notDeclared("network.model") }
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    var appraisal = Appraisal()
    for subnet in subnets(of: { $0.subnet ?? network.subnet }) {
      guard let range = subnet.range else {
        appraisal.missing.append("network.subnet.prefix")
        continue
      }
      let demands = subnet.pools.map { pool in
        demand(of: pool, podsPerNode: model == .azureCNI ? pool.pool.maxPods ?? Self.defaultPodsOfNodeSubnet : 0)
      }
      appraisal.compareRoom(
        in: range, at: subnet.path, demands: demands, reserved: reserved,
        others: range == network.subnet ? network.otherAddresses ?? 0 : 0)
    }
    return appraisal
  }

  /// Addresses in every pod subnet: for each node its pods, in whole batches.
  func podSubnetCapacity(_ limits: PlanLimits) -> Appraisal {
    guard let reserved = limits.number(.reserved), let batch = limits.number(.batch), batch > 0 else {
      return .notDeclared("limits")
    }
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    var appraisal = Appraisal()
    for subnet in subnets(of: { $0.podSubnet ?? network.podSubnet }) {
      guard let range = subnet.range else {
        appraisal.missing.append("network.podSubnet.prefix")
        continue
      }
      let demands = subnet.pools.map { pool -> PoolDemand in
        let pods = pool.pool.maxPods ?? Self.defaultPodsOfPodSubnet
        let whole = (pods + batch - 1) / batch * batch
        guard let nodes = pool.nodesWithSurge else { return PoolDemand(pool: pool, text: nil, addresses: 0) }
        let (addresses, overflow) = nodes.count.multipliedReportingOverflow(by: whole)
        let batches = whole == pods ? "\(pods)" : "\(whole) [\(pods) in batches of \(batch)]"
        return PoolDemand(
          pool: pool, text: "\(nodes.text) × \(batches) (\(pool.name))", addresses: overflow ? .max : addresses)
      }
      appraisal.compareRoom(in: range, at: subnet.path, demands: demands, reserved: reserved, others: 0)
    }
    return appraisal
  }

  /// All addresses that nodes and pods take from the VNet, against what a VNet carries.
  func vnetAddresses(_ limits: PlanLimits) -> Appraisal {
    guard let limit = limits.number(.addresses) else { return .notDeclared("limits") }
    guard network.model == .azureCNI, !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    let demands = pools.map { demand(of: $0, podsPerNode: $0.pool.maxPods ?? Self.defaultPodsOfNodeSubnet) }
    let total = demands.map(\.addresses).clampedSum
    if total <= limit, let unknown = demands.first(where: { $0.text == nil }) {
      return .notDeclared("\(unknown.pool.path).count")
    }
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "cluster.nodePools",
        arithmetic: "\(demands.compactMap(\.text).joined(separator: " + ")) = \(total) "
          + "\(total <= limit ? "≤" : ">") \(limit)",
        holds: total <= limit),
      else: Sign(
        .vnetAddressesTooMany, [.value: String(total), .limit: String(limit)], subject: clusterSubject))
    return appraisal
  }

  /// Pods a node where nothing is declared (Microsoft Learn, "Plan IP addressing for your AKS cluster", 2026-04-16).
  private static let defaultPodsOfNodeSubnet = 30
  private static let defaultPodsOfPodSubnet = 110

  private func demand(of pool: DeclaredPool, podsPerNode: Int) -> PoolDemand {
    guard let nodes = pool.maximumNodes else { return PoolDemand(pool: pool, text: nil, addresses: 0) }
    let demand = SubnetDemand(nodes: nodes, surge: pool.surge, podsPerNode: podsPerNode)
    let each = podsPerNode == 0 ? "" : " × (\(podsPerNode) + 1)"
    return PoolDemand(
      pool: pool, text: "(\(nodes) + \(pool.surge))\(each) (\(pool.name))", addresses: demand.addresses)
  }

  /// A subnet with the pools in it.
  struct SharedSubnet {
    var range: IPPrefix?
    /// Where the range is declared.
    var path: String
    var pools: [DeclaredPool]
  }

  /// The subnets of pools, each once, in the order of their first pool.
  private func subnets(of range: (Deployment.NodePool) -> IPPrefix?) -> [SharedSubnet] {
    var subnets: [SharedSubnet] = []
    for pool in pools {
      let own = range(pool.pool)
      if let index = subnets.firstIndex(where: { $0.range?.canonical == own?.canonical }) {
        subnets[index].pools.append(pool)
      } else {
        subnets.append(SharedSubnet(range: own, path: path(ofSubnet: own, of: pool), pools: [pool]))
      }
    }
    return subnets
  }

  private func path(ofSubnet range: IPPrefix?, of pool: DeclaredPool) -> String {
    if range == pool.pool.subnet, range != nil { return "\(pool.path).subnet" }
    if range == pool.pool.podSubnet, range != nil { return "\(pool.path).podSubnet" }
    return range == network.podSubnet && range != nil ? "network.podSubnet.prefix" : "network.subnet.prefix"
  }
}

/// What one pool takes from a subnet; no text where its size is not declared.
struct PoolDemand {
  var pool: DeclaredPool
  var text: String?
  var addresses: Int
}

extension Appraisal {
  /// Compares what pools take with what a subnet has. What is not declared is left out of the sum, which then decides only
  /// if it is too much already.
  mutating func compareRoom(
    in range: IPPrefix, at path: String, demands: [PoolDemand], reserved: Int, others: Int
  ) {
    let needed = (demands.map(\.addresses) + [others]).clampedSum
    let room = max(0, range.addressCount - reserved)
    if needed <= room, let unknown = demands.first(where: { $0.text == nil }) {
      missing.append("\(unknown.pool.path).count")
      return
    }
    let terms = demands.compactMap(\.text) + (others > 0 ? ["\(others) (others)"] : [])
    let size = range.width - range.length < 63 ? "2^(\(range.width) − \(range.length))" : "\(range.addressCount)"
    // A node more may take a whole block: the sum with Azure's own addresses decides.
    let (whole, overflow) = needed.addingReportingOverflow(reserved)
    let length = IPPrefix.length(forAddresses: overflow ? .max : whole, width: range.width)
    compare(
      Working(
        path: path,
        arithmetic: "\(terms.joined(separator: " + ")) = \(needed) \(needed <= room ? "≤" : ">") "
          + "\(size) − \(reserved) = \(room)",
        holds: needed <= room),
      else: Sign(
        .subnetTooSmall,
        [.value: range.description, .needed: String(needed), .limit: length.map { "/\($0)" } ?? "no IPv4 range"],
        subject: .declared(path, detail: range.description),
        changes: length.map { [Change(path: path, from: range.description, to: range.widened(to: $0).description)] }
          ?? []))
  }
}
