import Foundation
import Synchronization

/// Listens on 127.0.0.1, port chosen by the system, and treats each connection, on a thread of its own, as a script says.
final class LoopbackServer: Sendable {
  let port: UInt16
  private let listener: Int32

  init(_ script: @escaping @Sendable (Peer) -> Void) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    unsafe address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        precondition(unsafe bind(listener, pointer, length) == 0 && listen(listener, 64) == 0)
        unsafe getsockname(listener, pointer, &length)
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread {
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return }
        Thread.detachNewThread { script(Peer(descriptor: descriptor)) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// A connection to the server, opened as `Transfers` wants it.
  func connect() -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    unsafe address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = port.bigEndian
    _ = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    unsafe poll(&wait, 1, 5_000)
    return descriptor
  }
}

/// The server's side of one connection. Closed when the script ends, unless it was reset.
final class Peer {
  let descriptor: Int32
  private var isClosed = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { if !isClosed { close(descriptor) } }

  /// Writes until the other side no longer takes it; whether all was written.
  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// What is there, at least one byte; empty at the end.
  func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
    return Array(buffer.prefix(max(0, count)))
  }

  /// The head of a request.
  @discardableResult
  func readHead() -> String {
    var head = ""
    while !head.contains("\r\n\r\n") {
      let bytes = read()
      if bytes.isEmpty { break }
      head += String(decoding: bytes, as: UTF8.self)
    }
    return head
  }

  /// Says nothing more until the other side goes away.
  func waitForEnd() {
    while !read().isEmpty {}
  }

  /// Closes with RST.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close(descriptor)
    isClosed = true
  }
}
