extension Deployment {
  public struct Network: Sendable, Hashable, Codable {
    public enum Model: String, Sendable, Hashable, Codable, CaseIterable {
      case kubenet, azureCNI, azureCNIOverlay, azureCNIPodSubnet, none
    }
    public enum OutboundType: String, Sendable, Hashable, Codable, CaseIterable {
      case loadBalancer, userDefinedRouting, managedNATGateway, userAssignedNATGateway, none, block
    }
    /// What enforces network policies.
    public enum Policy: String, Sendable, Hashable, Codable, CaseIterable {
      case none, azure, calico, cilium
    }
    public enum LoadBalancerSKU: String, Sendable, Hashable, Codable, CaseIterable {
      case basic, standard
    }
    public var model: Model?
    public var policy: Policy?
    public var vnetAddressSpace: [IPPrefix] = []
    public var peeredAddressSpaces: [IPPrefix] = []
    public var dnsServers: [IPAddress] = []
    /// The nodes' subnet: `network.subnet.prefix`.
    public var subnet: IPPrefix?
    /// `network.subnet.routeTable`; `nil`: not declared, which is not the same as none.
    public var routeTable: SubnetRouteTable?
    /// How many addresses of the nodes' subnet others use: `network.subnet.otherAddresses`.
    public var otherAddresses: Int?
    /// Services that the nodes' subnet is delegated to, such as `Microsoft.ContainerInstance/containerGroups`:
    /// `network.subnet.delegations`.
    public var delegations: [String]?
    /// Where pods take their addresses from, if not from the nodes' subnet: `network.podSubnet.prefix`.
    public var podSubnet: IPPrefix?
    /// One, or two for dual stack.
    public var podCIDRs: [IPPrefix] = []
    public var serviceCIDRs: [IPPrefix] = []
    public var dnsServiceIP: IPAddress?
    public var dockerBridgeCIDR: IPPrefix?
    public var outboundType: OutboundType?
    public var loadBalancerSKU: LoadBalancerSKU?
    /// The public addresses that the cluster's own traffic comes from.
    public var egressAddresses: [IPPrefix]?
    /// Roles that must answer with private addresses; `nil`: not declared, so neither kind is expected.
    public var privateEndpoints: [EndpointRole]?
    /// Further ranges that count as private.
    public var privateRanges: [IPPrefix] = []
    public var proxy: Proxy?
    public init() {}
  }
}
