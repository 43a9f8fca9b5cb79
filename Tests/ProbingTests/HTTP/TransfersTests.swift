import EventLoop
import Execution
import Foundation
import Model
import Synchronization
import Testing

@testable import Probing

@Suite struct `Transfers on a reactor` {
  private static let root = TestCertificate.make("Root", isAuthority: true)
  private static let leaf = TestCertificate.make("leaf", for: ["DNS:good.test"], by: root)
  private let climb = Climb(trusted: [root])

  /// A server whose script ends when the client closes its side, which `ended` then tells.
  private func silentServer() -> (server: LoopbackServer, ended: AsyncStream<Void>) {
    let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = LoopbackServer { peer in
      peer.waitForEnd()
      continuation.yield()
    }
    return (server, ended)
  }

  @Test(arguments: [Endpoint.Transport.https, .tcp, .tls, .http])
  func `close the connection they were given`(transport: Endpoint.Transport) async throws {
    let (server, ended) = silentServer()
    var climb = climb
    climb.transport = transport
    climb.timeout = .milliseconds(30)
    _ = try await climb.up(server)
    for await _ in ended { break }
  }

  @Test func `run side by side on one loop`() async throws {
    let server = LoopbackServer { peer in
      guard let tls = TLSPeer(peer, .init(chain: [Self.leaf])) else { return }
      _ = tls.readHead()
      tls.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      peer.waitForEnd()
    }
    let answers = try await climb.withTransfers { transfers in
      await withTaskGroup(of: Response.Answer?.self) { group in
        for _ in 0..<40 {
          group.addTask {
            await transfers.transfer(
              climb.request(to: server), over: ConnectedSocket(server.connect()), by: .now + .seconds(20)
            ).answer
          }
        }
        return await group.reduce(into: []) { $0.append($1?.body) }
      }
    }
    #expect(answers == Array(repeating: "ok", count: 40))
  }

  @Test func `end at once when their task is canceled, with what was in the making as not tried`() async throws {
    let (server, ended) = silentServer()
    let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
    let started = ContinuousClock.now
    let gathered = try await climb.withTransfers { transfers in
      let task = Task {
        continuation.yield()
        return await transfers.transfer(
          climb.request(to: server), over: ConnectedSocket(server.connect()), by: .now + .seconds(600))
      }
      for await _ in begun { break }
      task.cancel()
      return await task.value
    }
    guard case .notTried = gathered.handshake?.ending else {
      Issue.record("\(gathered)")
      return
    }
    #expect(ContinuousClock.now - started < .seconds(60))
    for await _ in ended { break }
  }

  @Test func `that are closed leave nobody waiting`() async throws {
    let (server, _) = silentServer()
    let gathered = try await climb.withTransfers { transfers in
      async let pending = transfers.transfer(
        climb.request(to: server), over: ConnectedSocket(server.connect()), by: .now + .seconds(600))
      // The actor runs its jobs in turn; whichever of the two comes first, the transfer must end.
      await transfers.close()
      return await pending
    }
    #expect(gathered.answer == nil)
  }

  @Test func `take the connection that the connector opened`() async throws {
    let server = LoopbackServer { peer in
      guard let tls = TLSPeer(peer, .init(chain: [Self.leaf])) else { return }
      _ = tls.readHead()
      tls.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      peer.waitForEnd()
    }
    let request = climb.request(to: server)
    let answer = try await withReactor { reactor in
      let connector = Connector(reactor: reactor)
      let transfers = try Transfers(on: reactor, trust: TrustStore())
      let deadline = ContinuousClock.now + .seconds(20)
      let attempt = await connector.connect(to: request.address, by: deadline)
      let gathered =
        if let socket = attempt.takeSocket() {
          await transfers.transfer(request, over: socket, by: deadline)
        } else {
          [Gathered]()
        }
      await transfers.close()
      await connector.close()
      return gathered.answer
    }
    #expect(answer?.body == "ok")
  }

  @Test func `are not moved by the environment`() async throws {
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      unsafe setenv(name, "http://127.0.0.1:1", 1)
    }
    defer {
      for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] { unsafe unsetenv(name) }
    }
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      peer.waitForEnd()
    }
    var climb = climb
    climb.transport = .http
    #expect(try await climb.up(server).answer?.status == 200)
  }

  @Test func `tell a broken connection after the handshake from one within it`() async throws {
    let closing = LoopbackServer { peer in
      guard let tls = TLSPeer(peer, .init(chain: [Self.leaf])) else { return }
      _ = tls.readHead()
    }
    let resetting = LoopbackServer { peer in
      guard let tls = TLSPeer(peer, .init(chain: [Self.leaf])) else { return }
      _ = tls.readHead()
      peer.reset()
    }
    let closed = try await climb.up(closing)
    let reset = try await climb.up(resetting)
    #expect(closed.handshake?.isCompleted == true)
    #expect(reset.handshake?.isCompleted == true)
    guard case .closed = closed.response?.ending, case .reset = reset.response?.ending else {
      Issue.record("\(String(describing: closed.response)) \(String(describing: reset.response))")
      return
    }
  }
}
