internal import CAres
internal import Glibc
public import Model

/// An address of this machine, or of this network namespace, with the range on its link.
public struct InterfaceAddress: Sendable, Hashable {
  /// `eth0`.
  public var interface: String
  public var address: IPAddress
  /// How many leading bits all addresses on the link share.
  public var prefixLength: Int

  public init(interface: String, address: IPAddress, prefixLength: Int) {
    self.interface = interface
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Those of all interfaces that are up, without loopback and link-local ones (getifaddrs(3)); none if the system does
  /// not tell.
  public static func all() -> [InterfaceAddress] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&first) == 0 else { return [] }
    // getifaddrs(3): the list is freed as a whole, by its first entry.
    defer { unsafe freeifaddrs(first) }
    var addresses: [InterfaceAddress] = []
    var next = unsafe first
    while let entry = unsafe next {
      unsafe next = entry.pointee.ifa_next
      let isUp = unsafe entry.pointee.ifa_flags & UInt32(IFF_UP) != 0
      let isLoopback = unsafe entry.pointee.ifa_flags & UInt32(IFF_LOOPBACK) != 0
      guard isUp, !isLoopback, let address = unsafe ip(entry.pointee.ifa_addr), !address.isLinkLocalUnicast,
        let mask = unsafe ip(entry.pointee.ifa_netmask), let name = unsafe entry.pointee.ifa_name
      else { continue }
      addresses.append(
        InterfaceAddress(
          interface: unsafe String(cString: name), address: address,
          prefixLength: mask.bytes.reduce(0) { $0 + $1.nonzeroBitCount }))
    }
    return addresses
  }

  /// An address of one of the two families; `nil` for others, such as those of links.
  private static func ip(_ pointer: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
    guard let pointer = unsafe pointer else { return nil }
    switch unsafe Int32(pointer.pointee.sa_family) {
    case AF_INET:
      return unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        unsafe .v4(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
      }
    case AF_INET6:
      return unsafe pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
        unsafe withUnsafeBytes(of: address.pointee.sin6_addr) { bytes in
          unsafe IPAddress(bytes: Array(bytes))
        }
      }
    default: return nil
    }
  }
}

extension IPAddress {
  /// RFC 3927, RFC 4291 section 2.5.6: every interface has such addresses, and no subnet is told by them.
  fileprivate var isLinkLocalUnicast: Bool {
    switch self {
    case .v4(let bits): bits >> 16 == 0xA9FE
    case .v6(let high, _): high >> 54 == 0x3FA
    }
  }
}
