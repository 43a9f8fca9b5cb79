internal import Model

/// Addresses that stand for others: private ones stay private, public ones come from ranges for documentation
/// (RFC 5737, RFC 3849, RFC 2544, RFC 9637). What says something about the kind of an address stays as it is.
struct AddressTokens {
  /// Ranges that the deployment declares as private.
  private let furtherRanges: [IPPrefix]
  /// Addresses that stay.
  private let kept: Set<IPAddress>
  private var tokens: [IPAddress: IPAddress] = [:]
  private var counts: [IPAddress.Family: UInt64] = [:]
  private var linkLocalCount: UInt64 = 0
  private var tree = PrefixTree()

  /// What Azure has everywhere: its nameserver and its metadata service.
  private static let ofAzure: Set<IPAddress> = Set(["168.63.129.16", "169.254.169.254"].compactMap(IPAddress.init))

  init(furtherRanges: [IPPrefix], kept: Set<IPAddress>) {
    self.furtherRanges = furtherRanges
    self.kept = kept.union(Self.ofAzure)
  }

  mutating func token(for address: IPAddress) -> IPAddress {
    if let known = tokens[address] { return known }
    let token = newToken(for: address)
    tokens[address] = token
    return token
  }

  /// The range with its length; what it contains, its token contains.
  mutating func token(for prefix: IPPrefix) -> IPPrefix {
    guard prefix.length >= 4 else { return prefix }
    guard let token = IPPrefix(address: token(for: prefix.address), length: prefix.length) else { return prefix }
    // The ones in front of a token may reach into the host part of a wide range.
    return prefix.isCanonical ? IPPrefix(address: token.network, length: token.length) ?? token : token
  }

  private mutating func newToken(for address: IPAddress) -> IPAddress {
    guard !kept.contains(address), !address.isLoopback, !address.isUnspecified, !address.isMulticast else {
      return address
    }
    if let range = IPAddress.privateRanges.first(where: { $0.contains(address) }) {
      return tree.token(for: address, keeping: address.family == .ipv6 ? 8 : range.length)
    }
    if address.isLinkLocal {
      guard address.family == .ipv6 else { return address }
      linkLocalCount += 1
      return .v6(high: 0xFE80 << 48, low: linkLocalCount)
    }
    if furtherRanges.contains(where: { $0.contains(address) }) {
      // Space that nobody uses stands for public space used inside; its own bits behind keep ranges together.
      switch address {
      case .v4(let bits): return tree.token(for: .v4(bits | 0xF000_0000), keeping: 4)
      case .v6(let high, let low):
        return tree.token(for: .v6(high: high & (UInt64.max >> 20) | 0x3FFF << 48, low: low), keeping: 20)
      }
    }
    let count = counts[address.family, default: 0]
    counts[address.family] = count + 1
    return address.family == .ipv4 ? Self.documentation(count) : .v6(high: 0x2001_0DB8 << 32, low: count + 1)
  }

  /// Addresses in order: those of the three ranges for documentation, then those for benchmarks.
  private static func documentation(_ number: UInt64) -> IPAddress {
    let nets: [UInt32] = [0xC000_0200, 0xC633_6400, 0xCB00_7100]
    let (net, host) = number.quotientAndRemainder(dividingBy: 254)
    guard net < nets.count else { return .v4(0xC612_0000 | UInt32(number - 3 * 254) & 0x1_FFFF) }
    return .v4(nets[Int(net)] | UInt32(host + 1))
  }
}

/// Replaces addresses by others such that two share as many leading bits afterwards as before, and nothing else of
/// them is left: at every fork, the branch seen first gets one bit and the other the other. Ranges overlap afterwards
/// exactly if they did before.
struct PrefixTree {
  /// For each path of bits, the bit that was seen first behind it.
  private var firstSeen: [[Bool]: Bool] = [:]

  /// `keeping` leading bits stay.
  mutating func token(for address: IPAddress, keeping: Int) -> IPAddress {
    let bits: [Bool] = address.bytes.flatMap { byte -> [Bool] in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
    var token: [Bool] = []
    for (depth, bit) in bits.enumerated() {
      guard depth >= keeping else {
        token.append(bit)
        continue
      }
      let path: [Bool] = Array(bits.prefix(depth))
      let first = firstSeen[path] ?? bit
      firstSeen[path] = first
      // Ones in front, so that a token is seen to be one (10.255.…), zeros behind, so that a network stays a network.
      let ofFirst = depth < keeping + 8
      token.append(bit == first ? ofFirst : !ofFirst)
    }
    let bytes = stride(from: 0, to: token.count, by: 8).map { start in
      token[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    return IPAddress(bytes: bytes) ?? address
  }
}
