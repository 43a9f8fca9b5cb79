import Foundation
import Glibc
import Model

/// The tests' own view of the lab, by plain sockets and the `openssl` command: none of the lab's code is used.
enum LoopbackClient {
  /// Sends one DNS message over UDP; `nil` when no answer comes in time.
  static func ask(_ message: [UInt8], at server: SocketAddress, milliseconds: Int = 2000) -> [UInt8]? {
    let number = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(number) }
    guard connects(number, to: server), send(message, over: number) else { return nil }
    return receive(from: number, milliseconds: milliseconds)
  }

  /// Sends one DNS message over TCP, with its length before it; `nil` when the port is closed or no answer comes.
  static func askOverTCP(_ message: [UInt8], at server: SocketAddress, milliseconds: Int = 2000) -> [UInt8]? {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    let length = [UInt8(message.count >> 8), UInt8(truncatingIfNeeded: message.count)]
    guard connects(number, to: server), send(length + message, over: number),
      let answer = receive(from: number, milliseconds: milliseconds), answer.count > 2
    else { return nil }
    return Array(answer.dropFirst(2))
  }

  /// How a connection attempt ends.
  enum Attempt: Equatable {
    case connected, refused, silent
  }

  static func attempt(_ address: SocketAddress, milliseconds: Int32) -> Attempt {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    defer { close(number) }
    if connects(number, to: address) { return .connected }
    guard errno == EINPROGRESS else { return .refused }
    var events = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&events, 1, milliseconds) == 1 else { return .silent }
    return events.revents & Int16(POLLERR) == 0 ? .connected : .refused
  }

  /// Connects, sends `bytes`, and reads until the end: what arrived, and the error number the end came with (0: none).
  static func exchange(
    _ bytes: [UInt8], with address: SocketAddress, milliseconds: Int
  ) -> (received: [UInt8], error: Int32) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    guard connects(number, to: address), send(bytes, over: number) else { return ([], errno) }
    setPatience(of: number, milliseconds: milliseconds)
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe recv(number, &buffer, buffer.count, 0)
      guard count > 0 else { return (received, count == 0 ? 0 : errno) }
      received += buffer.prefix(count)
    }
  }

  /// An open connection on which nothing is sent.
  struct HeldConnection {
    fileprivate var number: Int32
    func end() { close(number) }
  }

  static func hold(_ address: SocketAddress) -> HeldConnection {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    _ = connects(number, to: address)
    return HeldConnection(number: number)
  }

  /// What `openssl s_client` says of a handshake and what the server answers to one GET.
  struct TLSReport {
    var text: String
    var isVerified: Bool { text.contains("Verify return code: 0 (ok)") }
  }

  /// Reads to the end, or to `limit` bytes.
  static func tls(
    _ address: SocketAddress, name: String, caFile: String, path: String = "/", options: [String] = [],
    limit: Int = 1_000_000
  ) throws -> TLSReport {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "openssl", "s_client", "-connect", address.description, "-servername", name,
        "-verify_hostname", name, "-CAfile", caFile, "-no-CApath", "-no-CAstore", "-ign_eof",
      ] + options
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    // It may have ended already, without reading.
    signal(SIGPIPE, SIG_IGN)
    try? input.fileHandleForWriting.write(contentsOf: Data("GET \(path) HTTP/1.1\r\nHost: \(name)\r\n\r\n".utf8))
    try? input.fileHandleForWriting.close()
    var data = Data()
    while data.count < limit {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      data += more
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return TLSReport(text: String(decoding: data, as: UTF8.self))
  }
}

extension LoopbackClient {
  private static func connects(_ number: Int32, to address: SocketAddress) -> Bool {
    var system = sockaddr_in()
    system.sin_family = sa_family_t(AF_INET)
    system.sin_port = address.port.bigEndian
    system.sin_addr.s_addr = unsafe inet_addr(address.address.description)
    return unsafe withUnsafePointer(to: &system) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func send(_ bytes: [UInt8], over number: Int32) -> Bool {
    unsafe Glibc.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  private static func receive(from number: Int32, milliseconds: Int) -> [UInt8]? {
    setPatience(of: number, milliseconds: milliseconds)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(number, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  private static func setPatience(of number: Int32, milliseconds: Int) {
    var patience = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
    unsafe setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }
}
