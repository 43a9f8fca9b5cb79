/// What one question to one nameserver came to.
public struct Lookup: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    /// A response arrived, whatever it said. If the answer was truncated and TCP did not work, this is the truncated one.
    case answered(message: DNSMessage)
    /// Nothing arrived from this nameserver for so long.
    case unanswered(after: Milliseconds)
    /// The nameserver's host refused the packet (ICMP port unreachable, or a reset): nobody listens there.
    case refused(after: Milliseconds)
    /// Something arrived that is not a DNS response; why it cannot be read (`compression pointer does not point back`).
    case malformed(reason: String, message: Bytes)
    /// The question could not be sent from here.
    case notAsked(error: SystemError)
  }

  /// What became of a truncated answer (TC bit; RFC 7766 section 5): the question is asked again over TCP.
  public enum Retry: Sendable, Hashable, Codable {
    /// The answer over UDP was whole, or there was none.
    case notNeeded
    /// TCP gave the whole answer.
    case answered(after: Milliseconds)
    /// Nothing arrived over TCP for so long.
    case unanswered(after: Milliseconds)
    /// The nameserver refused or closed the TCP connection.
    case refused(after: Milliseconds)
    /// What arrived over TCP is not a DNS response.
    case malformed(reason: String)
    /// TCP could not be tried from here.
    case notTried(error: SystemError)
  }

  /// How a question is sent first.
  public enum Transport: String, Sendable, Hashable, Codable, CaseIterable {
    case udp, tcp
  }

  public var name: DomainName
  public var type: RecordType
  public var nameserver: SocketAddress
  /// `nil`: over UDP, as resolvers do.
  public var transport: Transport?
  public var ending: Ending
  public var retryOverTCP: Retry
  /// Datagrams sent, the first included.
  public var attempts: Int
  /// From the last datagram sent to the arrival of its answer, by the kernel's clock; `nil` if none arrived over UDP.
  public var roundTrip: Milliseconds?

  public init(
    name: DomainName, type: RecordType, nameserver: SocketAddress, transport: Transport? = nil, ending: Ending,
    retryOverTCP: Retry = .notNeeded, attempts: Int = 1, roundTrip: Milliseconds? = nil
  ) {
    self.name = name
    self.type = type
    self.nameserver = nameserver
    self.transport = transport
    self.ending = ending
    self.retryOverTCP = retryOverTCP
    self.attempts = attempts
    self.roundTrip = roundTrip
  }

  /// The response, if there was one.
  public var message: DNSMessage? {
    if case .answered(let message) = ending { message } else { nil }
  }
}

/// A decoded DNS response (RFC 1035 section 4), with the bytes it was decoded from.
public struct DNSMessage: Sendable, Hashable, Codable {
  public var code: ResponseCode
  /// AA: the nameserver is an authority for the name (RFC 1035 section 4.1.1).
  public var isAuthoritative: Bool
  /// TC: the message was cut.
  public var isTruncated: Bool
  /// RA: the nameserver asks others on behalf of its clients.
  public var recursionAvailable: Bool
  public var answers: [ResourceRecord]
  public var authority: [ResourceRecord]
  /// Extended DNS errors (RFC 8914): code and text.
  public var extendedErrors: [ExtendedError]
  public var raw: Bytes

  public struct ExtendedError: Sendable, Hashable, Codable {
    public var code: UInt16
    public var text: String
    public init(code: UInt16, text: String) {
      self.code = code
      self.text = text
    }
  }

  public init(
    code: ResponseCode, isAuthoritative: Bool = false, isTruncated: Bool = false, recursionAvailable: Bool = true,
    answers: [ResourceRecord] = [], authority: [ResourceRecord] = [], extendedErrors: [ExtendedError] = [],
    raw: Bytes = Bytes([])
  ) {
    self.code = code
    self.isAuthoritative = isAuthoritative
    self.isTruncated = isTruncated
    self.recursionAvailable = recursionAvailable
    self.answers = answers
    self.authority = authority
    self.extendedErrors = extendedErrors
    self.raw = raw
  }

  /// The addresses among the answers, in their order.
  public var addresses: [IPAddress] {
    answers.compactMap { if case .address(let address) = $0.data { address } else { nil } }
  }

  /// The targets of the alias chain, in their order.
  public var aliases: [String] {
    answers.compactMap { if case .alias(let target) = $0.data { target } else { nil } }
  }

  /// The zone named by the SOA record of a negative answer (RFC 2308 section 3).
  public var negativeZone: String? {
    authority.lazy.compactMap { if case .startOfAuthority = $0.data { $0.name } else { nil } }.first
  }
}

/// One resource record. Names are as received, lower case, without a final dot; bytes that are not printable ASCII are
/// written `\ddd` (RFC 1035 section 5.1).
public struct ResourceRecord: Sendable, Hashable, Codable {
  public enum Data: Sendable, Hashable {
    case address(IPAddress)
    case alias(target: String)
    case startOfAuthority(primary: String)
    case other(bytes: Bytes)
  }

  public var name: String
  public var type: RecordType
  /// Seconds that it may be kept (RFC 2181 section 8).
  public var ttl: UInt32
  public var data: Data

  public init(name: String, type: RecordType, ttl: UInt32, data: Data) {
    self.name = name
    self.type = type
    self.ttl = ttl
    self.data = data
  }
}

/// A DNS record type, by its number (IANA DNS parameters).
public struct RecordType: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let a = RecordType(rawValue: 1)
  public static let cname = RecordType(rawValue: 5)
  public static let soa = RecordType(rawValue: 6)
  public static let aaaa = RecordType(rawValue: 28)
  public static let opt = RecordType(rawValue: 41)

  /// The mnemonic, or `TYPE65` (RFC 3597 section 5).
  public var description: String {
    switch self {
    case .a: "A"
    case .cname: "CNAME"
    case .soa: "SOA"
    case .aaaa: "AAAA"
    case .opt: "OPT"
    default: "TYPE\(rawValue)"
    }
  }
}

/// A DNS response code, by its number (RFC 1035 section 4.1.1; RFC 6895 section 2.3), extended by EDNS where present.
public struct ResponseCode: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let noError = ResponseCode(rawValue: 0)
  public static let formatError = ResponseCode(rawValue: 1)
  public static let serverFailure = ResponseCode(rawValue: 2)
  public static let nameError = ResponseCode(rawValue: 3)
  public static let notImplemented = ResponseCode(rawValue: 4)
  public static let refused = ResponseCode(rawValue: 5)

  /// The mnemonic that `dig` shows, or `RCODE11`.
  public var description: String {
    switch self {
    case .noError: "NOERROR"
    case .formatError: "FORMERR"
    case .serverFailure: "SERVFAIL"
    case .nameError: "NXDOMAIN"
    case .notImplemented: "NOTIMP"
    case .refused: "REFUSED"
    default: "RCODE\(rawValue)"
    }
  }
}
