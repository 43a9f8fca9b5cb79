import Execution
import Model

/// What an attempt to connect came to, and the open connection if it came to one.
struct ConnectionAttempt: ~Copyable, Sendable {
  let gathered: Gathered
  let socket: ConnectedSocket?

  /// Hands the connection over.
  consuming func takeSocket() -> ConnectedSocket? { socket }
}
