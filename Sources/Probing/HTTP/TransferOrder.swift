import Model

/// A request of a conversation, apart from where it goes.
struct TransferOrder: Sendable, Hashable {
  var method: Exchange.Method
  /// Path and query as they are sent; the query may be a secret.
  var target: String
  /// Lines of the request's head, `Name: value`; some are secrets.
  var headers: [String] = []
  /// What a POST sends.
  var body: [UInt8] = []
  /// How many bytes from the beginning are asked for; `nil`: all.
  var range: Int?
  /// How many bytes of the answer's body are read, and how many of them are kept.
  var bodyLimit: Int
  var keptBytes: Int
  /// Whether a digest over the body is wanted.
  var isDigested = false
  /// Whether the request is withheld unless the peer's certificate verifies.
  var needsTrust = true
  /// For how long nothing at all may come; seconds at the least.
  var patience: Duration = .seconds(10)
  /// When the first byte of the answer must be there; `nil`: with the transfer's own end.
  var answerBy: ContinuousClock.Instant?
}
