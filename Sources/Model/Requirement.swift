/// One thing that must hold for the deployment to work: an entry of the catalog, or its form in a plan.
public struct Requirement: Sendable, Hashable, Codable {
  /// `cluster-creation/mcr-answers`: the phase's slug, then a name that is unique in it.
  public struct ID: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  /// Who must be able to do it.
  public enum Consumer: String, Sendable, Hashable, Codable, CaseIterable {
    case node, routerPod, modelPod, client
  }

  /// Whether its failure fails the run or is a warning.
  public enum Need: String, Sendable, Hashable, Codable, CaseIterable {
    case required, advisory
  }

  public var id: ID
  public var title: String
  public var phase: Phase
  public var role: EndpointRole
  /// Which of the role's hosts is meant; `nil`: every one.
  public var variant: String?
  public var expectation: Expectation
  public var consumer: Consumer
  public var need: Need
  /// From where it can be seen at all.
  public var vantages: [Vantage.Kind]
  /// All must hold for the requirement to apply.
  public var conditions: [Condition]
  /// From when until when the documents say so; `nil`: always.
  public var validity: Validity?
  /// The time in which what is downloaded has to arrive; `nil`: no document names one.
  public var within: TimeLimit?
  /// What breaks without it, one sentence.
  public var without: String
  public var sources: [Source.ID]

  public init(
    id: ID, title: String, phase: Phase, role: EndpointRole, variant: String? = nil, expectation: Expectation,
    consumer: Consumer, need: Need = .required, vantages: [Vantage.Kind] = Vantage.Kind.allCases,
    conditions: [Condition] = [], validity: Validity? = nil, within: TimeLimit? = nil, without: String = "",
    sources: [Source.ID] = []
  ) {
    self.id = id
    self.title = title
    self.phase = phase
    self.role = role
    self.variant = variant
    self.expectation = expectation
    self.consumer = consumer
    self.need = need
    self.vantages = vantages
    self.conditions = conditions
    self.validity = validity
    self.within = within
    self.without = without
    self.sources = sources
  }
}

/// How long a download may take before somebody gives up.
public struct TimeLimit: Sendable, Hashable, Codable {
  /// More than zero.
  public var seconds: Int
  /// How many parts of an image come at the same time, each over a connection of its own; at least 1.
  public var connections: Int
  /// The document that names the time.
  public var source: Source.ID

  public init(seconds: Int, connections: Int, source: Source.ID) {
    self.seconds = seconds
    self.connections = connections
    self.source = source
  }
}

/// The days on which a rule holds, by the dates of the documents that state it.
public struct Validity: Sendable, Hashable, Codable {
  /// The first day; `nil`: from the beginning.
  public var from: Day?
  /// The first day on which it holds no longer; `nil`: it holds today.
  public var until: Day?

  public init(from: Day?, until: Day?) {
    self.from = from
    self.until = until
  }

  /// Whether the rule holds on a day; `nil` is the newest edition of the rules.
  public func contains(_ day: Day?) -> Bool {
    guard let day else { return until == nil }
    return (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
  }
}

/// What the evidence is compared with. A higher rung includes the lower ones: what answers was connected to.
public enum Expectation: Sendable, Hashable, Codable {
  /// Every nameserver of the vantage answers questions at all.
  case nameserversAnswer
  /// The name has an address.
  case resolves
  /// Every address of the name is of this kind.
  case addresses(kind: AddressKind)
  /// TCP connects.
  case accepts
  /// TLS completes, with a certificate that the client will accept.
  case handshakes
  /// The right service answers over HTTP, known by its marks.
  case answers(service: Service.ID)
  /// It answers in its own protocol: over HTTP with one of these statuses, or any if there are none; over NTP with the
  /// time, which has no status. In the catalog there are none: a plan has what the deployment declares.
  case responds(statuses: [ClosedRange<Int>])
  /// A conversation comes to its end, as it does between the real client and the real service.
  case converses(kind: ConversationKind)
  /// The declared deployment keeps a rule; no evidence is gathered for it.
  case holds(rule: PlanRule, limits: [PlanLimit: LimitValue])
  /// The cluster, as its API tells it, keeps a rule.
  case found(rule: ClusterRule, limits: [PlanLimit: LimitValue])
}

/// The kind of address that a name is to have.
public enum AddressKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// As the deployment declares it; only in the catalog, a plan says which.
  case asDeclared
  case `private`
  case `public`
}

/// A fact about the deployment that a requirement depends on. What the deployment does not declare is unknown, and an
/// unknown fact is decided as each case says.
public enum Condition: Sendable, Hashable {
  /// The plan's edition is this one.
  case edition(Edition)
  /// The deployment's cloud is one of these.
  case cloud([Cloud])
  /// The API server is private (or is not); unknown: not private.
  case privateAPIServer(Bool)
  /// A service uses token authentication; unknown (no services declared): holds, since the documents ask for it.
  case tokenAuthentication
  /// The deployment declares whether this endpoint's addresses are private; unknown: does not hold.
  case addressKindDeclared
  /// The registry has its own data hosts: a dedicated data endpoint, declared ones, or a private endpoint; unknown: no.
  case dedicatedDataEndpoint(Bool)
  /// The scoring endpoint uses TLS (or does not); unknown: it does if its port is not 80.
  case scoringTLS(Bool)
  /// The workspace is reached through its own name; unknown: does not hold.
  case workspacePrivateEndpoint
  /// The network model is one of these; unknown: does not hold.
  case networkModel([Deployment.Network.Model])
  /// The storage account can be read in its second region; unknown: it cannot.
  case secondaryStorage
  /// A node pool has machines with GPUs, by their size; unknown: none has.
  case gpuNodes
  /// A node pool runs Windows; unknown: none does.
  case windowsNodes
}

extension Requirement.ID: Codable, Comparable, CustomStringConvertible {
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: rawValue) }
}
