import Model
import Topology

extension DeclaredPlan {
  /// A block of the pod range for every node, those of an upgrade included. With dual stack the IPv4 range is meant.
  func podRange(_ limits: PlanLimits) -> Appraisal {
    guard let block = limits.number(.prefix) else { return .notDeclared("limits") }
    guard let range = network.podCIDRs.first(where: { $0.address.family == .ipv4 }) else {
      return .notDeclared("network.podCIDR")
    }
    guard !pools.isEmpty else { return .notDeclared("cluster.nodePools") }
    let counted = pools.compactMap { pool in pool.nodesWithSurge.map { (pool: pool, nodes: $0) } }
    let total = counted.map(\.nodes.count).clampedSum
    let blocks = range.blocks(ofLength: block)
    if total <= blocks, let unknown = pools.first(where: { $0.maximumNodes == nil }) {
      return .notDeclared("\(unknown.path).count")
    }
    let nodes = counted.map { "\($0.nodes.text) (\($0.pool.name))" }.joined(separator: " + ")
    let room =
      range.length <= block
      ? "2^(\(block) − \(range.length)) = \(blocks)" : "0, because /\(range.length) is smaller than one /\(block)"
    let needed = IPPrefix.length(forAddresses: total, width: block) ?? 0
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "network.podCIDR", arithmetic: "\(nodes) = \(total) \(total <= blocks ? "≤" : ">") \(room)",
        holds: total <= blocks),
      else: Sign(
        .podRangeTooSmall, [.value: range.description, .needed: "/\(needed)"],
        subject: .declared("network.podCIDR", detail: range.description),
        changes: [
          Change(path: "network.podCIDR", from: range.description, to: range.widened(to: needed).description)
        ]))
    return appraisal
  }
}

extension IPPrefix {
  /// The range of this length that holds this one.
  func widened(to length: Int) -> IPPrefix {
    (IPPrefix(address: address, length: min(length, self.length)) ?? self).canonical
  }
}
