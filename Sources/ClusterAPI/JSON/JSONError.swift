/// Why bytes cannot be read as the JSON document that they should be.
public struct JSONError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// Not JSON (RFC 8259).
    case invalid
    /// It ends too early.
    case cut
    /// Nested deeper than `JSONScanner.depthLimit`.
    case tooDeep
    /// One value to be kept is larger than `JSONScanner.keptLimit`.
    case tooLarge
  }

  public var reason: Reason
  /// How many bytes were read before it.
  public var offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
