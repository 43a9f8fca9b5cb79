import Glibc
import Model

/// A socket on IPv4 loopback, closed at the end of its life; all of 127.0.0.0/8 can be bound without any right.
struct LoopbackSocket: ~Copyable {
  enum Kind {
    case stream, datagram
  }

  let descriptor: Int32

  /// Makes a socket that never blocks.
  init(_ kind: Kind) throws {
    let type = kind == .stream ? SOCK_STREAM : SOCK_DGRAM
    let flags = SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    descriptor = socket(AF_INET, Int32(type.rawValue | flags), 0)
    guard descriptor >= 0 else { throw ServerError.system(call: "socket", code: errno) }
  }

  deinit { close(descriptor) }

  /// Another descriptor of the same socket, not inherited by children, for a longer life.
  func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }

  /// Binds without `SO_REUSEADDR`, so that a port in use is refused, and one bound here is refused to others.
  func bind(to address: SocketAddress) throws {
    let status = unsafe withSocketAddress(address) { unsafe Glibc.bind(descriptor, $0, $1) }
    guard status == 0 else { throw ServerError.system(call: "bind to \(address)", code: errno) }
  }

  func listen(backlog: Int32) throws {
    guard Glibc.listen(descriptor, backlog) == 0 else { throw ServerError.system(call: "listen", code: errno) }
  }

  /// Begins to connect; returns whether the connection is up already, as it is at once on loopback if it is accepted.
  func connect(to address: SocketAddress) -> Bool {
    unsafe withSocketAddress(address) { unsafe Glibc.connect(descriptor, $0, $1) } == 0 || isWritable(within: 100)
  }

  /// Sends one datagram to the peer and returns its answer, or `nil` if there is none within `milliseconds`.
  func answer(to datagram: [UInt8], within milliseconds: Int32) -> [UInt8]? {
    guard unsafe send(descriptor, datagram, datagram.count, Int32(MSG_NOSIGNAL)) == datagram.count else {
      return nil
    }
    guard wait(for: Int16(POLLIN), within: milliseconds) else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  private func isWritable(within milliseconds: Int32) -> Bool {
    guard wait(for: Int16(POLLOUT), within: milliseconds) else { return false }
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 && code == 0
  }

  private func wait(for events: Int16, within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: events, revents: 0)
    return unsafe poll(&entry, 1, milliseconds) == 1 && entry.revents & events != 0
  }

  private func withSocketAddress(
    _ address: SocketAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    guard case .v4(let bits) = address.address else { return -1 }
    var raw = sockaddr_in()
    raw.sin_family = sa_family_t(AF_INET)
    raw.sin_port = address.port.bigEndian
    raw.sin_addr.s_addr = bits.bigEndian
    return unsafe withUnsafePointer(to: &raw) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
