import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case model, vnet, subnet, podCIDR, serviceCIDR, dnsServiceIP, dockerBridgeCIDR, outboundType, privateEndpoints
    case privateRanges, proxy
  }

  mutating func network(_ value: Value) -> Deployment.Network {
    var network = Deployment.Network()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .model: network.model = reading.choice(value)
      case .vnet: reading.vnet(value, into: &network)
      case .subnet: network.subnet = reading.subnet(value)
      case .podCIDR: network.podCIDRs = reading.rangeOrTwo(value)
      case .serviceCIDR: network.serviceCIDRs = reading.rangeOrTwo(value)
      case .dnsServiceIP: network.dnsServiceIP = reading.address(value)
      case .dockerBridgeCIDR: network.dockerBridgeCIDR = reading.range(value)
      case .outboundType: network.outboundType = reading.choice(value)
      case .privateEndpoints: network.privateEndpoints = reading.list(value, of: "roles") { $0.role($1) }
      case .privateRanges: network.privateRanges = reading.ranges(value) ?? []
      case .proxy: network.proxy = reading.proxy(value)
      }
    }
    return network
  }

  private enum VNetKey: String, CaseIterable {
    case addressSpace, peered, dnsServers
  }

  private mutating func vnet(_ value: Value, into network: inout Deployment.Network) {
    forEach(VNetKey.self, of: value) { reading, key, value in
      switch key {
      case .addressSpace: network.vnetAddressSpace = reading.ranges(value) ?? []
      case .peered: network.peeredAddressSpaces = reading.ranges(value) ?? []
      case .dnsServers: network.dnsServers = reading.list(value, of: "IP addresses") { $0.address($1) } ?? []
      }
    }
  }

  private enum SubnetKey: String, CaseIterable {
    case prefix
  }

  private mutating func subnet(_ value: Value) -> IPPrefix? {
    var prefix: IPPrefix?
    forEach(SubnetKey.self, of: value) { reading, key, value in
      switch key {
      case .prefix: prefix = reading.range(value)
      }
    }
    return prefix
  }
}
