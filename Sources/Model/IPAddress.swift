/// An IPv4 or IPv6 address, without port, prefix or zone.
public enum IPAddress: Sendable, Hashable {
  /// 32 bits, most significant byte first (`10.0.0.4` is `0x0A00_0004`).
  case v4(UInt32)
  /// 128 bits as two halves, most significant first.
  case v6(high: UInt64, low: UInt64)

  public enum Family: String, Sendable, Hashable, Codable, CaseIterable {
    case ipv4, ipv6
  }

  public var family: Family {
    switch self {
    case .v4: .ipv4
    case .v6: .ipv6
    }
  }

  /// The address in network byte order: 4 or 16 bytes.
  public var bytes: [UInt8] {
    switch self {
    case .v4(let bits):
      return (0..<4).map { UInt8(truncatingIfNeeded: bits >> (24 - 8 * $0)) }
    case .v6(let high, let low):
      return (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
        + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
    }
  }

  /// The address of 4 or 16 bytes in network byte order; `nil` for any other count. Inlined, since elsewhere a generic
  /// function allocates for every byte that it reads.
  @inlinable
  public init?(bytes: some Collection<UInt8>) {
    switch bytes.count {
    case 4:
      self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
    case 16:
      self = .v6(
        high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
        low: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
    default:
      return nil
    }
  }
}

extension IPAddress {
  /// Whether the address belongs to this host itself (RFC 1122 section 3.2.1.3; RFC 4291 section 2.5.3).
  public var isLoopback: Bool {
    switch self {
    case .v4(let bits): bits >> 24 == 127
    case .v6(let high, let low): high == 0 && low == 1
    }
  }

  /// `0.0.0.0` or `::`: no address at all, and what a filtering nameserver likes to answer.
  public var isUnspecified: Bool {
    switch self {
    case .v4(let bits): bits == 0
    case .v6(let high, let low): high == 0 && low == 0
    }
  }

  /// 224.0.0.0/4 (RFC 5771) or ff00::/8 (RFC 4291 section 2.7).
  public var isMulticast: Bool {
    switch self {
    case .v4(let bits): bits >> 28 == 0xE
    case .v6(let high, _): high >> 56 == 0xFF
    }
  }

  /// 169.254.0.0/16 (RFC 3927) or fe80::/10 (RFC 4291 section 2.5.6).
  public var isLinkLocal: Bool {
    switch self {
    case .v4(let bits): bits >> 16 == 0xA9FE
    case .v6(let high, _): high >> 54 == 0xFE80 >> 6
    }
  }

  /// The ranges that count as private everywhere: RFC 1918, RFC 6598 and RFC 4193.
  public static let privateRanges: [IPPrefix] =
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"].compactMap(IPPrefix.init)

  /// Whether the address is private: in one of RFC 1918, RFC 6598, RFC 4193 or the ranges that the deployment adds.
  public func isPrivate(including furtherRanges: [IPPrefix] = []) -> Bool {
    Self.privateRanges.contains { $0.contains(self) } || furtherRanges.contains { $0.contains(self) }
  }
}

extension IPAddress: Comparable {
  /// IPv4 before IPv6, then by number.
  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    switch (left, right) {
    case (.v4(let a), .v4(let b)): a < b
    case (.v4, .v6): true
    case (.v6, .v4): false
    case (.v6(let a, let b), .v6(let c, let d)): (a, b) < (c, d)
    }
  }
}

extension IPAddress: LosslessStringConvertible {
  /// Reads dotted decimal without leading zeros, or IPv6 text (RFC 4291 section 2.2); no zone, no brackets.
  public init?(_ description: String) {
    let text = Array(description.utf8)
    guard text.count <= 45 else { return nil }
    if text.contains(UInt8(ascii: ":")) {
      guard let words = Self.words(of: text[...]) else { return nil }
      func half(_ words: ArraySlice<UInt16>) -> UInt64 { words.reduce(0) { $0 << 16 | UInt64($1) } }
      self = .v6(high: half(words[..<4]), low: half(words[4...]))
    } else {
      guard let bits = Self.dottedDecimal(text[...]) else { return nil }
      self = .v4(bits)
    }
  }

  private static func dottedDecimal(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
      var number: UInt32 = 0
      for byte in part {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
      }
      guard number <= 255 else { return nil }
      bits = bits << 8 | number
    }
    return bits
  }

  /// The eight 16-bit words of IPv6 text, with one `::` filled in.
  private static func words(of text: ArraySlice<UInt8>) -> [UInt16]? {
    let colon = UInt8(ascii: ":")
    let gaps = zip(text.indices, text.indices.dropFirst()).filter { text[$0] == colon && text[$1] == colon }
    guard gaps.count <= 1 else { return nil }
    guard let gap = gaps.first else {
      let words = groups(text, mayEndInIPv4: true)
      return words?.count == 8 ? words : nil
    }
    guard let front = groups(text[..<gap.0], mayEndInIPv4: false),
      let back = groups(text[(gap.1 + 1)...], mayEndInIPv4: true), front.count + back.count <= 7
    else { return nil }
    return front + Array(repeating: 0, count: 8 - front.count - back.count) + back
  }

  private static func groups(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var words: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if mayEndInIPv4, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let bits = dottedDecimal(part) else { return nil }
        words += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
      } else {
        guard (1...4).contains(part.count), !part.contains(UInt8(ascii: "+")),
          let word = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
        else { return nil }
        words.append(word)
      }
    }
    return words
  }

  /// Dotted decimal, or IPv6 in the one form of RFC 5952 section 4: lower case, longest run of zeros as `::`.
  public var description: String {
    switch self {
    case .v4(let bits):
      return "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    case .v6(let high, let low):
      let words = [high, low].flatMap { half in (0..<4).map { UInt16(truncatingIfNeeded: half >> (48 - 16 * $0)) } }
      var longest = 0..<0
      var start = 0
      for index in 0...8 where index == 8 || words[index] != 0 {
        if index - start > longest.count, index - start > 1 { longest = start..<index }
        start = index + 1
      }
      func text(_ words: ArraySlice<UInt16>) -> String {
        words.map { String($0, radix: 16) }.joined(separator: ":")
      }
      guard !longest.isEmpty else { return text(words[...]) }
      return text(words[..<longest.lowerBound]) + "::" + text(words[longest.upperBound...])
    }
  }
}

extension IPAddress: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("an IP address") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
