/// What a hosts file (hosts(5)) says of the names that a plan needs, and when programs ask it.
public struct HostsFile: Sendable, Hashable, Codable {
  /// When programs that look names up by the C library use the file (nsswitch.conf(5)).
  public enum Precedence: String, Sendable, Hashable, Codable, CaseIterable {
    /// Before they ask DNS, which they then do not.
    case first
    /// Only where DNS has no such name.
    case afterDNS = "after-dns"
    /// Not at all.
    case never
  }

  /// One address of one name.
  public struct Entry: Sendable, Hashable, Codable {
    public var name: DomainName
    public var address: IPAddress
    /// From 1.
    public var line: Int

    public init(name: DomainName, address: IPAddress, line: Int) {
      self.name = name
      self.address = address
      self.line = line
    }
  }

  /// `/etc/hosts`.
  public var path: String
  public var precedence: Precedence
  /// In the order of the file; of the plan's names only.
  public var entries: [Entry]

  public init(path: String, precedence: Precedence, entries: [Entry]) {
    self.path = path
    self.precedence = precedence
    self.entries = entries
  }

  /// What the file says of a name, in its order.
  public func entries(of name: DomainName) -> [Entry] { entries.filter { $0.name == name } }
}
