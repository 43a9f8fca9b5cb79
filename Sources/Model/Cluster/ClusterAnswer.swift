/// What one read of the Kubernetes API came to.
public struct ClusterAnswer: Sendable, Hashable, Codable {
  public enum Ending: Sendable, Hashable, Codable {
    /// Everything arrived, page by page. `total` objects were counted, of which some may be left out of `objects` because
    /// the read's limit was reached.
    case read(objects: ClusterObjects, total: Int)
    /// Not asked, or refused with 403: the identity lacks this right.
    case needsRight(AccessRight, message: String)
    /// 401: the API server does not know who asks.
    case unauthorized(message: String)
    /// 404: there is no such object, or the API server does not have the resource at all.
    case absent
    /// Another status than expected; `reason` is that of the Status object (`TooManyRequests`), if one came.
    case failed(status: Int, reason: String, message: String)
    /// An answer that cannot be read as what was asked for.
    case malformed(reason: String)
    /// No answer for so long.
    case unanswered(after: Milliseconds)
    /// No answer, because no connection to the API server could be made or none that may be trusted.
    case notConnected(ClusterAccessTrouble)
    /// The question could not be sent from here: nothing to identify with, or an error of this side.
    case notAsked(ClusterAccessTrouble)
  }

  public var read: ClusterRead
  /// Where the API server answered; `nil`: nothing was connected to.
  public var address: SocketAddress?
  public var ending: Ending
  /// Requests sent, access reviews and pages included.
  public var requests: Int

  /// How many characters of a message are kept.
  public static let messageLimit = 1_000
  /// How many labels of an object are kept, and how many characters of a value.
  public static let labelLimit = 64

  public init(_ read: ClusterRead, at address: SocketAddress? = nil, _ ending: Ending, requests: Int = 1) {
    self.read = read
    self.address = address
    self.ending = ending
    self.requests = requests
  }

  /// What was read, if it was.
  public var objects: ClusterObjects? {
    if case .read(let objects, _) = ending { objects } else { nil }
  }

  /// Whether more objects exist than are kept.
  public var isCut: Bool {
    if case .read(let objects, let total) = ending { total > objects.count } else { false }
  }
}
