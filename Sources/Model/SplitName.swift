/// A name that nameservers answer differently, seen from pods and from nodes of one cluster: not other addresses of one
/// service, but another place altogether.
public struct SplitName: Sendable, Hashable {
  /// What the vantages that ask the same nameserver are told.
  public struct Side: Sendable, Hashable {
    public var nameserver: SocketAddress
    /// Sorted; none: the nameserver says that there are none.
    public var addresses: [IPAddress]
    /// The labels of the vantages, sorted.
    public var vantages: [String]

    public init(nameserver: SocketAddress, addresses: [IPAddress], vantages: [String]) {
      self.nameserver = nameserver
      self.addresses = addresses
      self.vantages = vantages
    }
  }

  public var name: DomainName
  /// At least two, sorted by nameserver.
  public var sides: [Side]

  public init(name: DomainName, sides: [Side]) {
    self.name = name
    self.sides = sides
  }
}
