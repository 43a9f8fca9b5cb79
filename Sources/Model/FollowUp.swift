/// A kind of experiment that a run may make after its plan is done: what was seen is tried again with one factor changed.
///
/// A result that flips tells the factor's fault from everything that stayed the same. The raw value is stable.
public enum FollowUp: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
  /// What failed once more: tells loss and flapping from outage.
  case repetition
  /// A question that was answered late or not at all once more: tells a slow nameserver from a name it did not know yet.
  case repeatedLookup = "repeated-lookup"
  /// A question that stayed without an answer over UDP, over TCP.
  case lookupOverTCP = "lookup-over-tcp"
  /// Another name at a nameserver that did not answer the only one it was asked.
  case controlName = "control-name"
  /// A name that must not exist (RFC 6761 section 6.4) at a nameserver whose addresses look made up.
  case impossibleName = "impossible-name"
  /// A name with a search domain behind it, as a client asks first whose resolv.conf says so (`ndots`).
  case searchDomain = "search-domain"
  /// A handshake that names no host.
  case withoutServerName = "without-server-name"
  /// A handshake that names another host of the plan.
  case otherServerName = "other-server-name"
  /// What stalled, with segments that pass any path (RFC 879: 536 bytes).
  case smallSegments = "small-segments"
  /// Another port at an address that did not connect.
  case otherPort = "other-port"
  /// Another address of the same endpoint that is known: the hosts file has it, or the deployment declares it.
  case otherAddress = "other-address"
  /// Without the proxy, what failed through it.
  case direct
  /// Through the declared proxy, what failed without it.
  case throughProxy = "through-proxy"
  /// The addresses of pods that the Kubernetes API listed.
  case listedPods = "listed-pods"

  /// What is changed; everything else stays as it was.
  public enum Factor: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing but the moment.
    case moment
    case name, transport, serverName, segmentSize, port, route, address
  }

  public var factor: Factor {
    switch self {
    case .repetition, .repeatedLookup: .moment
    case .lookupOverTCP: .transport
    case .controlName, .impossibleName, .searchDomain: .name
    case .withoutServerName, .otherServerName: .serverName
    case .smallSegments: .segmentSize
    case .otherPort: .port
    case .otherAddress: .address
    case .direct, .throughProxy: .route
    case .listedPods: .address
    }
  }
}

extension Step {
  /// What a follow-up follows.
  public struct Origin: Sendable, Hashable, Codable {
    public var followUp: FollowUp
    /// The step whose evidence asked for it.
    public var step: Step.ID
    /// The observation that did.
    public var observation: Observation.ID

    public init(_ followUp: FollowUp, after step: Step.ID, seenIn observation: Observation.ID) {
      self.followUp = followUp
      self.step = step
      self.observation = observation
    }
  }
}

/// A follow-up that a plan allows, and whom it may contact: shown before anything is sent.
public struct PossibleFollowUp: Sendable, Hashable {
  public var followUp: FollowUp
  /// Names, hosts with ports or nameservers, as far as they are not the plan's own; sorted.
  public var contacts: [String]

  public init(_ followUp: FollowUp, contacts: [String]) {
    self.followUp = followUp
    self.contacts = contacts
  }
}
