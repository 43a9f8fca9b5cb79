/// Something that must be let out besides the hosts that are probed: names that are known by pattern only, and what
/// cannot be probed without doing it (a tunnel, the time).
public struct EgressRule: Sendable, Hashable {
  public enum Destination: Sendable, Hashable {
    /// A name, with `*.` where its first labels are known only while it is used; may have placeholders.
    case host(String)
    /// The API server, by whatever addresses its name leads to.
    case apiServer
    /// The network's own DNS servers.
    case nameservers
    /// The cluster's own subnets.
    case clusterRanges
    /// What only a service tag names.
    case serviceTag(String)
  }

  /// `tunnel-udp`: lower-case words joined by hyphens.
  public var id: String
  public var title: String
  /// The part that the destination plays, where it plays one.
  public var role: EndpointRole?
  public var clouds: [Cloud]
  public var destination: Destination
  public var transport: AllowList.Transport
  /// 0 where every port is meant.
  public var port: UInt16
  public var phase: Phase
  public var consumer: Requirement.Consumer
  public var need: Requirement.Need
  /// All must hold for the rule to apply.
  public var conditions: [Condition]
  /// What breaks without it, one sentence.
  public var without: String
  public var sources: [Source.ID]

  public init(
    id: String, title: String, role: EndpointRole?, clouds: [Cloud], destination: Destination,
    transport: AllowList.Transport, port: UInt16, phase: Phase, consumer: Requirement.Consumer,
    need: Requirement.Need = .required, conditions: [Condition] = [], without: String = "", sources: [Source.ID] = []
  ) {
    self.id = id
    self.title = title
    self.role = role
    self.clouds = clouds
    self.destination = destination
    self.transport = transport
    self.port = port
    self.phase = phase
    self.consumer = consumer
    self.need = need
    self.conditions = conditions
    self.without = without
    self.sources = sources
  }
}

/// A name that Azure keeps for the addresses of a service, for rules without host names.
public struct ServiceTag: Sendable, Hashable {
  /// `Storage`.
  public var name: String
  /// Where the tag exists.
  public var clouds: [Cloud]
  /// Whether a region can stand behind it (`Storage.westeurope`).
  public var isRegional: Bool
  public var sources: [Source.ID]

  public init(name: String, clouds: [Cloud], isRegional: Bool, sources: [Source.ID] = []) {
    self.name = name
    self.clouds = clouds
    self.isRegional = isRegional
    self.sources = sources
  }
}
