/// What one question for the time came to: NTP over UDP (RFC 5905).
public struct TimeExchange: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    /// A server's answer to this very question arrived.
    case answered(reply: Reply)
    /// An ICMP message said that nobody listens at the port (RFC 1122 section 3.2.2.1).
    case refused(after: Milliseconds)
    /// An ICMP message or the routing table said that there is no way.
    case unreachable(reason: Connection.Unreachable, after: Milliseconds)
    /// Nothing came back for so long, however often it was asked.
    case unanswered(after: Milliseconds)
    /// Something came back that is no answer of NTP to this question.
    case foreign(reason: String, after: Milliseconds)
    /// The question could not be sent from here.
    case notTried(error: SystemError)
  }

  /// The header of an answer, as far as it tells something (RFC 5905 section 7.3).
  public struct Reply: Sendable, Hashable, Codable {
    /// 0 to 15: how far the server is from a clock; 0 with a kiss code, or not synchronized, 1 at a clock, 16 and more
    /// not synchronized.
    public var stratum: Int
    /// The warning of a leap second, 0 to 3; 3 says that the server's clock is not synchronized.
    public var leap: Int
    /// Four letters of a server that does not want to answer (RFC 5905 section 7.4): `RATE`, `DENY`; `nil` for others.
    public var kiss: String?
    /// How far the server's clock is ahead of this machine's in microseconds (RFC 5905 section 8); negative: behind.
    public var offset: Int64
    /// There and back, without the server's own time.
    public var roundTrip: Milliseconds

    public init(stratum: Int, leap: Int, kiss: String? = nil, offset: Int64, roundTrip: Milliseconds) {
      self.stratum = stratum
      self.leap = leap
      self.kiss = kiss
      self.offset = offset
      self.roundTrip = roundTrip
    }

    /// Whether it tells a time that the server itself takes for right.
    public var tellsTime: Bool { kiss == nil && leap != 3 && (1...15).contains(stratum) }
  }

  public var address: SocketAddress
  public var ending: Ending

  public init(address: SocketAddress, ending: Ending) {
    self.address = address
    self.ending = ending
  }

  public var reply: Reply? {
    if case .answered(let reply) = ending { reply } else { nil }
  }
}
