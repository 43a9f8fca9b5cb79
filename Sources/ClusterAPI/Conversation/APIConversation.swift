public import Model

/// What is said with an API server from a first request to an end, without I/O: whoever carries it out sends what it asks
/// for and tells it what arrives.
public protocol APIConversation: Sendable {
  /// Requests sent so far.
  var requests: Int { get }

  /// How it begins.
  mutating func begin() -> APIAction

  /// The head of an answer arrived.
  mutating func received(status: Int, contentType: String?, retryAfter: String?)

  /// Bytes of an answer's body arrived. Returns whether more are wanted.
  mutating func received(body bytes: [UInt8]) -> Bool

  /// The answer ended. Returns what to do next.
  mutating func ended(_ end: APIEnd) -> APIAction

  /// How it ends if nothing is tried again.
  var failure: ClusterAnswer.Ending { get }
}

/// What a conversation wants done next.
public enum APIAction: Sendable, Hashable {
  case send(APIRequest)
  /// The same, not before so long.
  case wait(Duration, then: APIRequest)
  /// The same, with credentials made anew.
  case renew(then: APIRequest)
  case end(ClusterAnswer.Ending)
}
