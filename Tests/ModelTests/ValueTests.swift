import Foundation
import Model
import Testing

@Suite struct `A timestamp` {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_769_850_000, "2026-01-31T09:00:00Z"),
      (-1, "1969-12-31T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func `is written in UTC and read back`(seconds: Int64, text: String) {
    #expect(Timestamp(secondsSince1970: seconds).description == text)
    #expect(Timestamp(text)?.secondsSince1970 == seconds)
  }

  @Test func `agrees with Foundation since the Gregorian calendar`() throws {
    let formatter = ISO8601DateFormatter()
    for day in stride(from: Int64(-140_000), through: 1_000_000, by: 997) {
      let seconds = day * 86_400 + 12_345
      let date = Date(timeIntervalSince1970: Double(seconds))
      #expect(Timestamp(secondsSince1970: seconds).description == formatter.string(from: date))
    }
  }

  @Test(arguments: [
    "", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:00", "0000-01-01T00:00:00Z",
  ])
  func `is nothing else`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}

@Suite struct `A span of time` {
  @Test(
    arguments: [
      (0, "0.0 ms"), (130, "0.1 ms"), (9_960, "10.0 ms"), (12_400, "12 ms"), (812_000, "812 ms"), (999_600, "1.0 s"),
      (5_003_000, "5.0 s"), (125_000_000, "2 min 5 s"),
    ] as [(Int64, String)])
  func `is shown in the unit that suits it`(microseconds: Int64, text: String) {
    #expect(Milliseconds(microseconds: microseconds).description == text)
  }

  @Test func `comes from a duration`() {
    #expect(Milliseconds(.milliseconds(1_500)).microseconds == 1_500_000)
    #expect(Milliseconds(.seconds(-1)) == .zero)
  }
}

@Suite struct `Raw bytes` {
  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func `are base64 as in RFC 4648 section 10`(text: String, encoded: String) {
    #expect(Bytes(Array(text.utf8)).description == encoded)
    #expect(Bytes(encoded)?.content == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg=", "Zg==Zg==", "Z===", "Zm9v\n", "Zm9*"])
  func `are nothing else`(text: String) {
    #expect(Bytes(text) == nil)
  }
}

@Suite struct `A recording` {
  @Test func `survives JSON`() throws {
    let address = SocketAddress(.v4(0x7F00_0001), port: 443)
    let message = DNSMessage(
      code: .noError,
      answers: [ResourceRecord(name: "a.example", type: .a, ttl: 60, data: .address(.v4(0x7F00_0001)))],
      raw: Bytes([1, 2]))
    let evidence: [Evidence] = [
      .lookup(
        Lookup(
          name: try #require(DomainName("a.example")), type: .a, nameserver: address,
          ending: .answered(message: message))),
      .connection(Connection(address: address, ending: .connected(after: .zero, roundTrip: nil))),
      .tunnel(Tunnel(proxy: "p:1", target: "t:2", ending: .denied(status: 403, after: .zero))),
      .handshake(Handshake(address: address, serverName: .address(.v4(1)), ending: .closed(after: .zero))),
      .response(Response(address: address, url: "https://a.example/", ending: .answered(answer: .init(status: 200)))),
    ]
    var deployment = Deployment(name: "d")
    deployment.endpoints[.mcr] = Deployment.EndpointOverride()
    let recording = Recording(
      toolVersion: "1", catalogDigest: "0", startedAt: Timestamp(secondsSince1970: 1_769_850_000), duration: .zero,
      deployment: deployment, vantage: Vantage(kind: .node, nameservers: [address]),
      plan: Plan(edition: .v1, requirements: [], omissions: [], steps: []),
      observations: evidence.enumerated().map {
        Observation(
          id: .init(rawValue: "o\($0)"), step: .init(rawValue: "s1"), start: .zero,
          duration: Milliseconds(microseconds: 1_234), evidence: $1)
      })
    let decoded = try JSONDecoder().decode(Recording.self, from: JSONEncoder().encode(recording))
    #expect(decoded == recording)
  }
}
