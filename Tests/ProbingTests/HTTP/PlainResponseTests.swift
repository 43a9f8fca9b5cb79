import Model
import Probing
import Testing

@Suite struct `A response over plain HTTP` {
  @Test func `is recorded with status, kept headers and body`() async throws {
    let server = LoopbackServer { peer in
      peer.readHead()
      peer.write(
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"https://x/\"\r\nSet-Cookie: a=b\r\n"
          + "X-Ms-Token: secret\r\nContent-Length: 3\r\n\r\nno\n")
      peer.waitForEnd()
    }
    let answer = try #require(try await Climb(transport: .http).up(server).answer)
    #expect(answer.status == 401)
    #expect(answer.headers.map(\.name) == ["www-authenticate", "content-length"])
    #expect(answer.body == "no\n")
    #expect(answer.bodyIsComplete)
  }
}
