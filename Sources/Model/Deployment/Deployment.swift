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
  /// Values on which the documents that the deployment was derived from disagree; a file that a person wrote has none.
  public var contradictions: [Contradiction] = []

  public init(name: String) {
    self.name = name
  }

  /// Reports of versions that knew no contradictions have no key for them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    cloud = try container.decode(Cloud.self, forKey: .cloud)
    edition = try container.decodeIfPresent(Edition.self, forKey: .edition)
    workspace = try container.decode(Workspace.self, forKey: .workspace)
    cluster = try container.decode(Cluster.self, forKey: .cluster)
    network = try container.decode(Network.self, forKey: .network)
    registry = try container.decode(Registry.self, forKey: .registry)
    storage = try container.decode(Storage.self, forKey: .storage)
    skip = try container.decode([String].self, forKey: .skip)
    scoring = try container.decode(Scoring.self, forKey: .scoring)
    services = try container.decodeIfPresent([ScoringService].self, forKey: .services)
    endpoints = try container.decode([EndpointRole: EndpointOverride].self, forKey: .endpoints)
    dependencies = try container.decode([Dependency].self, forKey: .dependencies)
    credentials = try container.decode(Credentials.self, forKey: .credentials)
    origins = try container.decode([String: SourcePlace].self, forKey: .origins)
    contradictions = try container.decodeIfPresent([Contradiction].self, forKey: .contradictions) ?? []
  }
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
    /// Whether it can be read in its second region as well (RA-GRS, RA-GZRS); `nil`: not declared.
    public var secondary: Bool?
    /// The container and the path of the model in it (`azureml/models/iris.pkl`); read in part, and only with a credential.
    public var blob: String?
    /// The table of which one entity is asked for; `nil`: the list of tables.
    public var table: String?
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
    /// Zero where only the name is looked up.
    public var port: UInt16
    /// `nil`: only the name is looked up.
    public var transport: Endpoint.Transport?
    /// The path that is asked for over HTTP; `nil`: the root.
    public var path: String?
    /// The statuses that are expected over HTTP; `nil`: any.
    public var expectedStatuses: [ClosedRange<Int>]?

    public init(
      name: String, host: Host, port: UInt16, transport: Endpoint.Transport?, path: String? = nil,
      expectedStatuses: [ClosedRange<Int>]? = nil
    ) {
      self.name = name
      self.host = host
      self.port = port
      self.transport = transport
      self.path = path
      self.expectedStatuses = expectedStatuses
    }
  }

  /// Names of environment variables that hold secrets; never the secrets.
  public struct Credentials: Sendable, Hashable, Codable {
    public var registryUsernameFrom: String?
    public var registryPasswordFrom: String?
    /// A shared access signature for the storage account, with or without the question mark.
    public var storageSASFrom: String?
    /// An Entra access token for storage (`https://storage.azure.com`).
    public var storageTokenFrom: String?
    /// An Entra token, which Azure's registries exchange for one of their own.
    public var registryEntraTokenFrom: String?
    public var scoringKeyFrom: String?
    /// A token of the service (`az ml service get-access-token`), which expires.
    public var scoringTokenFrom: String?
    public init() {}

    /// All that are named, each once, in alphabetical order.
    public var variables: [String] {
      let named = [
        registryUsernameFrom, registryPasswordFrom, registryEntraTokenFrom, storageSASFrom, storageTokenFrom,
        scoringKeyFrom, scoringTokenFrom,
      ]
      return Set(named.compactMap(\.self)).sorted()
    }
  }
}
