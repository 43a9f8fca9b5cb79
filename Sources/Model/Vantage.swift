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
  public var proxy: Proxy?
  /// Address families to use; both unless the user chose one.
  public var families: [IPAddress.Family]
  /// What certificates are verified against, in words: `system trust store, corp-ca.pem`.
  public var trustStore: String
  /// How the Kubernetes API is asked from here; `nil`: it is not.
  public var clusterAccess: ClusterAccess?

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

  public init(
    id: String? = nil, kind: Kind, nameservers: [SocketAddress], nameserversFrom: String = "--dns-server",
    search: SearchList? = nil, proxy: Proxy? = nil, families: [IPAddress.Family] = [.ipv4, .ipv6],
    trustStore: String = "system trust store", clusterAccess: ClusterAccess? = nil
  ) {
    self.id = id ?? kind.rawValue
    self.kind = kind
    self.nameservers = nameservers
    self.nameserversFrom = nameserversFrom
    self.search = search
    self.proxy = proxy
    self.families = families
    self.trustStore = trustStore
    self.clusterAccess = clusterAccess
  }
}
