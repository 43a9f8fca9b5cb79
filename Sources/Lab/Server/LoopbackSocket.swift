import Glibc
import Model

/// Sockets on loopback addresses.
enum LoopbackSocket {
  /// How a TCP address treats those who connect.
  enum Manner {
    /// Accepts, by an accept loop.
    case listens
    /// The port is taken, and closed to everybody.
    case refuses
    /// Listens, but its queue is full: the kernel drops SYN packets.
    case drops
  }

  /// A bound UDP socket, non-blocking.
  static func datagram(at address: SocketAddress) throws(LabError) -> Descriptor {
    try bound(SOCK_DGRAM, at: address)
  }

  /// A bound TCP socket, listening and non-blocking if connections are to be accepted. Port 0: the system chooses.
  static func stream(at address: SocketAddress, manner: Manner) throws(LabError) -> Descriptor {
    let descriptor = try bound(SOCK_STREAM, at: address)
    if manner == .refuses { return descriptor }
    guard listen(descriptor.number, manner == .drops ? 0 : 128) == 0 else {
      throw LabError(attempt: "listen at \(address)", code: errno)
    }
    return descriptor
  }

  /// The port that a socket is bound to.
  static func port(of descriptor: Descriptor) -> UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe getsockname(descriptor.number, $0, &length)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Fills the queue of a listener that never accepts, and makes sure that it is full: that a further connection
  /// is met with silence. The connections returned keep it so.
  static func connectionsThatFill(_ address: SocketAddress) throws(LabError) -> [Descriptor] {
    var kept: [Descriptor] = []
    // With a backlog of 0 Linux queues one connection; leave room for a kernel that queues a few more.
    while kept.count < 16 {
      let descriptor = try socket(SOCK_STREAM)
      let wait: Int32 = kept.isEmpty ? 1000 : 100
      guard try connects(descriptor, to: address, milliseconds: wait) else {
        if !kept.isEmpty { return kept }
        throw LabError(attempt: "connect to its own listener at \(address)", reason: "no answer within a second")
      }
      kept.append(descriptor)
    }
    throw LabError(attempt: "make \(address) silent", reason: "this kernel goes on accepting connections")
  }

  /// Whether a connection is made in time.
  private static func connects(
    _ descriptor: Descriptor, to address: SocketAddress, milliseconds: Int32
  ) throws(LabError) -> Bool {
    let status = unsafe withSystemAddress(address) { unsafe connect(descriptor.number, $0, $1) }
    if status == 0 { return true }
    guard errno == EINPROGRESS else { throw LabError(attempt: "connect to \(address)", code: errno) }
    var events = pollfd(fd: descriptor.number, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&events, 1, milliseconds) == 1 else { return false }
    return events.revents & Int16(POLLERR | POLLHUP) == 0
  }

  private static func bound(_ type: __socket_type, at address: SocketAddress) throws(LabError) -> Descriptor {
    let descriptor = try socket(type)
    guard unsafe withSystemAddress(address, { unsafe bind(descriptor.number, $0, $1) }) == 0 else {
      throw LabError(attempt: "bind \(address)", code: errno)
    }
    return descriptor
  }

  private static func socket(_ type: __socket_type) throws(LabError) -> Descriptor {
    let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let number = Glibc.socket(AF_INET, Int32(type.rawValue) | flags, 0)
    guard number >= 0 else { throw LabError(attempt: "open a socket", code: errno) }
    return Descriptor(number)
  }

  private static func withSystemAddress(
    _ address: SocketAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    guard case .v4(let bits) = address.address else { preconditionFailure("the lab is at IPv4 addresses only") }
    var system = sockaddr_in()
    system.sin_family = sa_family_t(AF_INET)
    system.sin_port = address.port.bigEndian
    system.sin_addr.s_addr = bits.bigEndian
    return unsafe withUnsafePointer(to: &system) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
