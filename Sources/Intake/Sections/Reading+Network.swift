import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case model, policy, vnet, subnet, podSubnet, podCIDR, serviceCIDR, dnsServiceIP, dockerBridgeCIDR, outboundType
    case loadBalancerSKU, egressAddresses, privateEndpoints, privateRanges, proxy
  }

  mutating func network(_ value: Value) -> Deployment.Network {
    var network = Deployment.Network()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .model: network.model = reading.choice(value)
      case .policy: network.policy = reading.choice(value)
      case .vnet: reading.vnet(value, into: &network)
      case .subnet: reading.subnet(value, into: &network)
      case .podSubnet: network.podSubnet = reading.podSubnet(value)
      case .podCIDR: network.podCIDRs = reading.rangeOrTwo(value)
      case .serviceCIDR: network.serviceCIDRs = reading.rangeOrTwo(value)
      case .dnsServiceIP: network.dnsServiceIP = reading.address(value)
      case .dockerBridgeCIDR: network.dockerBridgeCIDR = reading.range(value)
      case .outboundType: network.outboundType = reading.choice(value)
      case .loadBalancerSKU: network.loadBalancerSKU = reading.choice(value)
      case .egressAddresses:
        network.egressAddresses = reading.list(value, of: "addresses and ranges") { $0.addressOrRange($1) }
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
    case prefix, routeTable, otherAddresses, delegations
  }

  private mutating func subnet(_ value: Value, into network: inout Deployment.Network) {
    forEach(SubnetKey.self, of: value) { reading, key, value in
      switch key {
      case .prefix: network.subnet = reading.range(value)
      case .routeTable: network.routeTable = reading.routeTable(value)
      case .otherAddresses: network.otherAddresses = reading.integer(value, in: 0...100_000_000, of: "addresses")
      case .delegations:
        network.delegations = reading.list(value, of: "services such as Microsoft.ContainerInstance/containerGroups") {
          $0.word($1, expected: "a service such as Microsoft.ContainerInstance/containerGroups")
        }
      }
    }
  }

  private enum PodSubnetKey: String, CaseIterable {
    case prefix
  }

  private mutating func podSubnet(_ value: Value) -> IPPrefix? {
    var prefix: IPPrefix?
    forEach(PodSubnetKey.self, of: value) { reading, key, value in
      switch key {
      case .prefix: prefix = reading.range(value)
      }
    }
    return prefix
  }
}
