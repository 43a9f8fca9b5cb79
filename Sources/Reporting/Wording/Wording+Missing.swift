internal import Model

extension Wording {
  /// How many names with answers that differ are told of.
  static let splitLimit = 12
  /// How many reasons for missing reports are told of.
  private static let reasonLimit = 12

  /// `No report came from node-3, node-4: no pod of the check runs there.`: each reason once.
  static func reasons(_ missing: [MergedReport.MissingVantage]) -> [String] {
    var order: [String] = []
    var labels: [String: [String]] = [:]
    for vantage in missing {
      guard let reason = vantage.reason else { continue }
      if labels[reason] == nil { order.append(reason) }
      labels[reason, default: []].append(vantage.label)
    }
    let told = order.prefix(reasonLimit).map { reason in
      "No report came from \((labels[reason] ?? []).listed(limit: 8)): \(reason)."
    }
    let rest = order.dropFirst(reasonLimit).flatMap { labels[$0] ?? [] }
    return told + (rest.isEmpty ? [] : ["No report came from \(rest.listed(limit: 8)) either."])
  }

  /// `x.blob.core.windows.net is 10.1.0.5 by 10.0.0.10 (at pod-a) and 20.60.0.1 by 168.63.129.16 (at node-a): …`.
  static func text(_ split: SplitName) -> String {
    let sides = split.sides.map { side in
      let addresses = side.addresses.isEmpty ? "without addresses" : side.addresses.map(\.description).listed(limit: 3)
      let cache = NodeResolver(side.nameserver.address).map { " (\(name($0)))" } ?? ""
      return "\(addresses) by \(server(side.nameserver))\(cache) at \(side.vantages.listed(limit: 3))"
    }
    return
      "Pods and nodes find \(split.name) at different places: \(list(sides, last: "and")). The nameservers disagree."
  }

  /// What a node's own DNS cache is called.
  static func name(_ resolver: NodeResolver) -> String {
    switch resolver {
    case .localDNSOfNodes, .localDNSOfPods: "LocalDNS"
    case .nodeLocalDNSCache: "NodeLocal DNSCache"
    }
  }

  /// What one must know of a vantage that asks a cache on its node.
  static func note(_ resolver: NodeResolver) -> String {
    let what =
      switch resolver {
      case .localDNSOfNodes: "which asks the virtual network's DNS servers, over TCP as well"
      case .localDNSOfPods: "which asks the cluster's DNS over TCP, or the virtual network's where its profile says so"
      case .nodeLocalDNSCache: "which asks the cluster's DNS or the servers of its own configuration"
      }
    return
      "The nameserver \(resolver.address) is this node's own cache (\(name(resolver))), \(what). What it answered once "
      + "it answers for a while, also while those are silent."
  }

  private static func server(_ address: SocketAddress) -> String {
    address.port == 53 ? address.address.description : address.description
  }
}
