import Glibc

/// The system refused what the loop needs to exist: a descriptor or a thread.
public struct EventLoopError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was being done, in words: `open an epoll descriptor`.
  public let action: String
  /// The system's error number.
  public let code: Int32

  public init(action: String, code: Int32) {
    self.action = action
    self.code = code
  }

  /// The system's words for the error number: `Too many open files`.
  public var reason: String { unsafe String(cString: strerror(code)) }

  public var description: String { "could not \(action): \(reason)" }
}
