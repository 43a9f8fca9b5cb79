/// The data in `checks/`: what must hold, where it is asked, how answers are recognized, what to do, and who says so.
public struct Catalog: Sendable, Hashable {
  /// A digest of the files that this was read from, 16 hexadecimal digits: tells two catalogs apart, no more.
  public var digest: String
  public var sources: [Source.ID: Source]
  public var services: [Service.ID: Service]
  /// In the order of the file.
  public var endpoints: [EndpointTemplate]
  /// In the order of phases, then of the file.
  public var requirements: [Requirement]
  public var regions: [Region]
  /// Three fifths of all texts, which only those who have a finding or ask for an explanation need.
  public var explanations: Deferred<Explanations>
  public var vmSizes: VMSizeTable
  /// What only lists of what must be let out need.
  public var egress: Deferred<Egress>

  public init(
    digest: String, sources: [Source.ID: Source], services: [Service.ID: Service], endpoints: [EndpointTemplate],
    requirements: [Requirement], explanations: Deferred<Explanations>, regions: [Region],
    vmSizes: VMSizeTable = VMSizeTable(csv: ""), egress: Deferred<Egress> = Deferred(known: Egress())
  ) {
    self.digest = digest
    self.sources = sources
    self.services = services
    self.endpoints = endpoints
    self.requirements = requirements
    self.explanations = explanations
    self.regions = regions
    self.vmSizes = vmSizes
    self.egress = egress
  }

  /// What is said about causes, and about the errors that Azure shows for them.
  public struct Explanations: Sendable, Hashable {
    public var causes: [Cause: CauseDescription]
    /// In the order of the file.
    public var azureErrors: [AzureError]

    public init(causes: [Cause: CauseDescription], azureErrors: [AzureError] = []) {
      self.causes = causes
      self.azureErrors = azureErrors
    }
  }

  /// What must be let out besides the endpoints that are checked.
  public struct Egress: Sendable, Hashable {
    /// In the order of the file.
    public var rules: [EgressRule]
    /// In the order of the file, from which priorities of rules follow: new ones go to the end.
    public var serviceTags: [ServiceTag]

    public init(rules: [EgressRule] = [], serviceTags: [ServiceTag] = []) {
      self.rules = rules
      self.serviceTags = serviceTags
    }
  }

  public var egressRules: [EgressRule] {
    get { egress.value.rules }
    set { egress = Deferred(known: Egress(rules: newValue, serviceTags: serviceTags)) }
  }

  public var serviceTags: [ServiceTag] {
    get { egress.value.serviceTags }
    set { egress = Deferred(known: Egress(rules: egressRules, serviceTags: newValue)) }
  }

  public var causes: [Cause: CauseDescription] {
    get { explanations.value.causes }
    set { explanations = Deferred(known: Explanations(causes: newValue, azureErrors: azureErrors)) }
  }

  /// In the order of the file.
  public var azureErrors: [AzureError] { explanations.value.azureErrors }
}

/// A role's hosts in each cloud, before a deployment's values are filled in.
public struct EndpointTemplate: Sendable, Hashable, Codable {
  public struct HostTemplate: Sendable, Hashable, Codable {
    public var cloud: Cloud
    /// `{registry}.azurecr.io`; the placeholders are those of `HostPlaceholder`.
    public var host: String
    /// Which of the role's hosts this is, where a role has several (`regional`).
    public var variant: String?
    /// The private DNS zone that answers for the name once it has a private endpoint; may have placeholders.
    public var privateZone: String?
    public var sources: [Source.ID]
    public init(
      cloud: Cloud, host: String, variant: String? = nil, privateZone: String? = nil, sources: [Source.ID] = []
    ) {
      self.cloud = cloud
      self.host = host
      self.variant = variant
      self.privateZone = privateZone
      self.sources = sources
    }
  }

  public var role: EndpointRole
  /// `Microsoft Container Registry`.
  public var title: String
  public var transport: Endpoint.Transport
  public var port: UInt16
  public var trust: Endpoint.Trust
  /// Whether Microsoft runs it (so that its certificate is never the customer's own).
  public var isMicrosoft: Bool
  /// The service tag that a rule by address can name; may have placeholders.
  public var serviceTag: String?
  public var hosts: [HostTemplate]

  public init(
    role: EndpointRole, title: String, transport: Endpoint.Transport, port: UInt16, trust: Endpoint.Trust = .public,
    isMicrosoft: Bool = true, serviceTag: String? = nil, hosts: [HostTemplate] = []
  ) {
    self.role = role
    self.title = title
    self.transport = transport
    self.port = port
    self.trust = trust
    self.isMicrosoft = isMicrosoft
    self.serviceTag = serviceTag
    self.hosts = hosts
  }
}

/// What a host template may name. Where a value is unknown, the endpoint is not checked and the report says which value
/// is missing.
public enum HostPlaceholder: String, Sendable, Hashable, CaseIterable {
  /// `workspace.region`, else `cluster.region`.
  case region
  /// `cluster.region`, else `workspace.region`.
  case clusterRegion
  /// `registry.name`.
  case registry
  /// `storage.account`.
  case account
  /// `workspace.id`.
  case workspaceID = "workspaceId"
  /// `cluster.apiServer.host`, which cannot be built from the cluster's name: Azure puts a hash into it.
  case apiServerHost
  /// `scoring.host`.
  case scoringHost
}

/// An Azure region.
public struct Region: Sendable, Hashable, Codable {
  /// `westeurope`.
  public var name: String
  /// `West Europe`.
  public var title: String
  public var cloud: Cloud
  /// Whether Azure Machine Learning is offered there.
  public var hasMachineLearning: Bool
  /// Whether AKS is offered there.
  public var hasAKS: Bool
  /// The paired region, where there is one.
  public var pair: String?
  /// How service tags spell the region: `germanywc` for `germanywestcentral`, elsewhere the name.
  public var serviceTag: String

  public init(
    name: String, title: String, cloud: Cloud, hasMachineLearning: Bool, hasAKS: Bool, pair: String?,
    serviceTag: String? = nil
  ) {
    self.name = name
    self.title = title
    self.cloud = cloud
    self.hasMachineLearning = hasMachineLearning
    self.hasAKS = hasAKS
    self.pair = pair
    self.serviceTag = serviceTag ?? name
  }
}

/// What is said about a cause: its sentence, what it means and what to do. Texts have placeholders in braces, filled in
/// from a finding's facts (`{host}`, `{nameserver}`).
public struct CauseDescription: Sendable, Hashable, Codable {
  public struct Remedy: Sendable, Hashable, Codable {
    /// Who can change it: `whoever manages the firewall`.
    public var owner: String
    public var steps: [String]
    public var commands: [String]
    /// What to write into the files of servers.
    public var configurations: [Configuration]
    /// How to see that it is done.
    public var verify: String
    public init(
      owner: String, steps: [String], commands: [String], configurations: [Configuration] = [], verify: String
    ) {
      self.owner = owner
      self.steps = steps
      self.commands = commands
      self.configurations = configurations
      self.verify = verify
    }
  }

  /// Lines for the configuration of one server.
  public struct Configuration: Sendable, Hashable, Codable {
    /// `BIND`.
    public var software: String
    /// Lines, without a newline at the end.
    public var text: String
    public init(software: String, text: String) {
      self.software = software
      self.text = text
    }
  }

  public var cause: Cause
  /// One sentence with the values seen.
  public var title: String
  /// What it means and how it is told from what looks alike, for `explain`.
  public var meaning: String
  public var remedy: Remedy
  /// What to do instead where every address concerned is private: other things are then the first suspects.
  public var privateRemedy: Remedy?
  /// Errors that Azure shows for it (`vmss-cse-50`).
  public var azureErrors: [String]
  public var sources: [Source.ID]

  public init(
    cause: Cause, title: String, meaning: String, remedy: Remedy, privateRemedy: Remedy? = nil,
    azureErrors: [String] = [], sources: [Source.ID] = []
  ) {
    self.cause = cause
    self.title = title
    self.meaning = meaning
    self.remedy = remedy
    self.privateRemedy = privateRemedy
    self.azureErrors = azureErrors
    self.sources = sources
  }
}
