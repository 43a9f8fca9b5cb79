import Model
import Testing
import Topology

/// A small space: eight bits at the end of an IPv4 or IPv6 network, in which every range can be counted out.
private struct SmallSpace: CustomTestStringConvertible, Sendable {
  let network: IPPrefix

  static let all = [
    SmallSpace(network: IPPrefix("10.1.2.0/24")!), SmallSpace(network: IPPrefix("255.255.255.0/24")!),
    SmallSpace(network: IPPrefix("fd00:1:2:3::/120")!),
  ]

  var testDescription: String { network.description }

  /// Every address, in order.
  var addresses: [IPAddress] { (0..<256).compactMap { network.address(at: $0) } }

  /// Every range in it, and some that reach beyond.
  var ranges: [IPPrefix] {
    let inside = (0...8).flatMap { bits in
      stride(from: 0, to: 256, by: 1 << bits).compactMap { start in
        network.address(at: start).flatMap { IPPrefix(address: $0, length: network.width - bits) }
      }
    }
    return inside
      + [network.length - 1, network.length - 7].compactMap { IPPrefix(address: network.network, length: $0) }
  }
}

@Suite struct `The arithmetic of ranges` {
  @Test(arguments: SmallSpace.all)
  private func `agrees with counting every address`(space: SmallSpace) {
    let addresses = space.addresses
    #expect(addresses.count == 256)
    for range in space.ranges where range.length >= space.network.length {
      let members = addresses.filter(range.contains)
      #expect(range.addressCount == members.count)
      #expect(range.network == members.first)
      #expect(range.last == members.last)
      #expect(range.address(at: members.count - 1) == members.last)
      #expect(range.address(at: members.count) == nil)
    }
  }

  @Test(arguments: SmallSpace.all)
  private func `tells overlap and containment as sets of addresses do`(space: SmallSpace) {
    let ranges = space.ranges
    let members = ranges.map { range in Set(space.addresses.indices.filter { range.contains(space.addresses[$0]) }) }
    for (left, leftMembers) in zip(ranges, members) {
      for (right, rightMembers) in zip(ranges, members) {
        #expect(left.overlaps(right) == !leftMembers.isDisjoint(with: rightMembers), "\(left) \(right)")
        guard left.length >= space.network.length else { continue }
        #expect(
          left.contains(right) == (right.length >= space.network.length && rightMembers.isSubset(of: leftMembers)))
      }
    }
  }

  @Test func `does not mix address families`() throws {
    let everything4 = try #require(IPPrefix("0.0.0.0/0"))
    let everything6 = try #require(IPPrefix("::/0"))
    #expect(!everything4.overlaps(everything6))
    #expect(!everything6.contains(everything4))
  }

  @Test func `holds at the edges`() throws {
    let everything4 = try #require(IPPrefix("0.0.0.0/0"))
    #expect(everything4.last.description == "255.255.255.255")
    #expect(everything4.addressCount == 1 << 32)
    let everything6 = try #require(IPPrefix("::/0"))
    #expect(everything6.addressCount == .max)
    #expect(everything6.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
    let half = try #require(IPPrefix("fd00::/64"))
    #expect(half.last.description == "fd00::ffff:ffff:ffff:ffff")
    #expect(half.address(at: 10)?.description == "fd00::a")
    let single = try #require(IPPrefix("10.0.0.7/32"))
    #expect(single.last.description == "10.0.0.7")
    #expect(try #require(IPPrefix("10.240.0.5/16")).canonical.description == "10.240.0.0/16")
  }

  @Test func `counts blocks as dividing does`() {
    for length in 0...32 {
      let range = IPPrefix(address: .v4(0), length: length)!
      for block in 0...32 {
        #expect(range.blocks(ofLength: block) == (block < length ? 0 : (1 << (32 - length)) / (1 << (32 - block))))
      }
    }
  }

  @Test func `finds the longest prefix that has room`() {
    for count in 1...70_000 {
      let length = IPPrefix.length(forAddresses: count)!
      #expect(1 << (32 - length) >= count)
      #expect(length == 32 || 1 << (32 - length - 1) < count)
    }
    #expect(IPPrefix.length(forAddresses: 0) == 32)
    #expect(IPPrefix.length(forAddresses: (1 << 32) + 1) == nil)
    #expect(IPPrefix.length(forAddresses: .max) == nil)
  }
}

@Suite struct `What pools take from a subnet` {
  @Test(arguments: [(50, 1, 30, 1581, 21), (60, 1, 30, 1891, 21), (3, 0, 30, 93, 25)])
  func `comes out as the documents' examples do`(nodes: Int, surge: Int, pods: Int, addresses: Int, length: Int) {
    let demand = SubnetDemand(nodes: nodes, surge: surge, podsPerNode: pods)
    #expect(demand.addresses == addresses)
    #expect(IPPrefix.length(forAddresses: addresses + SubnetDemand.reservedByAzure) == length)
  }

  @Test func `does not overflow`() {
    #expect(SubnetDemand(nodes: .max, surge: 1, podsPerNode: 1).addresses == .max)
    #expect(SubnetDemand(nodes: 1 << 40, surge: 0, podsPerNode: 1 << 40).addresses == .max)
  }

  @Test(arguments: [
    ("1", 5, 1), ("33%", 5, 2), ("33%", 3, 1), ("100%", 7, 7), ("0", 9, 0), ("0%", 9, 0), ("10%", 1, 1),
  ])
  func `counts a share of surge nodes rounded up`(text: String, count: Int, nodes: Int) throws {
    #expect(try #require(Surge(text)).nodes(of: count) == nodes)
  }

  @Test(arguments: ["", "%", "-1", "ten", "1.5", "-5%"])
  func `knows no other form of surge`(text: String) {
    #expect(Surge(text) == nil)
  }
}
