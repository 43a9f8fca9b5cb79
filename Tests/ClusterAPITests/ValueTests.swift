import Model
import Testing

@testable import ClusterAPI

@Suite struct `A quantity` {
  @Test(
    arguments: [
      ("4", 4_000, 4), ("3860m", 3_860, 4), ("12880740Ki", 13_189_877_760_000, 13_189_877_760),
      ("1.5G", nil, 1_500_000_000),
      ("1e3", 1_000_000, 1_000), ("100m", 100, 1), ("2Gi", nil, 2_147_483_648), ("0", 0, 0), ("250u", 1, 1),
      ("0.1", 100, 1),
    ] as [(String, Int?, Int)])
  func `is read as Kubernetes writes it`(text: String, thousandths: Int?, whole: Int) {
    #expect(Quantity(text)?.whole == whole)
    if let thousandths { #expect(Quantity(text)?.thousandths == thousandths) }
  }

  @Test(arguments: ["", "m", "4x", "-1", "1 Gi", "Gi", "1.2.3", "1e", "NaN", "inf", "1e400"])
  func `is refused otherwise`(text: String) { #expect(Quantity(text)?.whole == nil) }
}

@Suite struct `A moment of RFC 3339` {
  @Test(arguments: [
    ("2026-01-31T09:00:00Z", "2026-01-31T09:00:00Z"), ("2026-01-31T09:00:00.123456Z", "2026-01-31T09:00:00Z"),
    ("2026-01-31T09:00:00+02:00", "2026-01-31T07:00:00Z"), ("2026-01-31T23:30:00.5-01:30", "2026-02-01T01:00:00Z"),
  ])
  func `is read`(text: String, moment: String) { #expect(Timestamp(internetDate: text)?.description == moment) }

  @Test(arguments: [
    "", "2026-01-31", "2026-01-31T09:00:00", "2026-02-31T09:00:00Z", "2026-01-31T09:00:00+2",
    "2026-01-31T09:00:00+25:00",
  ])
  func `is refused otherwise`(text: String) { #expect(Timestamp(internetDate: text) == nil) }
}

@Suite struct `Base64 text` {
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYmFy\n", "foobar"), ("Zm9vYg", "foob"),
  ])
  func `is decoded`(text: String, content: String) throws {
    #expect(try #require(Base64.decoded(text.utf8)) == Array(content.utf8))
  }

  @Test(arguments: ["Z", "Zm9v!", "Zg=", "Zg==Zg==", "Zm9v="])
  func `is refused otherwise`(text: String) { #expect(Base64.decoded(text.utf8) == nil) }

  @Test(arguments: 0...20) func `is encoded so that it decodes`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
    #expect(Base64.decoded(Base64.encoded(bytes).utf8) == bytes)
  }
}

@Suite struct `A secret` {
  @Test func `is shown nowhere`() {
    let login = ClusterLogin(
      server: .init(host: Host("a.test")!),
      proxy: ClusterProxy(scheme: .http, host: Host("p.test")!, port: 1, userInformation: Secret("u:hidden-1")),
      credentials: ClusterCredentials(
        authorization: .password(user: "u", password: Secret("hidden-2")),
        certificate: .init(chain: [], key: Secret("hidden-3"))), origin: "test")
    var dumped = ""
    dump(login, to: &dumped)
    for text in ["\(login)", String(reflecting: login), dumped] { #expect(!text.contains("hidden")) }
  }
}
