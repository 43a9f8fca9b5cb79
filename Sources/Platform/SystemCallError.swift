import Glibc

/// What the operating system refused, in its own words.
public struct SystemCallError: Error, Sendable, Hashable, CustomStringConvertible {
  /// An error number: `ENOENT`.
  public var code: Int32

  public init(code: Int32) {
    self.code = code
  }

  /// The last call's.
  static var last: SystemCallError { SystemCallError(code: errno) }

  /// `No such file or directory`.
  public var description: String { unsafe String(cString: strerror(code)) }
}
