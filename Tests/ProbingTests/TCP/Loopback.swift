import Glibc
import Model

@testable import Probing

/// Sockets on loopback with ports that the system chose.
enum Loopback {
  struct Failure: Error {
    let action: String
    let code: Int32
  }

  /// A bound socket and its address; port 0 lets the system choose.
  static func socket(_ type: __socket_type, ip: String = "127.0.0.1", port: UInt16 = 0) throws -> (Int32, SocketAddress)
  {
    guard let address = IPAddress(ip) else { throw Failure(action: "read \(ip)", code: 0) }
    let wanted = SocketAddress(address, port: port)
    let descriptor = Glibc.socket(wanted.systemFamily, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(action: "socket", code: errno) }
    var one: Int32 = 1
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, 4)
    let bound = unsafe wanted.withSystemAddress { unsafe bind(descriptor, $0, $1) }
    guard bound == 0 else {
      let code = errno
      close(descriptor)
      throw Failure(action: "bind", code: code)
    }
    var system = sockaddr_in()  // the port is at the same place in both families
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &system) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe getsockname(descriptor, $0, &length)
      }
    }
    return (descriptor, SocketAddress(address, port: UInt16(bigEndian: system.sin_port)))
  }

  /// A port where nobody listens, kept from being given to another test: bound, but not listening; over UDP connected
  /// elsewhere, so that it takes no datagram from us.
  static func closedPort(_ type: __socket_type, ip: String = "127.0.0.1") throws -> OwnedSockets {
    let (descriptor, address) = try socket(type, ip: ip)
    if type == SOCK_DGRAM {
      _ = unsafe SocketAddress(address.address, port: 9).withSystemAddress { unsafe connect(descriptor, $0, $1) }
    }
    return OwnedSockets([descriptor], address: address)
  }

  /// A listener that accepts connections in the kernel and never says a word.
  static func listener(ip: String = "127.0.0.1", backlog: Int32 = 16) throws -> OwnedSockets {
    let (descriptor, address) = try socket(SOCK_STREAM, ip: ip)
    listen(descriptor, backlog)
    return OwnedSockets([descriptor], address: address)
  }

  /// A listener whose queue is full, so that a further SYN is dropped: silence.
  static func fullListener(ip: String = "127.0.0.1", port: UInt16 = 0) throws -> OwnedSockets {
    let (descriptor, address) = try socket(SOCK_STREAM, ip: ip, port: port)
    listen(descriptor, 0)
    var descriptors = [descriptor]
    for _ in 0..<4 {
      let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let filler = Glibc.socket(address.systemFamily, type, 0)
      _ = unsafe address.withSystemAddress { unsafe connect(filler, $0, $1) }
      descriptors.append(filler)
    }
    return OwnedSockets(descriptors, address: address)
  }
}

/// Sockets that are closed at the end of the test.
final class OwnedSockets: Sendable {
  let address: SocketAddress
  private let descriptors: [Int32]

  init(_ descriptors: [Int32], address: SocketAddress) {
    self.descriptors = descriptors
    self.address = address
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }
}
