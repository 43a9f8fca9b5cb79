public import Model

extension IPPrefix {
  /// 32 for IPv4, 128 for IPv6.
  public var width: Int { address.family == .ipv4 ? 32 : 128 }

  /// The range as it should be written: by its lowest address (RFC 4632 section 3.1).
  public var canonical: IPPrefix { IPPrefix(address: network, length: length) ?? self }

  /// How many addresses the range has; at most `Int.max`, which IPv6 ranges of 65 bits and more exceed.
  public var addressCount: Int {
    let bits = width - length
    return bits >= Int.bitWidth - 1 ? .max : 1 << bits
  }

  /// Whether every address of the other range lies in this one; never across families.
  public func contains(_ other: IPPrefix) -> Bool {
    other.length >= length && contains(other.address)
  }

  /// Whether the ranges have an address in common: of two CIDR ranges one then contains the other (RFC 4632 section 3.1).
  public func overlaps(_ other: IPPrefix) -> Bool {
    contains(other) || other.contains(self)
  }

  /// The address at a place in the range, counted from 0; `nil` beyond its end.
  public func address(at offset: Int) -> IPAddress? {
    guard offset >= 0, offset < addressCount else { return nil }
    switch network {
    case .v4(let bits):
      return .v4(bits + UInt32(offset))
    case .v6(let high, let low):
      let (sum, carry) = low.addingReportingOverflow(UInt64(offset))
      return .v6(high: carry ? high + 1 : high, low: sum)
    }
  }

  /// The highest address: in IPv4 that of broadcasts (RFC 919 section 7).
  public var last: IPAddress {
    switch network {
    case .v4(let bits):
      return .v4(bits | (length == 0 ? .max : ~(UInt32.max << (32 - length))))
    case .v6(let high, let low):
      let highHosts: UInt64 = length >= 64 ? 0 : length == 0 ? .max : ~(UInt64.max << (64 - length))
      let lowHosts: UInt64 = length <= 64 ? .max : length == 128 ? 0 : ~(UInt64.max << (128 - length))
      return .v6(high: high | highHosts, low: low | lowHosts)
    }
  }

  /// How many ranges of a length fit in; at most `Int.max`, 0 if one is larger than this.
  public func blocks(ofLength blockLength: Int) -> Int {
    guard blockLength >= length, blockLength <= width else { return 0 }
    let bits = blockLength - length
    return bits >= Int.bitWidth - 1 ? .max : 1 << bits
  }

  /// The longest prefix whose range has at least so many addresses, of an IPv4 network: 21 for 1,586. `nil` if none has.
  public static func length(forAddresses count: Int, width: Int = 32) -> Int? {
    let needed = max(1, count)
    let bits = needed == 1 ? 0 : Int.bitWidth - (needed - 1).leadingZeroBitCount
    return bits <= width ? width - bits : nil
  }
}
