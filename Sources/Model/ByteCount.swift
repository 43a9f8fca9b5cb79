/// A number of bytes as people read it, in decimal units: what networks, registries and portals count in.
public struct ByteCount: Sendable, Hashable, CustomStringConvertible {
  /// Never negative.
  public let bytes: Int

  /// A negative count becomes zero.
  public init(_ bytes: Int) {
    self.bytes = max(0, bytes)
  }

  /// `940 bytes`, `12 kB`, `3.4 MB`, `1.2 GB`.
  public var description: String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<999_500: "\((bytes + 500) / 1_000) kB"
    case ..<999_950_000: Self.tenths(of: bytes, in: 1_000_000, "MB")
    default: Self.tenths(of: bytes, in: 1_000_000_000, "GB")
    }
  }

  private static func tenths(of bytes: Int, in unit: Int, _ name: String) -> String {
    let tenths = bytes / (unit / 10) + (bytes % (unit / 10) * 2 >= unit / 10 ? 1 : 0)
    return tenths >= 1_000 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
  }
}
