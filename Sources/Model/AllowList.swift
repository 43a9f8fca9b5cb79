/// Everything that a deployment must be let out to (and, for scoring, in to), for whoever writes the rules: what is
/// declared and derived, what documents name by pattern only, and what runs have discovered on the way.
///
/// Sorted, and with each host, port and protocol once: two of them can be compared line by line.
public struct AllowList: Sendable, Hashable {
  /// What is spoken to a target.
  public enum Transport: String, Sendable, Hashable, Codable, CaseIterable {
    case https, http, tls, tcp, udp
    /// Every protocol and port.
    case any
  }

  /// Where packets go.
  public enum Target: Sendable, Hashable {
    case host(Host)
    /// A name of which the first labels are known only while it is used: the domain behind `*.`.
    case pattern(domain: DomainName)
    case range(IPPrefix)
    /// Only Azure knows the addresses (`AzureCloud.westeurope`).
    case serviceTag(String)
  }

  /// Who needs it, when, and what for.
  public struct Use: Sendable, Hashable {
    /// The requirement, or the rule of `egress.yaml`, that says so.
    public var id: String
    public var phase: Phase
    public var consumer: Requirement.Consumer
    public var need: Requirement.Need
    /// What breaks without it, one sentence.
    public var reason: String

    public init(
      id: String, phase: Phase, consumer: Requirement.Consumer, need: Requirement.Need, reason: String
    ) {
      self.id = id
      self.phase = phase
      self.consumer = consumer
      self.need = need
      self.reason = reason
    }
  }

  /// How the target is known.
  public enum Origin: Sendable, Hashable {
    /// A document names it, the same for everybody.
    case documented(sources: [Source.ID])
    /// By a documented rule, from what the deployment declares (`{registry}.azurecr.io`).
    case derived(template: String)
    /// The deployment names it.
    case declared
    /// A run was sent there (`307 from myacr.azurecr.io`).
    case discovered(via: String)
  }

  public struct Entry: Sendable, Hashable {
    public var target: Target
    /// 0 where every port is meant.
    public var port: UInt16
    public var transport: Transport
    /// The part it plays (`Azure Container Registry`).
    public var title: String
    public var role: EndpointRole?
    public var uses: [Use]
    public var origins: [Origin]
    /// By which rules without names can allow it, with the region where there is one.
    public var serviceTag: String?
    /// Whether the deployment says that it answers with private addresses; `nil`: it does not say.
    public var isPrivate: Bool?
    /// Those that are declared, or that runs saw; sorted.
    public var addresses: [IPAddress]
    /// The proxy that stands before it (`proxy.corp:3128`); `nil`: it is reached directly.
    public var proxy: String?

    public init(
      target: Target, port: UInt16, transport: Transport, title: String, role: EndpointRole? = nil, uses: [Use],
      origins: [Origin], serviceTag: String? = nil, isPrivate: Bool? = nil, addresses: [IPAddress] = [],
      proxy: String? = nil
    ) {
      self.target = target
      self.port = port
      self.transport = transport
      self.title = title
      self.role = role
      self.uses = uses
      self.origins = origins
      self.serviceTag = serviceTag
      self.isPrivate = isPrivate
      self.addresses = addresses
      self.proxy = proxy
    }

    /// Whether anything that is required needs it.
    public var isRequired: Bool { uses.contains { $0.need == .required } }
    /// Whether only clients outside of the cluster need it: a rule for what comes in.
    public var isInbound: Bool { uses.allSatisfy { $0.consumer == .client } }
  }

  /// What keeps the list from being complete: a value that is not declared, or a host that a run was sent to and no
  /// document names.
  public struct Gap: Sendable, Hashable, Comparable {
    public var text: String
    public init(_ text: String) { self.text = text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
  }

  public var deployment: String
  public var cloud: Cloud
  /// Where the cluster's packets come from, as far as declared: subnets of nodes and pods; sorted.
  public var ranges: [IPPrefix]
  /// In the order of targets, ports and transports.
  public private(set) var entries: [Entry] = []
  /// Sorted.
  public private(set) var gaps: [Gap] = []

  public init(deployment: String, cloud: Cloud, ranges: [IPPrefix]) {
    self.deployment = deployment
    self.cloud = cloud
    self.ranges = Set(ranges).sorted { $0.description < $1.description }
  }

  /// Adds an entry, or what is new in it to the one with the same target, port and transport.
  public mutating func add(_ entry: Entry) {
    let key = Key(entry)
    let index = entries.firstIndex { !(Key($0) < key) } ?? entries.endIndex
    guard index < entries.endIndex, Key(entries[index]) == key else {
      entries.insert(entry.inOrder, at: index)
      return
    }
    entries[index].uses += entry.uses
    entries[index].origins += entry.origins
    entries[index].addresses += entry.addresses
    entries[index].serviceTag = entries[index].serviceTag ?? entry.serviceTag
    entries[index].isPrivate = entries[index].isPrivate ?? entry.isPrivate
    entries[index] = entries[index].inOrder
  }

  /// Says that these addresses belong to a host, wherever it is listed.
  public mutating func add(addresses: [IPAddress], of host: Host) {
    for index in entries.indices where entries[index].target == .host(host) {
      entries[index].addresses += addresses
      entries[index] = entries[index].inOrder
    }
  }

  public mutating func add(_ gap: Gap) {
    if !gaps.contains(gap) { gaps = (gaps + [gap]).sorted() }
  }

  /// Whether a rule for another entry lets a host out as well: a pattern above its name.
  public func covers(_ name: DomainName, port: UInt16) -> Bool {
    entries.contains { entry in
      if case .pattern(let domain) = entry.target, entry.port == port { return name.isWithin(domain) }
      return false
    }
  }
}

extension AllowList.Target: CustomStringConvertible {
  /// `mcr.microsoft.com`, `*.data.mcr.microsoft.com`, `10.0.0.0/16`, `AzureCloud.westeurope`.
  public var description: String {
    switch self {
    case .host(let host): host.description
    case .pattern(let domain): "*.\(domain)"
    case .range(let prefix): prefix.description
    case .serviceTag(let tag): tag
    }
  }
}

extension AllowList {
  /// What entries are sorted and told apart by.
  private struct Key: Comparable {
    var target: String
    var port: UInt16
    var transport: String

    init(_ entry: Entry) {
      target = entry.target.description
      port = entry.port
      transport = entry.transport.rawValue
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.target, left.port, left.transport) < (right.target, right.port, right.transport)
    }
  }
}

extension AllowList.Entry {
  /// With each of what it lists once, and in order.
  fileprivate var inOrder: AllowList.Entry {
    var entry = self
    entry.uses = Set(uses).sorted { ($0.phase, $0.id, $0.reason) < ($1.phase, $1.id, $1.reason) }
    entry.origins = Set(origins).sorted { $0.sortKey < $1.sortKey }
    entry.addresses = Set(addresses).sorted { $0.description < $1.description }
    return entry
  }
}

extension AllowList.Origin {
  fileprivate var sortKey: String {
    switch self {
    case .documented(let sources): "1 " + sources.map(\.rawValue).joined(separator: " ")
    case .derived(let template): "2 \(template)"
    case .declared: "3"
    case .discovered(let via): "4 \(via)"
    }
  }
}
