import EventLoop
import Glibc
import Model
import Synchronization

@testable import Probing

/// A nameserver on loopback that does what a test tells it, on a port that the system chose.
final class LoopbackNameserver: Sendable {
  /// A query as it came.
  struct Query: Sendable {
    let bytes: [UInt8]
    let isOverTCP: Bool

    var id: UInt16 { UInt16(bytes[0]) << 8 | UInt16(bytes[1]) }
    /// The question's name, lower case.
    var name: String { question.name }
    var type: UInt16 { question.type.rawValue }

    private var question: ReceivedMessage.Question {
      var reader = MessageReader(bytes)
      // A query of c-ares is well-formed; anything else fails the test where it is looked at.
      _ = try? reader.readBytes(12, of: .header)
      return (try? ReceivedMessage.Question(&reader)) ?? .init(name: "", type: .a, dnsClass: 0)
    }

    /// The beginning of a response to this query.
    func response(flags: UInt16 = 0x8180, answers: UInt16 = 0, question: String? = nil) -> DNSBytes {
      .response(id: id, flags: flags, question: question ?? name, type: type, answers: answers)
    }

    /// A response with these addresses, as far as they are of the type asked for.
    func response(addresses: [String], flags: UInt16 = 0x8180) -> [UInt8] {
      let suitable = addresses.compactMap(IPAddress.init).filter { $0.bytes.count == (type == 1 ? 4 : 16) }
      var response = response(flags: flags, answers: UInt16(suitable.count))
      for address in suitable { response.addRecord(type: type, data: address.bytes) }
      return response.bytes
    }
  }

  /// What is sent back: one datagram, or message over TCP, each.
  typealias Behavior = @Sendable (Query) -> [[UInt8]]

  enum TCP: Sendable {
    case closed, silent
    /// Closes the connection when a query comes.
    case hangsUp
    case answers
  }

  let address: SocketAddress
  private let reactor: Reactor
  private let descriptors: [Int32]
  private let log: Log

  private final class Log: Sendable {
    let queries = Mutex<[Query]>([])
    let connections = Mutex<[Int32]>([])
  }

  init(ip: String = "127.0.0.1", tcp: TCP = .closed, behavior: @escaping Behavior) throws {
    let log = Log()
    let reactor = try Reactor()
    let (udp, listener, address) = try Self.sockets(ip: ip)
    let descriptors = [udp, listener]
    reactor.watch(udp, for: .readable) { _ in Self.serveUDP(udp, log, behavior) }
    if tcp != .closed {
      listen(listener, 16)
      reactor.watch(listener, for: .readable) { [unowned reactor] _ in
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        log.connections.withLock { $0.append(connection) }
        reactor.watch(connection, for: .readable) { [unowned reactor] _ in
          Self.serveTCP(connection, reactor, tcp, log, behavior)
        }
      }
    }
    try reactor.start()
    self.log = log
    self.reactor = reactor
    self.descriptors = descriptors
    self.address = address
  }

  deinit {
    reactor.stop()
    for descriptor in descriptors + log.connections.withLock({ $0 }) { close(descriptor) }
  }

  /// A socket of each kind on the same port; the second's may be taken already, and then another one is tried.
  private static func sockets(ip: String) throws -> (udp: Int32, tcp: Int32, address: SocketAddress) {
    for _ in 0..<50 {
      let (udp, address) = try Loopback.socket(SOCK_DGRAM, ip: ip)
      if let (tcp, _) = try? Loopback.socket(SOCK_STREAM, ip: ip, port: address.port) { return (udp, tcp, address) }
      close(udp)
    }
    throw Loopback.Failure(action: "find a port for UDP and TCP", code: EADDRINUSE)
  }

  /// The queries so far.
  var queries: [Query] { log.queries.withLock { $0 } }

  private static func serveUDP(_ descriptor: Int32, _ log: Log, _ behavior: Behavior) {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    var peer = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    unsafe withUnsafeMutablePointer(to: &peer) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { peer in
        let count = unsafe recvfrom(descriptor, &buffer, buffer.count, 0, peer, &length)
        guard count >= 12 else { return }
        let query = Query(bytes: Array(buffer[..<count]), isOverTCP: false)
        log.queries.withLock { $0.append(query) }
        for reply in behavior(query) { _ = unsafe sendto(descriptor, reply, reply.count, 0, peer, length) }
      }
    }
  }

  private static func serveTCP(
    _ descriptor: Int32, _ reactor: Reactor, _ tcp: TCP, _ log: Log, _ behavior: Behavior
  ) {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    guard count > 14 else {
      reactor.unwatch(descriptor)
      return
    }
    let query = Query(bytes: Array(buffer[2..<count]), isOverTCP: true)
    log.queries.withLock { $0.append(query) }
    switch tcp {
    case .closed, .silent: break
    case .hangsUp:
      reactor.unwatch(descriptor)
      shutdown(descriptor, Int32(SHUT_RDWR))
    case .answers:
      for reply in behavior(query) {
        let framed = [UInt8(reply.count >> 8), UInt8(truncatingIfNeeded: reply.count)] + reply
        _ = unsafe write(descriptor, framed, framed.count)
      }
    }
  }
}
