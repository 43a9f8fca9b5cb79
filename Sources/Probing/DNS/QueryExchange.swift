import Model

/// What one query over one transport came to.
struct QueryExchange: Sendable {
  enum Ending: Sendable {
    case answered(ReceivedMessage)
    /// Nothing came until the time was over.
    case unanswered
    /// ICMP port unreachable over UDP; over TCP a reset, or the connection was closed.
    case refused
    /// Something came that is no response to the query.
    case malformed(reason: String, bytes: [UInt8])
    /// The query could not be sent, or its answer not be awaited.
    case notAsked(SystemError)
  }

  var ending: Ending
  /// Datagrams sent; 0 over TCP.
  var datagrams = 0
  /// From the last datagram sent to the arrival of the answer, by the kernel's clock.
  var roundTrip: Milliseconds?
}
