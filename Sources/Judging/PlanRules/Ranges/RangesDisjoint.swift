import Model
import Topology

extension DeclaredPlan {
  /// Every pair of declared ranges that must not touch. Pairs that break the rule for one reason are one finding: the
  /// range that can still be changed, with all that it touches.
  func rangesDisjoint() -> Appraisal {
    let all = usedRanges
    guard all.count > 1 else { return .notDeclared("network.serviceCIDR") }
    var appraisal = Appraisal()
    var pairs = 0
    for (index, first) in all.enumerated() {
      for second in all[(index + 1)...] {
        guard mustBeDisjoint(first, second, among: all) else { continue }
        pairs += 1
        guard first.range.overlaps(second.range) else { continue }
        // The range of the cluster's own is the one to change: a VNet is there already.
        let (fixed, movable) = (first, second)
        appraisal.compare(
          Working(
            path: movable.path,
            arithmetic: "\(movable.path) \(movable.range) ∩ \(fixed.path) \(fixed.range) = "
              + "\(movable.range.length >= fixed.range.length ? movable.range.canonical : fixed.range.canonical)",
            holds: false),
          else: Sign(
            .rangesOverlap,
            [
              .value: movable.range.description, .other: fixed.path, .otherValue: fixed.range.description,
            ], subject: movable.subject, changes: free(insteadOf: movable, among: all)))
      }
    }
    if appraisal.violations.isEmpty, pairs > 0 {
      let count = pairs == 1 ? "1 pair" : "\(pairs) pairs"
      appraisal.workings.append(
        Working(path: "network", arithmetic: "\(count) of \(all.count) ranges: all ∩ = ∅", holds: true))
    }
    return pairs == 0 ? .notDeclared("network.serviceCIDR") : appraisal
  }

  /// Whether two ranges must have no address in common. Subnets lie in their VNet, and pools may share a subnet.
  private func mustBeDisjoint(_ first: DeclaredRange, _ second: DeclaredRange, among all: [DeclaredRange]) -> Bool {
    guard first.range.address.family == second.range.address.family else { return false }
    let (inner, outer) = first.use > second.use ? (first, second) : (second, first)
    switch (outer.use, inner.use) {
    case (.vnet, .vnet), (.peered, .peered), (.vnet, .subnet), (.vnet, .podSubnet): return false
    // The same subnet may be named several times; different ones must not overlap.
    case (.subnet, .subnet), (.podSubnet, .podSubnet): return first.range.canonical != second.range.canonical
    // The bridge is on the nodes alone: it must not hide what they reach in the subnet and in the cluster.
    case (.vnet, .dockerBridge), (.peered, .dockerBridge): return false
    // A subnet in its VNet is compared as a part of it.
    case (.peered, .subnet), (.peered, .podSubnet): return !isInsideVNet(inner, among: all)
    case (.subnet, .pods), (.subnet, .services), (.podSubnet, .pods), (.podSubnet, .services):
      return !isInsideVNet(outer, among: all)
    case (.vnet, _), (.peered, _), (.subnet, _), (.podSubnet, _), (.pods, _), (.services, _), (.dockerBridge, _):
      return true
    }
  }

  private func isInsideVNet(_ subnet: DeclaredRange, among all: [DeclaredRange]) -> Bool {
    all.contains { $0.use == .vnet && $0.range.contains(subnet.range) }
  }

  /// A range of the same length that touches none of the others; for what the cluster alone uses.
  private func free(insteadOf range: DeclaredRange, among all: [DeclaredRange]) -> [Change] {
    guard [.pods, .services, .dockerBridge].contains(range.use), range.range.address.family == .ipv4 else { return [] }
    let others = all.filter { $0.path != range.path }.map(\.range) + Self.neverProposed
    let length = range.range.length
    for block in Self.privateBlocks where block.length <= length {
      let step = 1 << max(0, 32 - length)
      for offset in stride(from: 0, to: block.addressCount, by: max(step, 1)).prefix(4096) {
        guard let address = block.address(at: offset), let candidate = IPPrefix(address: address, length: length),
          !others.contains(where: candidate.overlaps)
        else { continue }
        let value =
          range.use == .dockerBridge ? candidate.address(at: 1).map { "\($0)/\(length)" } : candidate.description
        return [Change(path: range.path, from: range.range.description, to: value)]
      }
    }
    return []
  }

  /// RFC 1918 section 3, and RFC 6598 section 7 where these are full.
  private static let privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    .compactMap { IPPrefix($0) }

  /// What AKS keeps for itself, and the default of the docker bridge.
  private static let neverProposed = ["172.30.0.0/16", "172.31.0.0/16", "172.17.0.0/16"].compactMap { IPPrefix($0) }
}
