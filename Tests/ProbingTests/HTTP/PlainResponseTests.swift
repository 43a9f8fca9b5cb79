import Model
import Testing

@testable import Probing

@Suite struct `A response over plain HTTP` {
  private let climb = Climb(transport: .http)

  /// A server that answers every request with this text and then waits for the client to go.
  private func server(answering text: String) -> LoopbackServer {
    LoopbackServer { peer in
      peer.readHead()
      peer.write(text)
      peer.waitForEnd()
    }
  }

  @Test func `is recorded with status, kept headers and body`() async throws {
    let server = server(
      answering: "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"https://x/\"\r\nSet-Cookie: a=b\r\n"
        + "X-Ms-Token: secret\r\nContent-Length: 3\r\n\r\nno\n")
    let answer = try #require(try await climb.up(server).answer)
    #expect(answer.status == 401)
    #expect(answer.headers.map(\.name) == ["www-authenticate", "content-length"])
    #expect(answer.body == "no\n")
    #expect(answer.bodyIsComplete)
  }

  @Test func `is asked for with our own name, the path and no credentials`() async throws {
    let server = LoopbackServer { peer in
      let head = peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(head.utf8.count)\r\n\r\n\(head)")
      peer.waitForEnd()
    }
    var climb = climb
    climb.path = "/v2/a b?x=\u{E9}"
    let body = try #require(try await climb.up(server).answer?.body)
    #expect(
      body == "GET /v2/a%20b?x=%C3%A9 HTTP/1.1\r\nHost: good.test:\(server.port)\r\nUser-Agent: aml-preflight\r\n"
        + "Accept: */*\r\n\r\n")
  }

  @Test func `does not follow a redirect, and keeps of its target neither user nor query`() async throws {
    let server = server(
      answering: "HTTP/1.1 302 Found\r\nLocation: https://u:p@portal.corp/login?sig=abc\r\nContent-Length: 0\r\n\r\n")
    let answer = try #require(try await climb.up(server).answer)
    #expect(answer.status == 302)
    #expect(answer.header("location") == "https://portal.corp/login")
  }

  @Test func `ends after 64 KiB of a body without end`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      while peer.write(String(repeating: "x", count: 4_096)) {}
    }
    let answer = try #require(try await climb.up(server).answer)
    #expect((64 << 10..<128 << 10).contains(answer.bodyBytes))
    #expect(answer.body.utf8.count == Response.Answer.bodyLimit)
    #expect(!answer.bodyIsComplete)
  }

  @Test func `is an answer although its body was still trickling at the deadline`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nab")
      peer.waitForEnd()
    }
    var climb = climb
    climb.timeout = .milliseconds(300)
    let answer = try #require(try await climb.up(server).answer)
    #expect(answer.body == "ab")
    #expect(!answer.bodyIsComplete)
    #expect((1...5_000).contains(answer.total.rounded))
  }

  @Test func `is an answer although its headers are endless`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nServer: s\r\n")
      while peer.write("X-Long: \(String(repeating: "x", count: 4_000))\r\n") {}
    }
    let answer = try #require(try await climb.up(server).answer)
    #expect(answer.header("server") == "s")
    #expect(!answer.bodyIsComplete)
  }

  @Test func `is the final one, not an interim one before it`() async throws {
    let server = server(
      answering: "HTTP/1.1 103 Early Hints\r\nServer: early\r\n\r\nHTTP/1.1 204 No Content\r\nServer: late\r\n\r\n")
    let answer = try #require(try await climb.up(server).answer)
    #expect(answer.status == 204)
    #expect(answer.headers.map(\.value) == ["late"])
    #expect(answer.bodyIsComplete)
  }

  @Test func `replaces bytes of the body that are not UTF-8`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na".utf8) + [0xFF, 0x62])
      peer.waitForEnd()
    }
    #expect(try await climb.up(server).answer?.body == "a\u{FFFD}b")
  }

  @Test func `is unanswered when nothing came before the deadline`() async throws {
    let server = LoopbackServer { $0.waitForEnd() }
    var climb = climb
    climb.timeout = .milliseconds(60)
    guard case .unanswered(let after) = try await climb.up(server).response?.ending else {
      Issue.record("expected silence")
      return
    }
    #expect((1...5_000).contains(after.rounded))
  }

  @Test func `tells a reset from a close`() async throws {
    let resetting = LoopbackServer { peer in
      peer.readHead()
      peer.reset()
    }
    let closing = LoopbackServer { $0.readHead() }
    guard case .reset = try await climb.up(resetting).response?.ending else {
      Issue.record("expected a reset")
      return
    }
    guard case .closed = try await climb.up(closing).response?.ending else {
      Issue.record("expected a close")
      return
    }
  }

  @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "220 mail.corp ESMTP\r\n\r\n", "HTTP/1.1 two hundred\r\n\r\n"])
  func `is not HTTP when something else came`(text: String) async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write(text)
    }
    guard case .notHTTP = try await climb.up(server).response?.ending else {
      Issue.record("expected something else than HTTP")
      return
    }
  }

  @Test func `is incomplete when the connection broke within the body`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    }
    let answer = try #require(try await climb.up(server).answer)
    #expect(answer.bodyBytes == 3)
    #expect(!answer.bodyIsComplete)
  }

  @Test func `needs no request below its rung`() async throws {
    var climb = climb
    climb.upTo = .handshake
    let server = LoopbackServer { $0.waitForEnd() }
    #expect(try await climb.up(server).isEmpty)
  }
}
