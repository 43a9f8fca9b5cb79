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
  public var proxy: Proxy?
  /// Address families to use; both unless the user chose one.
  public var families: [IPAddress.Family]
  /// What certificates are verified against, in words: `system trust store, corp-ca.pem`.
  public var trustStore: String

  public init(
    id: String? = nil, kind: Kind, nameservers: [SocketAddress], nameserversFrom: String = "--dns-server",
    proxy: Proxy? = nil, families: [IPAddress.Family] = [.ipv4, .ipv6], trustStore: String = "system trust store"
  ) {
    self.id = id ?? kind.rawValue
    self.kind = kind
    self.nameservers = nameservers
    self.nameserversFrom = nameserversFrom
    self.proxy = proxy
    self.families = families
    self.trustStore = trustStore
  }
}
