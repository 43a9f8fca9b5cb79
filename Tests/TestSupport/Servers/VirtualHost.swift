public import Model

/// A host that nginx plays, on an address of its own.
public struct VirtualHost: Sendable {
  /// What a path is answered with.
  public struct Answer: Sendable {
    public enum Manner: Sendable, Hashable {
      case atOnce
      /// The first byte comes after so many milliseconds.
      case after(milliseconds: Int)
      /// The headers and a few bytes of the body come at once, the rest with so many bytes a second.
      case trickling(bytesPerSecond: Int)
      /// Nothing ever comes.
      case never
      /// The connection is reset.
      case reset
      /// The connection is closed.
      case closed
    }

    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: String
    public var contentType: String
    public var manner: Manner
    /// Whether who shows no credential gets 401 instead, and who shows another than this one 403; empty: any will do.
    public var credential: String?

    public init(
      _ status: Int = 200, headers: [(name: String, value: String)] = [], contentType: String = "application/json",
      body: String = "", manner: Manner = .atOnce
    ) {
      self.status = status
      self.headers = headers
      self.contentType = contentType
      self.body = body
      self.manner = manner
    }
  }

  /// The names that reach it; the first host at an address also takes what no other host of the address does.
  public var names: [String]
  public var address: IPAddress
  /// `nil`: plain HTTP.
  public var identity: TestAuthority.Identity?
  /// By the beginning of the path; `/` answers all others.
  public var answers: [String: Answer]
  /// TLS 1.2 at most.
  public var onlyTLS12: Bool
  /// The versions that nginx is to speak, in its own words, with every cipher; `nil`: as `onlyTLS12` says.
  public var protocols: String?
  /// A folder whose files are served, to everybody who shows no credential; then there are no answers.
  public var files: String?
  /// How many bytes of its files the host sends in a second; `nil`: as many as it can.
  public var filesRate: Int?

  public init(
    _ names: [String], at address: IPAddress = Loopback.address(), identity: TestAuthority.Identity?,
    answers: [String: Answer] = ["/": Answer(body: "{}")], onlyTLS12: Bool = false
  ) {
    self.names = names
    self.address = address
    self.identity = identity
    self.answers = answers
    self.onlyTLS12 = onlyTLS12
  }
}
