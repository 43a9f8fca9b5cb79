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

  /// The same inside a sentence: `no such file or directory`.
  public var inWords: String { description.prefix(1).lowercased() + description.dropFirst() }

  /// `No such file or directory`.
  public var description: String { unsafe String(cString: strerror(code)) }
}
