import Model

/// In what a run's surroundings differ from a healthy world.
struct Change: Sendable {
  /// Rules of nft(8) in the chain through which everything goes out.
  var outgoing: [String] = []
  /// Likewise for what comes in.
  var incoming: [String] = []
  /// Commands of ip(8).
  var routes: [String] = []
  /// Servers in the parts' places.
  var stands: [Stand] = []
  /// Where connections to a part really go: a listener of the relay.
  var filters: [(part: Part, listener: Filter)] = []
  /// `nil`: the deployment's usual ones.
  var resolvers: [Resolver]?
  var options: [String] = []
  var environment: [String: String] = [:]
  /// Words before the program's own.
  var wrapper: [String] = []
  /// Lines of hosts(5), in the place of the machine's.
  var hosts: [String]?
  /// Whether the company's authority is given with `--ca-file`.
  var trustsCompany = false
  /// Lines of resolv.conf(5) besides the nameservers, which are then in the file instead of in options.
  var search: String?
  var proxy: ProxyKind?
  /// A server in a part's place, to which packets take a third of a second, and as long back.
  var farAway: Stand?

  /// What the relay does with the connections to a part.
  enum Filter: String, Sendable, CaseIterable {
    case reset, close, hang, silent, banner
  }

  /// The proxies of the world.
  enum ProxyKind: String, Sendable, CaseIterable {
    case squid, tinyproxy, squidWantsPassword, squidDeniesMCR, squidDeniesAll, tinyproxyDeniesLogin
    case squidWithoutPrivateEndpoints, unresolvable, closed, silent

    /// Where it is said to be, as reports name it.
    var place: String { address?.description ?? "proxy.corp.example:3128" }

    /// Where it is; `nil` for a name that does not exist.
    var address: SocketAddress? {
      let index = Self.allCases.firstIndex(of: self) ?? 0
      return switch self {
      case .unresolvable: nil
      case .silent: SocketAddress(Resolver.silentAddress, port: 3128)
      default: SocketAddress(.v4(0x0A00_0201 + UInt32(index)), port: 3128)  // 10.0.2.1 and following
      }
    }

    var isSquid: Bool { isServer && self != .tinyproxy && self != .tinyproxyDeniesLogin }

    /// Whether somebody listens there.
    var isServer: Bool { ![.unresolvable, .closed, .silent].contains(self) }
  }

  var allStands: [Stand] { stands + (farAway.map { [$0] } ?? []) }

  /// Both changes at once.
  func with(_ other: Change) -> Change {
    var both = self
    both.outgoing += other.outgoing
    both.incoming += other.incoming
    both.routes += other.routes
    both.stands += other.stands
    both.filters += other.filters
    both.resolvers = other.resolvers ?? resolvers
    both.options += other.options
    both.environment.merge(other.environment) { $1 }
    both.wrapper += other.wrapper
    both.hosts = other.hosts ?? hosts
    both.trustsCompany = trustsCompany || other.trustsCompany
    both.search = other.search ?? search
    both.proxy = other.proxy ?? proxy
    both.farAway = other.farAway ?? farAway
    return both
  }
}
