/// Text that may be sent to the one it is for, and never shown: a token, a password, a private key.
public struct Secret: Sendable, Hashable {
  private let bytes: [UInt8]

  public init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  public var isEmpty: Bool { bytes.isEmpty }

  /// The text itself, for the one it is for; bytes that are not UTF-8 are replaced.
  public var revealed: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes themselves, for the one they are for.
  public var revealedBytes: [UInt8] { bytes }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(secret)" }
  public var debugDescription: String { description }
  /// Nothing, so that no dump shows it.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
