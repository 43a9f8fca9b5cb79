import Glibc

/// The operating system's words for an error number.
enum SystemReason {
  /// `Connection reset by peer`.
  static func text(of code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
