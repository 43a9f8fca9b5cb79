/// What one request of a conversation came to. How its host was reached is evidence of the same step: lookups, connections,
/// tunnels and handshakes stand before it.
public struct Exchange: Sendable, Hashable, Codable {
  /// What the request was for.
  public enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
    /// A registry's first answer: whether it wants a token, and from whom.
    case challenge
    /// A token for what comes next.
    case token
    /// A token of one issuer for one of another.
    case tokenExchange
    /// What a tag or a digest names: an image's manifest, or the list of its platforms.
    case manifest
    /// The manifest of one platform of the list.
    case platformManifest
    /// An image's configuration.
    case configuration
    /// A layer, whole.
    case layer
    /// The beginning of a layer.
    case layerBeginning
    /// The beginning of a blob of storage.
    case blobBeginning
    /// One entity of a table of storage.
    case tableEntity
    /// The versions of Azure's instance metadata service.
    case metadata
    /// The page at the root of a scoring endpoint.
    case health
    /// The description of a deployed service.
    case interface
    /// A deployed service, without an input.
    case service
    /// A sample request that the user gave.
    case sample
  }

  public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  /// What was sent to prove who asks; variables by their names.
  public enum Authorization: Sendable, Hashable, Codable {
    case none
    case basic(usernameFrom: String, passwordFrom: String)
    case bearer(tokenFrom: String)
    /// The token that an earlier exchange of this conversation brought, by that one's number.
    case issued(by: Int)
    case entraToken(from: String)
    case signature(from: String)
    case key(from: String)
  }

  /// What named the host: an answer of this conversation.
  public struct Origin: Sendable, Hashable, Codable {
    /// The status of the answer that named it: `307`, `401`.
    public var status: Int
    /// Who answered so: `mcr.microsoft.com:443`.
    public var from: String
    public init(status: Int, from: String) {
      self.status = status
      self.from = from
    }
  }

  public enum Ending: Sendable, Hashable, Codable {
    /// The request was sent; what came of it, and from which address.
    case sent(ending: Response.Ending, address: SocketAddress)
    /// The host was not reached: the rung that could not be completed, as the evidence before shows.
    case unreached(rung: Rung)
    /// The request was not sent, so that nothing reaches the wrong hands.
    case withheld(reason: Withholding)
  }

  /// Why a request was not sent.
  public enum Withholding: String, Sendable, Hashable, Codable, CaseIterable {
    /// The certificate does not verify, or is for other names: a real client ends here as well.
    case unverified
    /// A secret would have gone to a host that is not its own.
    case foreignHost
    /// A secret would have gone over a connection without TLS.
    case unencrypted
    /// The variable that is to hold the secret is not set.
    case variableNotSet
  }

  /// Why no further request followed.
  public enum Conclusion: Sendable, Hashable, Codable {
    /// All that the conversation is about was said.
    case complete
    case stopped(reason: Stop)
  }

  /// What a client cannot go on from.
  public enum Stop: String, Sendable, Hashable, Codable, CaseIterable {
    /// The request came to no answer.
    case noAnswer
    /// The status is none that leads on.
    case status
    /// A credential is wanted, and none is declared.
    case noCredential
    /// A credential is wanted, and the variable that is to hold it is not set.
    case variableNotSet
    /// The token or credential that was sent is refused.
    case refused
    /// The challenge names nobody who could be asked for a token.
    case challengeUnreadable
    /// What should have brought a token did not.
    case noToken
    /// Redirected from HTTPS to plain HTTP.
    case redirectToPlain
    /// Redirected too often, or in a circle.
    case redirectLoop
    /// Redirected to what is no URL of HTTP.
    case redirectUnreadable
    /// What came is not what was asked for.
    case contentUnreadable
    /// What came is not what its digest says.
    case contentDiffers
    /// What came is larger than anything of its kind.
    case contentTooLong
    /// What came ended before its end, or was still coming when its time was over.
    case contentIncomplete
    /// The image has no form for linux/amd64.
    case noPlatform
    /// The time of the conversation was over.
    case outOfTime
  }

  /// From 1, in the order in which they were made.
  public var number: Int
  public var purpose: Purpose
  public var method: Method
  /// Whom it was sent to.
  public var endpoint: Endpoint
  /// Without user part, and of the query only what is no secret.
  public var url: String
  public var authorization: Authorization
  /// `nil`: a host of the plan.
  public var origin: Origin?
  /// How many bytes from the beginning were asked for (RFC 9110 section 14); `nil`: all.
  public var range: Int?
  public var ending: Ending
  /// What is known of a body that is none of the evidence.
  public var content: Content?
  /// `nil`: another request followed.
  public var conclusion: Conclusion?

  public init(
    number: Int, purpose: Purpose, method: Method = .get, endpoint: Endpoint, url: String,
    authorization: Authorization = .none, origin: Origin? = nil, range: Int? = nil, ending: Ending,
    content: Content? = nil, conclusion: Conclusion? = nil
  ) {
    self.number = number
    self.purpose = purpose
    self.method = method
    self.endpoint = endpoint
    self.url = url
    self.authorization = authorization
    self.origin = origin
    self.range = range
    self.ending = ending
    self.content = content
    self.conclusion = conclusion
  }

  /// The answer, if one came.
  public var answer: Response.Answer? {
    if case .sent(.answered(let answer), _) = ending { answer } else { nil }
  }

  /// Where it was sent; `nil` if it was not.
  public var address: SocketAddress? {
    if case .sent(_, let address) = ending { address } else { nil }
  }
}

extension Exchange {
  /// What is known of a body of which the bytes are not kept.
  public struct Content: Sendable, Hashable, Codable {
    /// How the body ended.
    public enum End: String, Sendable, Hashable, Codable, CaseIterable {
      /// By its own rules.
      case whole
      /// We had enough.
      case stopped
      /// The peer closed or reset the connection before.
      case cut
      /// Its time was over, or nothing more came.
      case silent
      /// Its framing breaks the rules of HTTP (RFC 9112 section 7.1).
      case malformed
    }

    /// When a token holds, by its issuer's word.
    public struct Validity: Sendable, Hashable, Codable {
      public var from: Timestamp?
      public var until: Timestamp?
      public init(from: Timestamp?, until: Timestamp?) {
        self.from = from
        self.until = until
      }
    }

    /// Bytes of body that came.
    public var bytes: Int
    public var end: End
    /// The size of the whole by the server's word (Content-Length, Content-Range).
    public var total: Int?
    /// SHA-256 over what came, `sha256:…`: of contents with a digest of their own, and of the beginning of a layer.
    public var digest: String?
    /// What the digest of the whole must be.
    public var expectedDigest: String?
    /// Whether the answer is the range that was asked for (206) or ignores that (200); `nil` where none was.
    public var rangeIsHonored: Bool?
    /// From the first byte of the body to the last.
    public var duration: Milliseconds
    /// The longest time in which nothing of the body came.
    public var longestStall: Milliseconds
    /// Of a manifest: what configuration and layers have together, in bytes.
    public var imageBytes: Int?
    /// Of a token.
    public var validity: Validity?

    public init(
      bytes: Int, end: End = .whole, total: Int? = nil, digest: String? = nil, expectedDigest: String? = nil,
      rangeIsHonored: Bool? = nil, duration: Milliseconds = .zero, longestStall: Milliseconds = .zero,
      imageBytes: Int? = nil, validity: Validity? = nil
    ) {
      self.bytes = bytes
      self.end = end
      self.total = total
      self.digest = digest
      self.expectedDigest = expectedDigest
      self.rangeIsHonored = rangeIsHonored
      self.duration = duration
      self.longestStall = longestStall
      self.imageBytes = imageBytes
      self.validity = validity
    }

    /// Bytes a second while the body came; `nil` if it came too quickly to tell.
    public var rate: Int? {
      guard duration.microseconds >= 1_000 else { return nil }
      let (product, overflow) = bytes.multipliedReportingOverflow(by: 1_000_000)
      return overflow ? nil : product / Int(duration.microseconds)
    }
  }
}
