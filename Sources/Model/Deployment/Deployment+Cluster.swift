extension Deployment {
  public struct Cluster: Sendable, Hashable, Codable {
    public enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
      case fastProd = "FastProd"
      case devTest = "DevTest"
      case denseProd = "DenseProd"
    }
    public var name: String?
    public var region: String?
    /// `nil`: the default, `FastProd`.
    public var purpose: Purpose?
    public var kubernetesVersion: String?
    public var apiServer: APIServer?
    public var nodePools: [NodePool] = []
    public var router: Router?
    public init() {}
  }

  public struct APIServer: Sendable, Hashable, Codable {
    public var host: Host?
    public var port: UInt16?
    public var isPrivate: Bool?
    public var authorizedIPRanges: [IPPrefix]?
    /// Of a private cluster: whether its public name resolves too.
    public var publicFQDN: Bool?
    /// Of a private cluster: who keeps the zone that its name is found in.
    public var privateDNSZone: PrivateDNSZone?
    /// Whether the API server has an address in the cluster's own network instead of a private endpoint or a tunnel.
    public var vnetIntegration: Bool?
    public init() {}
  }

  public struct NodePool: Sendable, Hashable, Codable {
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
      case system = "System"
      case user = "User"
    }
    public enum OperatingSystem: String, Sendable, Hashable, Codable, CaseIterable {
      case linux = "Linux"
      case windows = "Windows"
    }
    /// What Azure makes the nodes of.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case scaleSet = "VirtualMachineScaleSets"
      case availabilitySet = "AvailabilitySet"
      /// Machines of several sizes in one pool.
      case virtualMachines = "VirtualMachines"
    }
    public var name: String?
    public var type: Kind?
    public var mode: Mode?
    public var osType: OperatingSystem?
    public var vmSize: String?
    public var count: Int?
    public var maxPods: Int?
    /// A number of nodes (`1`) or a percentage (`33%`).
    public var maxSurge: String?
    public var minCount: Int?
    public var maxCount: Int?
    public var subnet: IPPrefix?
    /// Where this pool's pods take their addresses from, if not from the nodes' subnet.
    public var podSubnet: IPPrefix?
    public init() {}
  }

  /// The router (azureml-fe), declared only where no API server can be asked.
  public struct Router: Sendable, Hashable, Codable {
    public var image: String?
    /// Of its load balancer: where the scoring name must lead.
    public var address: IPAddress?
    public var peers: [SocketAddress]?
    public var modelPods: [SocketAddress]?
    public init() {}
  }
}
