import Model
import Topology

extension DeclaredPlan {
  /// No range touches, or contains, one that AKS keeps for itself.
  func rangesReserved(_ limits: PlanLimits) -> Appraisal {
    let reserved = limits.list(.ranges).compactMap { IPPrefix($0) }
    let judged = usedRanges.filter { $0.use != .dockerBridge && $0.use != .peered && $0.range.address.family == .ipv4 }
    guard !judged.isEmpty else { return .notDeclared("network.vnet.addressSpace") }
    var appraisal = Appraisal()
    for declared in judged {
      let touched = reserved.filter(declared.range.overlaps)
      guard !touched.isEmpty else { continue }
      // What lies in a range that is at fault already is its consequence.
      let isPart = judged.contains {
        $0.path != declared.path && $0.use == .vnet && $0.range.contains(declared.range)
          && [.subnet, .podSubnet].contains(declared.use)
      }
      guard !isPart else { continue }
      let names = touched.map(\.description).joined(separator: ", ")
      appraisal.compare(
        Working(path: declared.path, arithmetic: "\(declared.range) ∩ {\(names)} ≠ ∅", holds: false),
        else: Sign(
          .rangeReserved, [.value: declared.range.description, .limit: names], subject: declared.subject))
    }
    if appraisal.violations.isEmpty {
      let names = reserved.map(\.description).joined(separator: ", ")
      appraisal.workings.append(
        Working(path: "network", arithmetic: "\(judged.count) ranges ∩ {\(names)} = ∅", holds: true))
    }
    return appraisal
  }

  /// Ranges are written by their first address; the docker bridge alone is the address of a host.
  func rangesCanonical() -> Appraisal {
    let judged = ranges.filter { $0.use != .dockerBridge } + authorizedRanges
    guard !judged.isEmpty else { return .notDeclared("network.vnet.addressSpace") }
    var appraisal = Appraisal()
    for declared in judged where !declared.range.isCanonical {
      appraisal.compare(
        Working(path: declared.path, arithmetic: "\(declared.range) ≠ \(declared.range.canonical)", holds: false),
        else: Sign(
          .rangeNotCanonical, [.value: declared.range.description, .needed: declared.range.canonical.description],
          subject: declared.subject,
          changes: [
            Change(
              path: declared.path, from: declared.range.description, to: declared.range.canonical.description)
          ]))
    }
    if appraisal.violations.isEmpty {
      appraisal.workings.append(
        Working(path: "network", arithmetic: "\(judged.count) ranges without host bits", holds: true))
    }
    return appraisal
  }

  private var authorizedRanges: [DeclaredRange] {
    (cluster.apiServer?.authorizedIPRanges ?? []).enumerated().map { index, range in
      DeclaredRange(use: .peered, path: "cluster.apiServer.authorizedIPRanges[\(index)]", range: range)
    }
  }

  /// The IPv4 service range is smaller than the largest that AKS takes.
  func serviceRangeSize(_ limits: PlanLimits) -> Appraisal {
    guard let largest = limits.number(.prefix) else { return .notDeclared("limits") }
    let judged = ranges.filter { $0.use == .services && $0.range.address.family == .ipv4 }
    guard !judged.isEmpty else { return .notDeclared("network.serviceCIDR") }
    var appraisal = Appraisal()
    for declared in judged {
      let length = declared.range.length
      appraisal.compare(
        Working(
          path: declared.path, arithmetic: "/\(length): \(length) \(length > largest ? ">" : "≤") \(largest)",
          holds: length > largest),
        else: Sign(
          .serviceRangeTooLarge, [.value: declared.range.description, .limit: "/\(largest)"],
          subject: declared.subject,
          changes: [
            Change(
              path: declared.path, from: declared.range.description,
              to: IPPrefix(address: declared.range.network, length: largest + 1)?.description)
          ]))
    }
    return appraisal
  }

  /// The docker bridge is an address in its range: a network's own address cannot be a bridge's.
  func dockerBridge() -> Appraisal {
    guard let bridge = network.dockerBridgeCIDR else { return .notDeclared("network.dockerBridgeCIDR") }
    let isHost = !bridge.isCanonical && bridge.address != bridge.last
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "network.dockerBridgeCIDR",
        arithmetic: "\(bridge.address) \(isHost ? "∉" : "∈") {\(bridge.network), \(bridge.last)}", holds: isHost),
      else: Sign(
        .dockerBridgeIsNetwork, [.value: bridge.description],
        subject: .declared("network.dockerBridgeCIDR", detail: bridge.description),
        changes: [
          Change(
            path: "network.dockerBridgeCIDR", from: bridge.description,
            to: bridge.address(at: 1).map { "\($0)/\(bridge.length)" })
        ]))
    return appraisal
  }

  /// Each address family at most once, IPv4 among the pods', and the same for pods and services. Where services alone
  /// have one family less, that is possible, and worth a warning.
  func dualStack() -> Appraisal {
    guard !network.serviceCIDRs.isEmpty else { return .notDeclared("network.serviceCIDR") }
    guard !network.podCIDRs.isEmpty else { return .notDeclared("network.podCIDR") }
    func families(_ ranges: [IPPrefix]) -> [String] {
      ranges.map { $0.address.family == .ipv4 ? "IPv4" : "IPv6" }
    }
    let (pods, services) = (families(network.podCIDRs), families(network.serviceCIDRs))
    let isPossible =
      Set(pods).count == pods.count && Set(services).count == services.count && pods.contains("IPv4")
    let holds = isPossible && Set(pods) == Set(services)
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "network.serviceCIDR",
        arithmetic: "pods {\(pods.joined(separator: ", "))} \(holds ? "=" : "≠") "
          + "services {\(services.joined(separator: ", "))}",
        holds: holds),
      else: Sign(
        .familiesDiffer,
        [
          .value: network.serviceCIDRs.map(\.description).joined(separator: ", "), .other: "network.podCIDR",
          .otherValue: network.podCIDRs.map(\.description).joined(separator: ", "),
        ], isWarning: isPossible,
        subject: .declared("network.serviceCIDR", detail: services.joined(separator: ", "))))
    return appraisal
  }

  /// Every subnet lies in a range of the VNet.
  func subnetsInsideVNet() -> Appraisal {
    let vnet = network.vnetAddressSpace
    guard !vnet.isEmpty else { return .notDeclared("network.vnet.addressSpace") }
    let subnets = ranges.filter { $0.use == .subnet || $0.use == .podSubnet }
    guard !subnets.isEmpty else { return .notDeclared("network.subnet.prefix") }
    let space = vnet.map(\.description).joined(separator: ", ")
    var appraisal = Appraisal()
    for subnet in subnets {
      let isInside = vnet.contains { $0.contains(subnet.range) }
      appraisal.compare(
        Working(path: subnet.path, arithmetic: "\(subnet.range) \(isInside ? "⊆" : "⊄") {\(space)}", holds: isInside),
        else: Sign(
          .subnetOutsideVNet, [.value: subnet.range.description, .otherValue: space], subject: subnet.subject,
          changes: [
            Change(
              path: "network.vnet.addressSpace", from: "[\(space)]",
              to: "[\(space), \(subnet.range.canonical)]")
          ]))
    }
    return appraisal
  }
}
