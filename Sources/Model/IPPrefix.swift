/// An address range in CIDR notation (RFC 4632): `10.240.0.0/16`.
///
/// Host bits may be set, as users write them (`172.17.0.1/16`); `isCanonical` tells.
public struct IPPrefix: Sendable, Hashable {
  public let address: IPAddress
  /// Number of leading bits that are fixed: 0 to 32 for IPv4, 0 to 128 for IPv6.
  public let length: Int

  /// A prefix; `nil` if the length does not fit the address' family.
  public init?(address: IPAddress, length: Int) {
    guard (0...(address.family == .ipv4 ? 32 : 128)).contains(length) else { return nil }
    self.address = address
    self.length = length
  }

  /// The lowest address of the range: the address with all host bits cleared.
  public var network: IPAddress {
    switch address {
    case .v4(let bits):
      .v4(bits & Self.mask32(length))
    case .v6(let high, let low):
      .v6(high: high & Self.mask64(length), low: low & Self.mask64(length - 64))
    }
  }

  /// Whether no host bit is set.
  public var isCanonical: Bool { network == address }

  /// Whether the address lies in this range; never for an address of the other family.
  public func contains(_ other: IPAddress) -> Bool {
    guard other.family == address.family, let there = IPPrefix(address: other, length: length) else { return false }
    return there.network == network
  }

  private static func mask32(_ length: Int) -> UInt32 {
    length == 0 ? 0 : UInt32.max << (32 - length)
  }

  private static func mask64(_ length: Int) -> UInt64 {
    length <= 0 ? 0 : length >= 64 ? .max : UInt64.max << (64 - length)
  }
}

extension IPPrefix: LosslessStringConvertible {
  /// Reads `address/length`; the length is one to three decimal digits without sign or leading zero.
  public init?(_ description: String) {
    let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])), let length = Int(parts[1]),
      String(length) == parts[1]
    else { return nil }
    self.init(address: address, length: length)
  }

  public var description: String { "\(address)/\(length)" }
}

extension IPPrefix: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("a range such as 10.240.0.0/16") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
