/// What happened on one rung. Evidence has no "good" or "bad".
///
/// Every ending tells three things apart: *they said no* (an answer), *nobody answered* (silence for a stated time) and
/// *we could not ask* (an error on our side).
///
/// It is passed on many times between where it is seen and where it is judged, which copies a reference.
public indirect enum Evidence: Sendable, Hashable {
  case lookup(Lookup)
  case connection(Connection)
  case tunnel(Tunnel)
  case handshake(Handshake)
  case response(Response)
  case time(TimeExchange)
  /// What a read of the Kubernetes API came to.
  case cluster(ClusterAnswer)
  case exchange(Exchange)
}

/// An error of this machine's operating system or libraries: why something could not even be tried.
public struct SystemError: Sendable, Hashable, Codable {
  /// What was being done, in words: `open a socket`.
  public var action: String
  /// The reason, in words: `Too many open files`.
  public var reason: String
  /// Whether this machine's own rules forbid it (EPERM, EACCES): an answer of sorts, unlike what this program cannot do.
  /// `nil`: no.
  public var isProhibited: Bool?

  public init(action: String, reason: String, isProhibited: Bool? = nil) {
    self.action = action
    self.reason = reason
    self.isProhibited = isProhibited
  }
}
