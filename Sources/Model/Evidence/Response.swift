/// What one HTTP request came to, once the connection (and TLS) stood.
public struct Response: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    /// Status and headers arrived.
    case answered(answer: Answer)
    /// Nothing arrived for so long after the request.
    case unanswered(after: Milliseconds)
    /// The peer reset the connection.
    case reset(after: Milliseconds)
    /// The peer closed the connection before a status line.
    case closed(after: Milliseconds)
    /// What came is not HTTP.
    case notHTTP(reason: String, after: Milliseconds)
    /// The request could not be sent from here.
    case notTried(error: SystemError)
  }

  /// Status, headers and the beginning of the body.
  public struct Answer: Sendable, Hashable, Codable {
    public var status: Int
    /// Those on the allow-list, in their order; values cut at 1,024 characters.
    public var headers: [Header]
    /// The beginning of the body, at most `bodyLimit` bytes; bytes that are not UTF-8 are replaced.
    public var body: String
    /// Bytes of body received, whether kept or not.
    public var bodyBytes: Int
    /// Whether the body came to its end: it did not if it was longer than we read, or still coming at the deadline.
    public var bodyIsComplete: Bool
    /// From the request's last byte to the response's first.
    public var firstByte: Milliseconds
    /// From the request's last byte to the end of what was read.
    public var total: Milliseconds

    /// How much of a body is kept.
    public static let bodyLimit = 2_048
    /// Where reading a body ends.
    public static let readLimit = 64 << 10

    public init(
      status: Int, headers: [Header] = [], body: String = "", bodyBytes: Int = 0, bodyIsComplete: Bool = true,
      firstByte: Milliseconds = .zero, total: Milliseconds = .zero
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.bodyBytes = bodyBytes
      self.bodyIsComplete = bodyIsComplete
      self.firstByte = firstByte
      self.total = total
    }

    /// The value of the first header of this name, which compares without case.
    public func header(_ name: String) -> String? {
      headers.first { $0.name == name.lowercased() }?.value
    }
  }

  public struct Header: Sendable, Hashable, Codable {
    /// Lower case.
    public var name: String
    public var value: String
    public init(name: String, value: String) {
      self.name = name.lowercased()
      self.value = value
    }
  }

  public var address: SocketAddress
  /// `https://mcr.microsoft.com/v2/`.
  public var url: String
  public var ending: Ending

  public init(address: SocketAddress, url: String, ending: Ending) {
    self.address = address
    self.url = url
    self.ending = ending
  }

  public var answer: Answer? {
    if case .answered(let answer) = ending { answer } else { nil }
  }
}
