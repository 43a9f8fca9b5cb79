import CLinux
import Glibc
import Model

/// What a channel's sockets did, which c-ares itself does not tell: the system's error numbers and the ids of datagrams.
struct SocketLog {
  enum Operation: Sendable {
    case open, connect, send, receive

    var words: String {
      switch self {
      case .open: "open a socket for the nameserver"
      case .connect: "connect to the nameserver"
      case .send: "send the query"
      case .receive: "receive the answer"
      }
    }
  }

  /// The last failure: the operation and the system's error number, 0 for a connection that was closed.
  private(set) var failure: (operation: Operation, code: Int32)?

  /// Notes a failed call; one that only has to be repeated is none.
  mutating func note(_ operation: Operation, _ code: Int32) {
    guard ![EAGAIN, EWOULDBLOCK, EINPROGRESS, EINTR].contains(code) else { return }
    failure = (operation, code)
  }

  /// What the last failure means for a query: the nameserver's host refused, the network lost it, or it could not be
  /// sent from here.
  var ending: QueryExchange.Ending {
    guard let failure else { return .notAsked(SystemError(action: "ask the nameserver", reason: "unknown")) }
    switch (failure.operation, failure.code) {
    // An ICMP error shows at the next call on the socket, whichever that is.
    case (_, ECONNREFUSED), (_, ECONNRESET), (_, EPIPE), (.receive, 0):
      return .refused
    case (.receive, EHOSTUNREACH), (.receive, ENETUNREACH), (.receive, EHOSTDOWN), (.send, EHOSTUNREACH),
      (_, ETIMEDOUT):
      return .unanswered
    case (.send, EPERM), (.send, EACCES), (.connect, EPERM), (.connect, EACCES):
      // The packet filter, a security module or the routing table of this machine: nothing that its host could say.
      return .notAsked(SystemError(action: failure.operation.words, code: failure.code, isProhibited: true))
    case (let operation, let code):
      return .notAsked(SystemError(action: operation.words, code: code))
    }
  }
}

extension SystemError {
  /// With the system's words for an error number.
  init(action: String, code: Int32, isProhibited: Bool? = nil) {
    self.init(action: action, reason: unsafe String(cString: strerror(code)), isProhibited: isProhibited)
  }

  /// The task was canceled while something was waited for.
  static func interrupted(_ action: String) -> SystemError {
    SystemError(action: action, reason: "the run was interrupted")
  }
}
