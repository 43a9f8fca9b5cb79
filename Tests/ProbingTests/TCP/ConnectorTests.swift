import EventLoop
import Execution
import Glibc
import Model
import Testing

@testable import Probing

@Suite(.timeLimit(.minutes(1))) struct `A connection` {
  @Test(arguments: ["127.0.0.1", "::1"])
  func `is made, with the kernel's round trip`(ip: String) async throws {
    guard let listener = try? Loopback.listener(ip: ip) else { return }  // a machine without IPv6
    let connection = try await connect(to: listener.address)
    guard case .connected(_, let roundTrip) = connection.ending else {
      Issue.record("\(connection.ending)")
      return
    }
    #expect(connection.address == listener.address)
    #expect(roundTrip != nil)
  }

  @Test func `is refused by a port where nobody listens`() async throws {
    let closed = try Loopback.closedPort(SOCK_STREAM)
    let connection = try await connect(to: closed.address)
    guard case .refused = connection.ending else {
      Issue.record("\(connection.ending)")
      return
    }
  }

  @Test func `is unanswered at the deadline when the SYN is dropped`() async throws {
    let listener = try Loopback.fullListener()
    let start = ContinuousClock.now
    let connection = try await connect(to: listener.address, within: .milliseconds(80))
    guard case .unanswered(let after) = connection.ending else {
      Issue.record("\(connection.ending)")
      return
    }
    #expect((80...5_000).contains(after.rounded))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `is not tried without time`() async throws {
    let closed = try Loopback.closedPort(SOCK_STREAM)
    let connection = try await connect(to: closed.address, within: .zero)
    guard case .notTried = connection.ending else {
      Issue.record("\(connection.ending)")
      return
    }
  }

  @Test func `hands over a socket that is still open`() async throws {
    let listener = try Loopback.listener()
    try await withReactor { reactor in
      let connector = Connector(reactor: reactor)
      let attempt = await connector.connect(to: listener.address, by: .now + .seconds(5))
      let descriptor = attempt.takeSocket()?.take() ?? -1
      #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)
      #expect(close(descriptor) == 0)
      await connector.close()
    }
  }

  @Test func `ends at once when the task is canceled`() async throws {
    let listener = try Loopback.fullListener()
    let start = ContinuousClock.now
    try await withReactor { reactor in
      let connector = Connector(reactor: reactor)
      let task = Task { await connector.connect(to: listener.address, by: .now + .seconds(30)).gathered }
      task.cancel()
      guard case .connection(let connection) = await task.value.evidence, case .notTried = connection.ending else {
        Issue.record("it was tried")
        return
      }
      await connector.close()
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(
    arguments: [
      (ECONNREFUSED, Connection.Ending.refused(after: .zero)), (ETIMEDOUT, .unanswered(after: .zero)),
      (EHOSTUNREACH, .unreachable(reason: .host, after: .zero)),
      (ENETUNREACH, .unreachable(reason: .network, after: .zero)),
      (EACCES, .unreachable(reason: .prohibited, after: .zero)),
      (EPERM, .unreachable(reason: .prohibited, after: .zero)),
    ] as [(Int32, Connection.Ending)])
  func `ends as the error number says`(code: Int32, ending: Connection.Ending) {
    #expect(Connection.Ending(code: code, message: nil, family: .ipv4, after: .zero) == ending)
  }

  @Test(arguments: [EMFILE, EADDRNOTAVAIL, ENOBUFS] as [Int32])
  func `is not tried when this machine lacks something`(code: Int32) {
    guard case .notTried = Connection.Ending(code: code, message: nil, family: .ipv4, after: .zero) else {
      Issue.record("\(code)")
      return
    }
  }

  @Test(arguments: [EAFNOSUPPORT, EADDRNOTAVAIL, ENETUNREACH] as [Int32])
  func `has no network on a machine without IPv6`(code: Int32) {
    let ending = Connection.Ending(code: code, message: nil, family: .ipv6, after: .zero)
    #expect(ending == .unreachable(reason: .network, after: .zero))
  }

  @Test(
    arguments: [
      (ICMPMessage(isVersion6: false, type: 3, code: 13), true),
      (ICMPMessage(isVersion6: false, type: 3, code: 9), true),
      (ICMPMessage(isVersion6: false, type: 3, code: 1), false),
      (ICMPMessage(isVersion6: true, type: 1, code: 1), true),
      (ICMPMessage(isVersion6: true, type: 1, code: 3), false), (ICMPMessage(packed: 0), false),
      (ICMPMessage(packed: 0x02_03_0D), true), (ICMPMessage(packed: 0x03_01_06), true),
    ] as [(ICMPMessage?, Bool)])
  func `is prohibited when the ICMP message says so`(message: ICMPMessage?, isProhibited: Bool) {
    let ending = Connection.Ending(code: EHOSTUNREACH, message: message, family: .ipv4, after: .zero)
    #expect(ending == .unreachable(reason: isProhibited ? .prohibited : .host, after: .zero))
  }

  private func connect(to address: SocketAddress, within time: Duration = .seconds(5)) async throws -> Connection {
    let gathered = try await withReactor { reactor in
      let connector = Connector(reactor: reactor)
      let attempt = await connector.connect(to: address, by: .now + time)
      await connector.close()
      return attempt.gathered
    }
    guard case .connection(let connection) = gathered.evidence else { throw CancellationError() }
    return connection
  }
}
