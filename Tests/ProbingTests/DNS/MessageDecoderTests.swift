import Model
import Testing

@testable import Probing

@Suite struct `A DNS message` {
  @Test func `gives code, flags and addresses in their order`() throws {
    var bytes = DNSBytes.response(flags: 0x8580, answers: 3)
    bytes.addRecord(type: 5, data: DNSBytes.name("Edge.Example.NET"))
    bytes.addRecord(type: 1, ttl: 300, data: [20, 1, 2, 3])
    bytes.addRecord(type: 28, data: [0x20, 1, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1])
    let received = try ReceivedMessage(bytes.bytes)
    let message = received.message
    #expect(received.id == 0x1234)
    #expect(message.code == .noError)
    #expect(message.isAuthoritative)
    #expect(message.recursionAvailable)
    #expect(!message.isTruncated)
    #expect(message.aliases == ["edge.example.net"])
    #expect(message.addresses.map(\.description) == ["20.1.2.3", "2001:db8::1"])
    #expect(message.answers.map(\.name) == Array(repeating: "www.example.com", count: 3))
    #expect(message.answers.map(\.ttl) == [60, 300, 60])
    #expect(message.raw.content == bytes.bytes)
  }

  @Test func `gives the zone of a negative answer`() throws {
    var bytes = DNSBytes.response(flags: 0x8183, authority: 1)
    // The zone is a suffix of the question: a pointer to its second label.
    let data = DNSBytes.name("ns.example.com") + [0xC0, 16] + Array(repeating: 0, count: 20)
    bytes.addRecord(type: 6, data: data, nameAt: 16)
    let message = try ReceivedMessage(bytes.bytes).message
    #expect(message.code == .nameError)
    #expect(message.negativeZone == "example.com")
    #expect(message.authority.first?.data == .startOfAuthority(primary: "ns.example.com"))
  }

  @Test func `takes the code's upper bits and extended errors from EDNS`() throws {
    var bytes = DNSBytes.response(flags: 0x8180, additional: 1)
    let text = Array("no upstream".utf8)
    let cookie: [UInt8] = [0, 10, 0, 2, 7, 7]
    bytes.addOptions(extendedCode: 1, options: cookie + [0, 15, 0, UInt8(3 + text.count), 0, 23] + text + [0])
    let message = try ReceivedMessage(bytes.bytes).message
    #expect(message.code.rawValue == 16)
    #expect(message.extendedErrors == [.init(code: 23, text: "no upstream")])
  }

  @Test func `keeps what is whole of a truncated one`() throws {
    var bytes = DNSBytes.response(flags: 0x8380, answers: 3)
    bytes.addRecord(type: 1, data: [10, 0, 0, 1])
    bytes.addRecord(type: 1, data: [10, 0, 0, 2])
    for cut in 0...10 {
      let message = try ReceivedMessage(bytes.bytes.dropLast(cut)).message
      #expect(message.isTruncated)
      #expect(message.addresses.count == (cut == 0 ? 2 : 1))
    }
  }

  @Test(arguments: [("a.b", "a\\046b"), ("a\\", "a\\092"), ("\u{1}", "\\001"), ("Ab_-", "ab_-"), ("\u{7F}", "\\127")])
  func `writes a label's bytes so that they read back`(label: String, text: String) throws {
    var bytes = DNSBytes()
    for word: UInt16 in [1, 0x8180, 1, 0, 0, 0] { bytes.add16(word) }
    bytes.bytes += [UInt8(label.utf8.count)] + Array(label.utf8) + [0, 0, 1, 0, 1]
    #expect(try ReceivedMessage(bytes.bytes).questions.first?.name == text)
  }

  @Test func `takes a TTL with the top bit for zero`() throws {
    var bytes = DNSBytes.response(answers: 1)
    bytes.addRecord(type: 1, ttl: 0x8000_0001, data: [10, 0, 0, 1])
    #expect(try ReceivedMessage(bytes.bytes).message.answers.first?.ttl == 0)
  }

  @Test func `does not read data of another class as an address`() throws {
    var bytes = DNSBytes.response(answers: 1)
    bytes.addRecord(type: 1, dnsClass: 3, data: [10, 0, 0, 1])
    let message = try ReceivedMessage(bytes.bytes).message
    #expect(message.addresses.isEmpty)
    #expect(message.answers.first?.data == .other(bytes: Bytes([10, 0, 0, 1])))
  }

  @Test(arguments: [
    ("www.example.com", RecordType.a, true), ("www.example.org", .a, false), ("www.example.com", .aaaa, false),
  ])
  func `is for its own question only`(name: String, type: RecordType, isFor: Bool) throws {
    let received = try ReceivedMessage(DNSBytes.response(question: "WWW.Example.com").bytes)
    #expect(received.answers(try #require(DomainName(name)), type) == isFor)
  }

  @Test(arguments: [(UInt16(0x8181), true), (0x8180, false)])
  func `may leave the question out only when it refuses`(flags: UInt16, isFor: Bool) throws {
    let received = try ReceivedMessage(DNSBytes.response(flags: flags, question: nil).bytes)
    #expect(received.answers(try #require(DomainName("www.example.com")), .a) == isFor)
  }
}
