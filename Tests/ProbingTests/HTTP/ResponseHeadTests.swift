import Model
import Testing

@testable import Probing

@Suite struct `The head of a response` {
  private func head(_ lines: [String]) -> ResponseHead {
    var head = ResponseHead()
    for line in lines { guard head.take(line: Array((line + "\r\n").utf8)) else { break } }
    return head
  }

  @Test(arguments: [("HTTP/1.1 200 OK", 200), ("HTTP/1.0 404", 404), ("HTTP/1.1  403  x", 403)])
  func `has a status`(line: String, status: Int) {
    #expect(head([line]).status == status)
  }

  @Test(arguments: [
    "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1 -12", "ICY 200 OK", "http/1.1 200 OK", "\u{0}",
  ])
  func `has none`(line: String) {
    #expect(head([line]).status == nil)
  }

  @Test func `is complete at the empty line, and takes no trailer`() {
    let head = head(["HTTP/1.1 200 OK", "Server: a", "", "Server: b"])
    #expect(head.isComplete)
    #expect(head.headers.map(\.value) == ["a"])
  }

  @Test(arguments: [
    ("x-ms-request-id", true), ("x-ms-version", true), ("server", true), ("docker-distribution-api-version", true),
    ("set-cookie", false), ("authorization", false), ("x-ms-continuationtoken", false), ("x-ms-meta-owner", false),
    ("x-ms-client-key", false), ("x-unknown", false),
  ])
  func `keeps what tells services apart and nothing secret`(name: String, keeps: Bool) {
    #expect(KeptHeaders.keeps(name) == keeps)
  }

  @Test func `cuts long values and replaces control characters`() {
    let head = head(["HTTP/1.1 200 OK", "Server: \u{1B}[31m" + String(repeating: "x", count: 3_000)])
    #expect(head.headers.first?.value.count == 1_024)
    #expect(head.headers.first?.value.hasPrefix("\u{FFFD}[31m") == true)
  }
}

@Suite struct `The body of a response` {
  @Test func `is kept without a character that the limit cuts in two`() {
    var body = ResponseBody()
    let isEnough = body.take(Array(String(repeating: "a", count: 2_047).utf8) + Array("é!".utf8))
    #expect(isEnough)
    #expect(body.text == String(repeating: "a", count: 2_047))
    #expect(body.byteCount == 2_050)
  }
}
