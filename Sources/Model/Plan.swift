/// What will be sent, decided before anything is sent.
public struct Plan: Sendable, Hashable, Codable {
  public var edition: Edition
  /// The day whose edition of the rules is asked for; `nil`: the newest.
  public var rules: Day?
  /// The requirements that will be judged, in the order of the catalog, each with the steps that serve it.
  public var requirements: [PlannedRequirement]
  /// The requirements that will not be, and why.
  public var omissions: [Omission]
  /// In the order of phases; in a recording followed by the follow-ups that were made.
  public var steps: [Step]

  public init(
    edition: Edition, rules: Day? = nil, requirements: [PlannedRequirement], omissions: [Omission], steps: [Step]
  ) {
    self.edition = edition
    self.rules = rules
    self.requirements = requirements
    self.omissions = omissions
    self.steps = steps
  }
}

extension Plan {
  /// Whether rules about the declared deployment are judged.
  public var hasRules: Bool {
    requirements.contains { planned in
      if case .holds = planned.requirement.expectation { true } else { false }
    }
  }
}

/// A requirement with its place in a plan. One of the catalog may become several: one for each host of a role.
public struct PlannedRequirement: Sendable, Hashable, Codable {
  public var requirement: Requirement
  /// What it is about; `nil` for one about the vantage's nameservers.
  public var endpoint: Endpoint?
  /// The steps whose evidence it is judged by.
  public var steps: [Step.ID]

  public init(requirement: Requirement, endpoint: Endpoint?, steps: [Step.ID]) {
    self.requirement = requirement
    self.endpoint = endpoint
    self.steps = steps
  }
}

/// A requirement that is not checked, and why.
public struct Omission: Sendable, Hashable, Codable {
  public enum Reason: Sendable, Hashable, Codable {
    /// It does not apply to this deployment; the condition that does not hold.
    case doesNotApply(condition: Condition)
    /// The value that would name the host is not declared, by its path in the deployment file (`registry.name`).
    case notDeclared(path: String)
    /// The host becomes known only while the service is used (`*.blob.core.windows.net` of a registry's redirect).
    case notKnownBeforehand(pattern: String)
    /// It can be seen only from these places.
    case notVisible(from: [Vantage.Kind])
    /// The user left it out: `--skip mcr*`, `skip`, `--phase`, …
    case notSelected(by: String)
    /// The catalog knows no such endpoint in this cloud.
    case notInCloud(cloud: Cloud)
    /// The name is looked up by the proxy and not by the client, so this vantage cannot tell (`proxy.corp:3128`).
    case leftToProxy(proxy: String)
    /// The rule belongs to another edition of the documents.
    case notInRules(validity: Validity)
    /// Data that only the user can give: the option that takes it (`--aks-versions`).
    case dataNotGiven(option: String)
    /// Nothing in the deployment is of the kind that the rule is about (`services`).
    case nothingDeclared(path: String)
    /// The service goes on only with a credential, and none is declared (`credentials.registry`).
    case credentialNotDeclared(path: String)
    /// The service goes on only with a credential, and the environment variable that is to hold it is not set.
    case variableNotSet(name: String)
    /// The service does not have what the catalog takes as an example (`mcr/hello-world:latest`).
    case notOffered(name: String)
    /// Azure's instance metadata service is not there, as on any machine that is not Azure's.
    case notOnAzure
    /// Whoever asks the Kubernetes API lacks a right (`list pods in azureml`).
    case needsRight(right: String)
    /// The cluster has nothing of the kind (`models`).
    case nothingFound(kind: String)
  }
  public var requirement: Requirement
  public var reason: Reason

  public init(requirement: Requirement, reason: Reason) {
    self.requirement = requirement
    self.reason = reason
  }

  /// Whether the deployment needs it all the same: it counts in the coverage.
  public var countsInCoverage: Bool {
    guard requirement.need == .required else { return false }
    switch reason {
    case .notDeclared, .notVisible, .notSelected, .dataNotGiven, .credentialNotDeclared, .variableNotSet, .needsRight:
      return true
    case .doesNotApply, .notKnownBeforehand, .notInCloud, .leftToProxy, .notInRules, .nothingDeclared, .notOffered,
      .nothingFound, .notOnAzure:
      return false
    }
  }
}

/// One probe, made once, for all requirements that need it.
public struct Step: Sendable, Hashable, Codable {
  /// `s7`: numbered in the order of the plan.
  public struct ID: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  public var id: ID
  /// The first phase that needs it.
  public var phase: Phase
  public var probe: Probe
  /// The requirements that are judged by it; of a follow-up those whose cause it helps to find.
  public var serves: [Requirement.ID]
  /// What it follows; `nil` if it was planned before anything was sent.
  public var origin: Origin?

  public init(id: ID, phase: Phase, probe: Probe, serves: [Requirement.ID], origin: Origin? = nil) {
    self.id = id
    self.phase = phase
    self.probe = probe
    self.serves = serves
    self.origin = origin
  }
}

/// What one step does.
public enum Probe: Sendable, Hashable, Codable {
  /// Asks every nameserver of the vantage for the name's addresses.
  case lookUp(name: DomainName)
  /// Climbs the ladder to an endpoint: lookup, connection to every address, handshake, response; stops at the first
  /// rung that cannot be completed, or after `upTo`.
  case reach(endpoint: Endpoint, upTo: Rung, route: Route)
  /// Asks one nameserver one question, over the transport given.
  case ask(name: DomainName, type: RecordType, nameserver: SocketAddress, transport: Lookup.Transport)
  /// Climbs from the connection on at these addresses, whatever the names lead to. The endpoint's host is named in the
  /// handshake if it is a name; none is if it is an address. `segmentLimit` is what TCP may send at once, in bytes.
  case attempt(endpoint: Endpoint, addresses: [IPAddress], upTo: Rung, segmentLimit: Int?)
  /// Reads objects of the cluster from the Kubernetes API, by the vantage's access to it.
  case readCluster(ClusterRead)
  /// Holds a conversation, which reaches every host that it needs by the ladder. The route is that to its first endpoint;
  /// hosts that it discovers are reached as the vantage reaches any.
  case converse(with: Conversation, route: Route)
}

extension Probe {
  /// The name that it is about; `nil` if that is an address.
  public var name: DomainName? {
    switch self {
    case .lookUp(let name), .ask(let name, _, _, _): name
    case .reach(let endpoint, _, _), .attempt(let endpoint, _, _, _): endpoint.host.name
    case .readCluster: nil
    case .converse(let conversation, _): conversation.endpoint.host.name
    }
  }
}

/// How far up the ladder to an endpoint.
public enum Rung: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case lookup, connection, handshake, response

  public static func < (left: Rung, right: Rung) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!  // every case is in allCases
  }
}

/// How a connection gets there.
public enum Route: Sendable, Hashable {
  case direct
  /// By CONNECT through an HTTP proxy (RFC 9110 section 9.3.6), which also looks the name up.
  case proxy(Proxy)
}

extension Step.ID: Codable, Comparable, CustomStringConvertible {
  public var description: String { rawValue }
  /// By number: `s9` before `s10`.
  public static func < (left: Self, right: Self) -> Bool {
    (left.rawValue.utf8.count, left.rawValue) < (right.rawValue.utf8.count, right.rawValue)
  }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: rawValue) }
}
