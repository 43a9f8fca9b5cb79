/// Where probing happens, with what is in force there. Part of every recording: a laptop cannot prove what a node can
/// reach.
public struct Vantage: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case workstation, node, pod
  }

  public var id: String
  public var kind: Kind
  /// Each is asked every name, in this order.
  public var nameservers: [SocketAddress]
  /// Where the nameservers come from: `--dns-server` or `/etc/resolv.conf`.
  public var nameserversFrom: String
  /// What programs here append to names with fewer dots than `ndots` before they ask for them as they are
  /// (resolv.conf(5)); `nil`: nothing.
  public var search: SearchList?
  /// How long and how often programs here ask (resolv.conf(5)); `nil`: not known, because other nameservers were given.
  public var patience: Patience?
  /// What the hosts file here says of the plan's names; `nil`: nothing, or it was not read.
  public var hosts: HostsFile?
  public var proxy: Proxy?
  /// Address families to use; both unless the user chose one.
  public var families: [IPAddress.Family]
  /// What certificates are verified against, in words: `system trust store, corp-ca.pem`.
  public var trustStore: String
  /// How the Kubernetes API is asked from here; `nil`: it is not.
  public var clusterAccess: ClusterAccess?
  /// The place itself, as far as it tells; `nil` in recordings of earlier versions.
  public var place: Place?
  /// The authorities that only the user's own file has, and not the system: their certificates' subjects, sorted; `nil`:
  /// no file was given, or it was not compared.
  public var ownAuthorities: [String]?

  /// The search list of resolv.conf(5).
  public struct SearchList: Sendable, Hashable, Codable {
    public var domains: [DomainName]
    public var ndots: Int

    public init(domains: [DomainName], ndots: Int) {
      self.domains = domains
      self.ndots = ndots
    }

    /// The domain that a name was made with: the longest that it ends with.
    public func domain(of name: DomainName) -> DomainName? {
      domains.filter(name.isWithin).max { $0.labels.count < $1.labels.count }
    }

    /// Whether a program asks for the name with the domains behind it first.
    public func comesFirst(for name: DomainName) -> Bool { name.labels.count - 1 < ndots }
  }

  /// The options of resolv.conf(5) that say how long a dead nameserver is waited for.
  public struct Patience: Sendable, Hashable, Codable {
    /// Seconds that a nameserver is waited for at first; 1 to 30.
    public var timeout: Int
    /// How often the whole list is gone through; 1 to 5.
    public var attempts: Int
    /// Whether lookups begin with another nameserver each time.
    public var rotates: Bool

    /// With what holds where the file says nothing.
    public init(timeout: Int = 5, attempts: Int = 2, rotates: Bool = false) {
      self.timeout = timeout
      self.attempts = attempts
      self.rotates = rotates
    }
  }

  public init(
    id: String? = nil, kind: Kind, nameservers: [SocketAddress], nameserversFrom: String = "--dns-server",
    search: SearchList? = nil, patience: Patience? = nil, hosts: HostsFile? = nil, proxy: Proxy? = nil,
    families: [IPAddress.Family] = [.ipv4, .ipv6], trustStore: String = "system trust store",
    ownAuthorities: [String]? = nil, clusterAccess: ClusterAccess? = nil, place: Place? = nil
  ) {
    self.id = id ?? kind.rawValue
    self.kind = kind
    self.nameservers = nameservers
    self.nameserversFrom = nameserversFrom
    self.search = search
    self.patience = patience
    self.hosts = hosts
    self.proxy = proxy
    self.families = families
    self.trustStore = trustStore
    self.clusterAccess = clusterAccess
    self.place = place
    self.ownAuthorities = ownAuthorities
  }
}
