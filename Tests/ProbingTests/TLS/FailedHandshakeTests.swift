import Model
import Testing

@testable import Probing

@Suite struct `A handshake that fails` {
  private let climb = Climb()

  /// The ending of a handshake with a server that does this after the client's first message.
  private func ending(_ climb: Climb? = nil, _ script: @escaping @Sendable (Peer) -> Void) async throws
    -> Handshake.Ending?
  {
    let server = LoopbackServer { peer in
      _ = peer.read()
      script(peer)
    }
    return try await (climb ?? self.climb).up(server).handshake?.ending
  }

  @Test func `is unanswered when the peer says nothing until the deadline`() async throws {
    var climb = climb
    climb.timeout = .milliseconds(60)
    let ending = try await ending(climb) { $0.waitForEnd() }
    guard case .unanswered(let after) = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
    #expect((1...5_000).contains(after.rounded))
  }

  @Test func `is unanswered when the peer stops in the middle`() async throws {
    var climb = climb
    climb.timeout = .milliseconds(60)
    let ending = try await ending(climb) { peer in
      peer.write([22, 3, 3, 0, 100, 2])
      peer.waitForEnd()
    }
    guard case .unanswered = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
  }

  @Test func `is reset`() async throws {
    let ending = try await ending { $0.reset() }
    guard case .reset = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
  }

  @Test func `is closed`() async throws {
    let ending = try await ending { _ in }
    guard case .closed = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
  }

  @Test(arguments: [
    (40, "handshake_failure"), (70, "protocol_version"), (112, "unrecognized_name"), (200, "alert 200"),
  ])
  func `names the alert`(code: UInt8, name: String) async throws {
    let ending = try await ending { $0.write([21, 3, 3, 0, 2, 2, code]) }
    guard case .alerted(let alert, _) = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
    #expect(alert == name)
  }

  @Test(arguments: [
    ("HTTP/1.1 400 Bad Request\r\n\r\n", "plain HTTP"), ("SSH-2.0-OpenSSH_9.2\r\n", "SSH"),
    ("<html>", "bytes 3c 68 74 6d 6c"),
  ])
  func `is not TLS when something else came`(text: String, name: String) async throws {
    let ending = try await ending { $0.write(text) }
    guard case .notTLS(let reason, _) = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
    #expect(reason == name)
  }

  @Test func `is unsupported when the server chooses a version that this client did not offer`() async throws {
    let ending = try await ending { peer in
      // A ServerHello of TLS 1.0 with TLS_RSA_WITH_AES_128_CBC_SHA (RFC 2246 section 7.4.1.3).
      let hello: [UInt8] = [2, 0, 0, 38, 3, 1] + [UInt8](repeating: 7, count: 32) + [0, 0, 0x2F, 0]
      peer.write([22, 3, 1, 0, UInt8(hello.count)] + hello)
      peer.waitForEnd()
    }
    guard case .unsupported(let reason, _) = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
    #expect(reason == "TLS 1.0")
  }

  @Test func `was not tried when no time was left`() async throws {
    var climb = climb
    climb.timeout = .milliseconds(-1)
    let ending = try await ending(climb) { $0.waitForEnd() }
    guard case .notTried = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
  }
}
