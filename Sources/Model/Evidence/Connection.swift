/// What one attempt to open a TCP connection came to.
public struct Connection: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    /// Connected; the kernel's smoothed round trip (`TCP_INFO`) where it gave one.
    case connected(after: Milliseconds, roundTrip: Milliseconds?)
    /// A reset answered the SYN: nobody listens, or a device rejects.
    case refused(after: Milliseconds)
    /// An ICMP message or the routing table said that there is no way.
    case unreachable(reason: Unreachable, after: Milliseconds)
    /// Nothing came back for so long.
    case unanswered(after: Milliseconds)
    /// The attempt could not be made from here.
    case notTried(error: SystemError)
  }

  public enum Unreachable: String, Sendable, Hashable, Codable, CaseIterable {
    /// No route to the host (`EHOSTUNREACH`).
    case host
    /// No route to the network (`ENETUNREACH`).
    case network
    /// A device forbids it (ICMP administratively prohibited: `EACCES` or `EPERM` from a firewall on this host, or
    /// `EHOSTUNREACH` with that code).
    case prohibited
  }

  /// Where the SYN went: the endpoint's address, or the proxy's.
  public var address: SocketAddress
  /// Whether `address` is the proxy's.
  public var isToProxy: Bool
  public var ending: Ending
  /// The most that TCP may send at once, in bytes, if it was limited (TCP_MAXSEG).
  public var segmentLimit: Int?
  /// How often the kernel had to send a packet again until it was connected (`TCP_INFO`); `nil`: never.
  public var retransmissions: Int?

  public init(
    address: SocketAddress, isToProxy: Bool = false, ending: Ending, segmentLimit: Int? = nil,
    retransmissions: Int? = nil
  ) {
    self.address = address
    self.isToProxy = isToProxy
    self.ending = ending
    self.segmentLimit = segmentLimit
    self.retransmissions = retransmissions
  }

  public var isConnected: Bool {
    if case .connected = ending { true } else { false }
  }
}

/// What a proxy made of the request to connect to the endpoint (CONNECT; RFC 9110 section 9.3.6).
public struct Tunnel: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    /// The proxy opened the tunnel (2xx).
    case opened(after: Milliseconds)
    /// The proxy answered with another status.
    case denied(status: Int, after: Milliseconds)
    /// The proxy's name has no address, as far as this vantage can tell.
    case proxyUnresolved
    /// The proxy said nothing for so long.
    case unanswered(after: Milliseconds)
    /// The proxy closed the connection or answered with something else than HTTP.
    case failed(reason: String, after: Milliseconds)
  }

  /// `proxy.corp:3128`.
  public var proxy: String
  /// `mcr.microsoft.com:443`.
  public var target: String
  public var ending: Ending

  public init(proxy: String, target: String, ending: Ending) {
    self.proxy = proxy
    self.target = target
    self.ending = ending
  }
}
