import Model
import Topology

/// A declared address range with its path in the deployment file.
struct DeclaredRange {
  /// What a range is for; decides which others it must not touch.
  enum Use: Comparable {
    case vnet, peered, subnet, podSubnet, pods, services, dockerBridge
  }

  var use: Use
  var path: String
  var range: IPPrefix

  /// What a finding about the range is about.
  var subject: Finding.Subject { .declared(path, detail: range.description) }
}

extension DeclaredPlan {
  /// The ranges that the network model makes use of: where pods take addresses of subnets, there is no pod range.
  var usedRanges: [DeclaredRange] {
    let podsAreInSubnets = network.model == .azureCNI || network.model == .azureCNIPodSubnet
    return ranges.filter { $0.use != .pods || !podsAreInSubnets }
  }

  /// Every declared range, each once, in the order of the file.
  var ranges: [DeclaredRange] {
    func list(_ use: DeclaredRange.Use, _ path: String, _ ranges: [IPPrefix]) -> [DeclaredRange] {
      ranges.enumerated().map { index, range in
        DeclaredRange(use: use, path: ranges.count == 1 && use != .vnet ? path : "\(path)[\(index)]", range: range)
      }
    }
    func one(_ use: DeclaredRange.Use, _ path: String, _ range: IPPrefix?) -> [DeclaredRange] {
      range.map { [DeclaredRange(use: use, path: path, range: $0)] } ?? []
    }
    var ranges = list(.vnet, "network.vnet.addressSpace", network.vnetAddressSpace)
    ranges += network.peeredAddressSpaces.enumerated().map { index, range in
      DeclaredRange(use: .peered, path: "network.vnet.peered[\(index)]", range: range)
    }
    ranges += one(.subnet, "network.subnet.prefix", network.subnet)
    ranges += one(.podSubnet, "network.podSubnet.prefix", network.podSubnet)
    for pool in pools {
      ranges += one(.subnet, "\(pool.path).subnet", pool.pool.subnet)
      ranges += one(.podSubnet, "\(pool.path).podSubnet", pool.pool.podSubnet)
    }
    ranges += list(.pods, "network.podCIDR", network.podCIDRs)
    ranges += list(.services, "network.serviceCIDR", network.serviceCIDRs)
    ranges += one(.dockerBridge, "network.dockerBridgeCIDR", network.dockerBridgeCIDR)
    return ranges
  }
}
