import Model
import Testing

@testable import Probing

@Suite struct `A tunnel through a proxy` {
  private static let root = TestCertificate.make("Root", isAuthority: true)
  private static let leaf = TestCertificate.make("leaf", for: ["DNS:good.test"], by: root)
  private let climb = Climb(isProxied: true, trusted: [root])

  @Test func `that opens leads to the endpoint's handshake and response`() async throws {
    let proxy = LoopbackServer { peer in
      let head = peer.readHead()
      guard head.hasPrefix("CONNECT good.test:443 HTTP/1.1\r\n"), head.contains("User-Agent: aml-preflight") else {
        return
      }
      peer.write("HTTP/1.1 200 Connection established\r\nVia: squid\r\n\r\n")
      guard let tls = TLSPeer(peer, .init(chain: [Self.leaf])) else { return }
      _ = tls.readHead()
      tls.write("HTTP/1.1 403 Forbidden\r\nServer: origin\r\nContent-Length: 0\r\n\r\n")
      peer.waitForEnd()
    }
    let gathered = try await climb.up(proxy)
    guard case .opened = gathered.tunnel?.ending else {
      Issue.record("\(gathered)")
      return
    }
    #expect(gathered.tunnel?.target == "good.test:443")
    #expect(gathered.tunnel?.proxy == "127.0.0.1:\(proxy.port)")
    #expect(gathered.handshake?.chainErrors.isEmpty == true)
    #expect(gathered.answer?.status == 403)
    #expect(gathered.answer?.headers.map(\.value) == ["origin", "0"])
    #expect(gathered.response?.url == "https://good.test/")
  }

  @Test(arguments: [403, 407, 502])
  func `is denied with the proxy's status`(status: Int) async throws {
    let proxy = LoopbackServer { peer in
      peer.readHead()
      peer.write(
        "HTTP/1.1 \(status) No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 100000\r\n\r\n<html>")
      peer.waitForEnd()
    }
    let gathered = try await climb.up(proxy)
    guard case .denied(status, _) = gathered.tunnel?.ending else {
      Issue.record("\(gathered)")
      return
    }
    #expect(gathered.count == 1)
  }

  @Test func `is unanswered when the proxy says nothing`() async throws {
    var climb = climb
    climb.timeout = .milliseconds(60)
    let gathered = try await climb.up(LoopbackServer { $0.waitForEnd() })
    guard case .unanswered(let after) = gathered.tunnel?.ending, gathered.count == 1 else {
      Issue.record("\(gathered)")
      return
    }
    #expect((1...5_000).contains(after.rounded))
  }

  @Test func `fails when the proxy closes, resets or speaks something else`() async throws {
    let scripts: [(@Sendable (Peer) -> Void, String)] = [
      ({ $0.readHead() }, "the proxy closed the connection without an answer"),
      (
        { peer in
          peer.readHead()
          peer.reset()
        }, "the proxy reset the connection"
      ),
      (
        { peer in
          peer.readHead()
          peer.write("SSH-2.0-OpenSSH\r\n\r\n")
          peer.waitForEnd()
        }, "the proxy's answer is not HTTP"
      ),
    ]
    for (script, expected) in scripts {
      let gathered = try await climb.up(LoopbackServer(script))
      guard case .failed(expected, _) = gathered.tunnel?.ending else {
        Issue.record("\(expected): \(gathered)")
        continue
      }
    }
  }

  @Test func `is all that is asked for where TLS is not spoken`() async throws {
    let proxy = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      peer.waitForEnd()
    }
    var climb = climb
    climb.transport = .tcp
    climb.upTo = .connection
    let gathered = try await climb.up(proxy)
    guard case .opened = gathered.tunnel?.ending, gathered.count == 1 else {
      Issue.record("\(gathered)")
      return
    }
  }

  @Test func `that opens does not hide that the handshake behind it is silent`() async throws {
    let proxy = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      peer.waitForEnd()
    }
    var climb = climb
    climb.timeout = .milliseconds(300)
    let gathered = try await climb.up(proxy)
    guard case .opened = gathered.tunnel?.ending, case .unanswered = gathered.handshake?.ending else {
      Issue.record("\(gathered)")
      return
    }
  }

  @Test func `is not asked for with plain HTTP, whose request the proxy forwards`() async throws {
    let proxy = LoopbackServer { peer in
      let head = peer.readHead()
      guard head.hasPrefix("GET http://good.test:443/ HTTP/1.1\r\n") else { return }
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      peer.waitForEnd()
    }
    var climb = climb
    climb.transport = .http
    let gathered = try await climb.up(proxy)
    #expect(gathered.tunnel == nil)
    #expect(gathered.answer?.status == 200)
  }

  @Test func `is denied where the proxy wants credentials for a forwarded request`() async throws {
    let proxy = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
      peer.waitForEnd()
    }
    var climb = climb
    climb.transport = .http
    guard case .denied(407, _) = try await climb.up(proxy).tunnel?.ending else {
      Issue.record("expected a refusal by the proxy")
      return
    }
  }
}
