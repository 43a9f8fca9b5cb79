/// How many addresses node pools take from a subnet (Microsoft Learn, "Plan IP addressing for your AKS cluster",
/// 2026-04-16): each node one, with Azure CNI each of its pods another, and as many again for the nodes that an upgrade
/// adds.
public struct SubnetDemand: Sendable, Hashable {
  /// Azure keeps the first four addresses and the last of every subnet.
  public static let reservedByAzure = 5

  /// Nodes at the most, without those of an upgrade.
  public var nodes: Int
  /// Nodes that an upgrade adds at a time.
  public var surge: Int
  /// Addresses of the subnet that one node takes besides its own: its pods' with Azure CNI, else 0.
  public var podsPerNode: Int

  public init(nodes: Int, surge: Int, podsPerNode: Int) {
    self.nodes = nodes
    self.surge = surge
    self.podsPerNode = podsPerNode
  }

  /// Addresses needed; at most `Int.max`.
  public var addresses: Int {
    let (all, overflow) = nodes.addingReportingOverflow(surge)
    let (each, overflow2) = podsPerNode.addingReportingOverflow(1)
    let (product, overflow3) = all.multipliedReportingOverflow(by: each)
    return overflow || overflow2 || overflow3 ? .max : product
  }
}

/// How many nodes an upgrade adds: a number, or a share of the pool rounded up (Microsoft Learn, "Upgrade an AKS cluster":
/// "max surge values can be a percentage, rounded up").
public enum Surge: Sendable, Hashable {
  case nodes(Int)
  case percent(Int)

  /// Reads `1` or `33%`; `nil` for anything else.
  public init?(_ text: String) {
    if text.hasSuffix("%"), let percent = Int(text.dropLast()), percent >= 0 {
      self = .percent(percent)
    } else if let nodes = Int(text), nodes >= 0 {
      self = .nodes(nodes)
    } else {
      return nil
    }
  }

  /// The nodes added to a pool of so many; at least one where a share is not zero.
  public func nodes(of count: Int) -> Int {
    switch self {
    case .nodes(let nodes): return nodes
    case .percent(let percent):
      let (product, overflow) = max(0, count).multipliedReportingOverflow(by: percent)
      return overflow ? .max : product / 100 + (product % 100 == 0 ? 0 : 1)
    }
  }
}
