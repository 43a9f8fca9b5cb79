/// What the user declares about a deployment. Everything but the name may be absent: what cannot be derived is not
/// checked. The file format is the contract of `aml-preflight/v1`.
public struct Deployment: Sendable, Hashable, Codable {
  public var name: String
  public var cloud: Cloud = .public
  /// `nil`: the default (`v1`), or what `--edition` says.
  public var edition: Edition?
  public var workspace = Workspace()
  public var cluster = Cluster()
  public var network = Network()
  public var registry = Registry()
  public var storage = Storage()
  /// Requirement ids or roles, by glob, that are not to be checked.
  public var skip: [String] = []
  public var scoring = Scoring()
  /// `nil`: not declared, which is not the same as none.
  public var services: [ScoringService]?
  /// What differs from the catalog's host, port or family, by role.
  public var endpoints: [EndpointRole: EndpointOverride] = [:]
  public var dependencies: [Dependency] = []
  public var credentials = Credentials()
  /// Where each declared value stands, by its path in the file (`network.subnet.prefix`, `services[0].name`).
  public var origins: [String: SourcePlace] = [:]

  public init(name: String) {
    self.name = name
  }
}

/// A place in a file that a person wrote.
public struct SourcePlace: Sendable, Hashable, Codable, CustomStringConvertible {
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in characters.
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `deployment.yaml:12:3`.
  public var description: String { "\(file):\(line):\(column)" }
}

/// An Azure cloud, by the name that `az cloud list` gives it.
public enum Cloud: String, Sendable, Hashable, Codable, CaseIterable {
  case `public` = "AzureCloud"
  case usGovernment = "AzureUSGovernment"
  case china = "AzureChinaCloud"
}

/// How Azure Machine Learning uses the cluster.
public enum Edition: String, Sendable, Hashable, Codable, CaseIterable {
  /// `AksCompute`, as the documents of 2019–2021 describe it.
  case v1
  /// The Azure Machine Learning extension.
  case `extension`
}

extension Deployment {
  public struct Workspace: Sendable, Hashable, Codable {
    public var name: String?
    public var region: String?
    /// The workspace's GUID, first label of its own host name.
    public var id: String?
    public var privateEndpoint: Bool?
    /// The host that stands in for the regional API where names do not follow the rule.
    public var discoveryHost: DomainName?
    public init() {}
  }

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
    public var name: String?
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
    public init() {}
  }

  /// The router (azureml-fe), declared only where no API server can be asked.
  public struct Router: Sendable, Hashable, Codable {
    public var image: String?
    public var peers: [SocketAddress]?
    public var modelPods: [SocketAddress]?
    public init() {}
  }

  public struct Network: Sendable, Hashable, Codable {
    public enum Model: String, Sendable, Hashable, Codable, CaseIterable {
      case kubenet, azureCNI, azureCNIOverlay, azureCNIPodSubnet, none
    }
    public enum OutboundType: String, Sendable, Hashable, Codable, CaseIterable {
      case loadBalancer, userDefinedRouting, managedNATGateway, userAssignedNATGateway, none, block
    }
    public var model: Model?
    public var vnetAddressSpace: [IPPrefix] = []
    public var peeredAddressSpaces: [IPPrefix] = []
    public var dnsServers: [IPAddress] = []
    public var subnet: IPPrefix?
    /// One, or two for dual stack.
    public var podCIDRs: [IPPrefix] = []
    public var serviceCIDRs: [IPPrefix] = []
    public var dnsServiceIP: IPAddress?
    public var dockerBridgeCIDR: IPPrefix?
    public var outboundType: OutboundType?
    /// Roles that must answer with private addresses; `nil`: not declared, so neither kind is expected.
    public var privateEndpoints: [EndpointRole]?
    /// Further ranges that count as private.
    public var privateRanges: [IPPrefix] = []
    public var proxy: Proxy?
    public init() {}
  }

  public struct Registry: Sendable, Hashable, Codable {
    public var name: String?
    /// `models/iris:3`.
    public var image: String?
    public var dedicatedDataEndpoint: Bool?
    public var loginServer: DomainName?
    public var dataEndpoints: [DomainName] = []
    public init() {}
  }

  public struct Storage: Sendable, Hashable, Codable {
    public var account: String?
    public var blobHost: DomainName?
    public var tableHost: DomainName?
    public init() {}
  }

  public struct Scoring: Sendable, Hashable, Codable {
    public var host: Host?
    public var port: UInt16?
    public var tls: Bool?
    public var path: String?
    public init() {}
  }

  /// A model that is to be deployed behind the router.
  public struct ScoringService: Sendable, Hashable, Codable {
    public enum Authentication: String, Sendable, Hashable, Codable, CaseIterable {
      case key, token, none
    }
    public struct Autoscale: Sendable, Hashable, Codable {
      public var min: Int?
      public var max: Int?
      /// Percent, 1 to 100.
      public var targetUtilization: Int?
      public init() {}
    }
    public struct ExpectedLoad: Sendable, Hashable, Codable {
      public var requestsPerSecond: Double?
      public var secondsPerRequest: Double?
      public var concurrentPerReplica: Int?
      public init() {}
    }
    public struct Version: Sendable, Hashable, Codable {
      public var name: String?
      /// Percent, 0 to 100.
      public var traffic: Int?
      public var isDefault: Bool?
      public var isControl: Bool?
      public init() {}
    }
    public var name: String?
    public var authentication: Authentication?
    public var models: Int?
    /// A fixed number of replicas.
    public var replicas: Int?
    public var autoscale: Autoscale?
    public var expectedLoad: ExpectedLoad?
    public var versions: [Version] = []
    public init() {}
  }

  /// What differs from the catalog for one role.
  public struct EndpointOverride: Sendable, Hashable, Codable {
    public var host: Host?
    public var port: UInt16?
    public var family: IPAddress.Family?
    public init() {}
  }

  /// A service that the model's own code calls.
  public struct Dependency: Sendable, Hashable, Codable {
    public var name: String
    public var host: Host
    public var port: UInt16
    public var transport: Endpoint.Transport
    public init(name: String, host: Host, port: UInt16, transport: Endpoint.Transport) {
      self.name = name
      self.host = host
      self.port = port
      self.transport = transport
    }
  }

  /// Names of environment variables that hold secrets; never the secrets.
  public struct Credentials: Sendable, Hashable, Codable {
    public var registryUsernameFrom: String?
    public var registryPasswordFrom: String?
    public var scoringKeyFrom: String?
    public init() {}
  }
}

/// An HTTP proxy and the exceptions from it.
public struct Proxy: Sendable, Hashable, Codable {
  public var host: Host
  public var port: UInt16
  /// Host suffixes (`.svc`), names, addresses and ranges that are reached directly.
  public var exceptions: [String]
  public init(host: Host, port: UInt16, exceptions: [String] = []) {
    self.host = host
    self.port = port
    self.exceptions = exceptions
  }

  /// `proxy.corp:3128`.
  public var hostAndPort: String { host.withPort(port) }

  /// Whether the host is reached directly: it equals an exception, lies below one that names a domain (with or without
  /// a leading dot), or is an address within one that is a range; `*` excepts everything.
  public func excepts(_ host: Host) -> Bool {
    exceptions.contains { exception in
      if exception == "*" { return true }
      switch host {
      case .address(let address):
        return exception == address.description || IPPrefix(exception)?.contains(address) == true
      case .name(let name):
        let suffix = exception.hasPrefix("*.") ? String(exception.dropFirst(2)) : exception
        guard let domain = DomainName(suffix.hasPrefix(".") ? String(suffix.dropFirst()) : suffix) else { return false }
        return name.isWithin(domain)
      }
    }
  }
}
