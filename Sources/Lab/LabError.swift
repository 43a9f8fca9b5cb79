import Glibc

/// Why the lab could not be set up on this machine.
public struct LabError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was attempted: `listen at 127.10.0.2:40123`.
  public var attempt: String
  /// What the system or OpenSSL said.
  public var reason: String

  public init(attempt: String, reason: String) {
    self.attempt = attempt
    self.reason = reason
  }

  public var description: String { "The demo lab could not \(attempt): \(reason)." }
}

extension LabError {
  /// With the text of a system error number.
  init(attempt: String, code: Int32) {
    var text = [CChar](repeating: 0, count: 128)
    unsafe strerror_r(code, &text, text.count)
    let reason = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    self.init(attempt: attempt, reason: reason)
  }
}
