/// What one TLS handshake came to. The handshake is completed and the chain recorded even if it does not verify:
/// the chain is evidence, trust is a judgment.
public struct Handshake: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    case completed(session: Session)
    /// The peer sent a fatal alert; its name as in RFC 8446 section 6 (`handshake_failure`).
    case alerted(alert: String, after: Milliseconds)
    /// The peer reset the connection (RST).
    case reset(after: Milliseconds)
    /// The peer closed the connection without an alert.
    case closed(after: Milliseconds)
    /// The peer said nothing for so long.
    case unanswered(after: Milliseconds)
    /// What came is not TLS (`plain HTTP`).
    case notTLS(reason: String, after: Milliseconds)
    /// The peer offers only what this client refuses (`TLS 1.0`).
    case unsupported(reason: String, after: Milliseconds)
    /// The handshake failed for a reason of this side.
    case notTried(error: SystemError)
  }

  /// A completed handshake.
  public struct Session: Sendable, Hashable, Codable {
    /// `TLSv1.3`.
    public var protocolVersion: String
    /// `TLS_AES_256_GCM_SHA384`.
    public var cipher: String
    /// The protocol that ALPN chose (RFC 7301), if any.
    public var applicationProtocol: String?
    /// From the open connection to the finished handshake.
    public var duration: Milliseconds

    public init(protocolVersion: String, cipher: String, applicationProtocol: String? = nil, duration: Milliseconds) {
      self.protocolVersion = protocolVersion
      self.cipher = cipher
      self.applicationProtocol = applicationProtocol
      self.duration = duration
    }
  }

  /// Where the connection went: the endpoint's address, or the proxy's.
  public var address: SocketAddress
  /// The name sent in SNI (RFC 6066 section 3) and expected in the certificate; an address is not sent.
  public var serverName: Host
  public var ending: Ending
  /// As presented, the server's own certificate first; at most `certificateLimit`.
  public var chain: [Certificate]
  /// Whether the server presented more than is kept.
  public var chainIsCut: Bool
  /// What kept the chain from verifying against the vantage's trust store; empty: it verifies.
  public var chainErrors: [ChainError]
  /// Whether the server's certificate is for `serverName`; `nil` if none was seen.
  public var nameMatches: Bool?

  /// How many certificates of a chain are kept.
  public static let certificateLimit = 16

  public init(
    address: SocketAddress, serverName: Host, ending: Ending, chain: [Certificate] = [], chainIsCut: Bool = false,
    chainErrors: [ChainError] = [], nameMatches: Bool? = nil
  ) {
    self.address = address
    self.serverName = serverName
    self.ending = ending
    self.chain = chain
    self.chainIsCut = chainIsCut
    self.chainErrors = chainErrors
    self.nameMatches = nameMatches
  }

  public var isCompleted: Bool {
    if case .completed = ending { true } else { false }
  }
}

/// Why a chain does not verify (RFC 5280 section 6), at which certificate.
public struct ChainError: Sendable, Hashable, Codable {
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    case expired, notYetValid
    /// The server's own certificate is self-signed and not in the trust store.
    case selfSigned
    /// The chain ends in a self-signed certificate that is not in the trust store.
    case selfSignedInChain
    /// The issuer is neither presented nor in the trust store.
    case issuerNotFound
    case invalidSignature, invalidAuthority, invalidPurpose, revoked, weakKey
    case other
  }

  public var reason: Reason
  /// 0: the server's own certificate; then upwards.
  public var depth: Int
  /// The library's words for it.
  public var detail: String

  public init(reason: Reason, depth: Int, detail: String = "") {
    self.reason = reason
    self.depth = depth
    self.detail = detail
  }
}

/// An X.509 certificate (RFC 5280), as far as judging needs it. Names are RFC 2253 text.
public struct Certificate: Sendable, Hashable, Codable {
  public var subject: String
  public var issuer: String
  /// Hexadecimal, upper case.
  public var serialNumber: String
  public var notBefore: Timestamp
  public var notAfter: Timestamp
  /// `dNSName` and `iPAddress` entries of the subject's alternative names, at most 100.
  public var alternativeNames: [String]
  /// `id-ecPublicKey 256`, `rsaEncryption 2048`.
  public var publicKey: String
  public var isAuthority: Bool
  /// Where the issuer's certificate can be fetched (authority information access, caIssuers); never fetched by us.
  public var issuerURLs: [String]
  /// SHA-256 over the DER encoding, hexadecimal, lower case.
  public var fingerprint: String
  /// DER; absent if over 16 KiB.
  public var encoding: Bytes?

  public init(
    subject: String, issuer: String, serialNumber: String = "01", notBefore: Timestamp, notAfter: Timestamp,
    alternativeNames: [String] = [], publicKey: String = "id-ecPublicKey 256", isAuthority: Bool = false,
    issuerURLs: [String] = [], fingerprint: String = "", encoding: Bytes? = nil
  ) {
    self.subject = subject
    self.issuer = issuer
    self.serialNumber = serialNumber
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.alternativeNames = alternativeNames
    self.publicKey = publicKey
    self.isAuthority = isAuthority
    self.issuerURLs = issuerURLs
    self.fingerprint = fingerprint
    self.encoding = encoding
  }
}
