internal import Model

/// Addresses that stand for others: private ones stay private, public ones come from ranges for documentation
/// (RFC 5737, RFC 3849, RFC 2544, RFC 9637). What says something about the kind of an address stays as it is.
struct AddressTokens {
  /// Ranges that the deployment declares as private.
  private let furtherRanges: [IPPrefix]
  /// Addresses that stay.
  private let kept: Set<IPAddress>
  /// Ranges of Azure's that everybody knows: what lies in one still does.
  private let knownRanges: [IPPrefix]
  private var tokens: [IPAddress: IPAddress] = [:]
  private var counts: [IPAddress.Family: UInt64] = [:]
  private var linkLocalCount: UInt64 = 0
  private var tree = PrefixTree()

  /// What Azure has everywhere: its nameserver and its metadata service.
  private static let ofAzure: Set<IPAddress> = Set(["168.63.129.16", "169.254.169.254"].compactMap(IPAddress.init))

  init(furtherRanges: [IPPrefix], kept: Set<IPAddress>, knownRanges: [IPPrefix] = []) {
    self.furtherRanges = furtherRanges
    self.kept = kept.union(Self.ofAzure).union(knownRanges.map(\.network))
    self.knownRanges = knownRanges
    for range in knownRanges { keepBits(of: range.network, from: 0) }
  }

  /// The first addresses of a range and its last are so in its token, too: rules compare with them.
  mutating func keepEnds(of range: IPPrefix) {
    keepBits(of: range.network, from: range.length)
    switch range.network {
    case .v4(let bits):
      keepBits(of: .v4(bits | 1), from: range.length)
      keepBits(of: .v4(bits | (range.length < 32 ? UInt32.max >> range.length : 0)), from: range.length)
    case .v6(let high, let low): keepBits(of: .v6(high: high, low: low | 1), from: range.length)
    }
  }

  private mutating func keepBits(of address: IPAddress, from depth: Int) {
    guard let place = place(of: address) else { return }
    tree.keepBits(of: place.address, from: depth, keeping: place.keeping)
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
    if !address.isLinkLocal, let place = place(of: address) {
      return tree.token(for: place.address, keeping: place.keeping)
    }
    if address.isLinkLocal {
      guard address.family == .ipv6 else { return address }
      linkLocalCount += 1
      return .v6(high: 0xFE80 << 48, low: linkLocalCount)
    }
    let count = counts[address.family, default: 0]
    counts[address.family] = count + 1
    return address.family == .ipv4 ? Self.documentation(count) : .v6(high: 0x2001_0DB8 << 32, low: count + 1)
  }

  /// Where an address lies among those whose tokens share bits as they do, and how many leading bits stay; `nil`: its token
  /// has nothing of it.
  private func place(of address: IPAddress) -> (address: IPAddress, keeping: Int)? {
    if let range = IPAddress.privateRanges.first(where: { $0.contains(address) }) {
      return (address, address.family == .ipv6 ? 8 : range.length)
    }
    if let range = knownRanges.first(where: { $0.contains(address) }) { return (address, range.length) }
    guard furtherRanges.contains(where: { $0.contains(address) }) else { return nil }
    // Space that nobody uses stands for public space used inside; its own bits behind keep ranges together.
    switch address {
    case .v4(let bits): return (.v4(bits | 0xF000_0000), 4)
    case .v6(let high, let low): return (.v6(high: high & (UInt64.max >> 20) | 0x3FFF << 48, low: low), 20)
    }
  }

  /// Addresses in order: those of two ranges for documentation, then those for benchmarks. The third range for
  /// documentation is one that AKS keeps for itself, so that tokens in it would be judged.
  private static func documentation(_ number: UInt64) -> IPAddress {
    let nets: [UInt32] = [0xC633_6400, 0xCB00_7100]
    let (net, host) = number.quotientAndRemainder(dividingBy: 254)
    guard net < nets.count else {
      return .v4(0xC612_0000 | UInt32(truncatingIfNeeded: number - UInt64(nets.count) * 254) & 0x1_FFFF)
    }
    return .v4(nets[Int(net)] | UInt32(host + 1))
  }
}

/// Replaces addresses by others such that two share as many leading bits afterwards as before, and nothing else of
/// them is left: at every fork, the branch seen first gets one bit and the other the other. Ranges overlap afterwards
/// exactly if they did before.
struct PrefixTree {
  /// For each path of bits, the bit that was seen first behind it.
  private var firstSeen: [[Bool]: Bool] = [:]

  /// Lets the bits of an address stay from one depth on, as far as nothing else was seen there.
  mutating func keepBits(of address: IPAddress, from start: Int, keeping: Int) {
    let bits = Self.bits(of: address)
    for depth in max(start, keeping)..<max(start, keeping, bits.count) {
      let path = Array(bits.prefix(depth))
      if firstSeen[path] == nil { firstSeen[path] = Self.isFront(depth, keeping: keeping) }
    }
  }

  private static func bits(of address: IPAddress) -> [Bool] {
    address.bytes.flatMap { byte -> [Bool] in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
  }

  /// Ones in front, so that a token is seen to be one (10.255.…), zeros behind, so that a network stays a network.
  private static func isFront(_ depth: Int, keeping: Int) -> Bool { depth < keeping + 8 }

  /// `keeping` leading bits stay.
  mutating func token(for address: IPAddress, keeping: Int) -> IPAddress {
    let bits = Self.bits(of: address)
    var token: [Bool] = []
    for (depth, bit) in bits.enumerated() {
      guard depth >= keeping else {
        token.append(bit)
        continue
      }
      let path: [Bool] = Array(bits.prefix(depth))
      let first = firstSeen[path] ?? bit
      firstSeen[path] = first
      let ofFirst = Self.isFront(depth, keeping: keeping)
      token.append(bit == first ? ofFirst : !ofFirst)
    }
    let bytes = stride(from: 0, to: token.count, by: 8).map { start in
      token[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    return IPAddress(bytes: bytes) ?? address
  }
}
