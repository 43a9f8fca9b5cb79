import Model
import Testing

@Suite struct `An IP address` {
  @Test(arguments: [
    ("10.0.0.4", "10.0.0.4"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
    ("FD00:0:0::4", "fd00::4"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ("::ffff:10.0.0.1", "::ffff:a00:1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("0:0:1::", "0:0:1::"),
  ])
  func `is read and written in one form`(text: String, expected: String) {
    #expect(IPAddress(text)?.description == expected)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.-4", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "12345::",
    "1:2:3:4:5:6:7:8:9", "fe80::1%eth0", "::1.2.3", "1:2:3:4:5:6:7:8::", "::+1", "1.2.3.4:53", " 1.2.3.4",
  ])
  func `is nothing else`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("10.255.0.1", true), ("11.0.0.1", false), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.1.1", true),
    ("100.64.0.1", true), ("100.128.0.1", false), ("fd12::1", true), ("fe80::1", false), ("127.0.0.1", false),
  ])
  func `is private in the ranges of the RFCs`(text: String, expected: Bool) throws {
    #expect(try #require(IPAddress(text)).isPrivate() == expected)
  }

  @Test func `is private in declared ranges too`() throws {
    let range = try #require(IPPrefix("127.80.0.0/16"))
    #expect(try #require(IPAddress("127.80.3.4")).isPrivate(including: [range]))
    #expect(try !#require(IPAddress("127.81.3.4")).isPrivate(including: [range]))
  }

  @Test func `survives its bytes`() throws {
    for text in ["10.1.2.3", "2001:db8::7"] {
      let address = try #require(IPAddress(text))
      #expect(IPAddress(bytes: address.bytes) == address)
    }
    #expect(IPAddress(bytes: [1, 2, 3]) == nil)
  }
}

@Suite struct `A prefix` {
  @Test(arguments: [
    ("10.0.0.0/8", "10.9.9.9", true), ("10.0.0.0/8", "11.0.0.0", false), ("0.0.0.0/0", "8.8.8.8", true),
    ("10.0.0.4/32", "10.0.0.4", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "10.0.0.1", false),
    ("2001:db8::/65", "2001:db8::8000:0:0:0", false), ("::/0", "1::", true), ("172.17.0.1/16", "172.17.200.1", true),
  ])
  func `contains the addresses that share its bits`(prefix: String, address: String, expected: Bool) throws {
    let prefix = try #require(IPPrefix(prefix))
    #expect(prefix.contains(try #require(IPAddress(address))) == expected)
  }

  @Test(arguments: [
    "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0/8", "fd00::/129", "/8", "10.X.0.0/16",
  ])
  func `is nothing else`(text: String) {
    #expect(IPPrefix(text) == nil)
  }

  @Test func `tells set host bits`() throws {
    #expect(try !#require(IPPrefix("172.17.0.1/16")).isCanonical)
    #expect(try #require(IPPrefix("172.17.0.0/16")).isCanonical)
  }
}

@Suite struct `A socket address` {
  @Test(arguments: [
    ("10.0.0.4", "10.0.0.4:53"), ("10.0.0.4:5353", "10.0.0.4:5353"), ("fd00::4", "[fd00::4]:53"),
    ("[fd00::4]", "[fd00::4]:53"), ("[fd00::4]:5353", "[fd00::4]:5353"),
  ])
  func `is read with and without a port`(text: String, expected: String) {
    #expect(SocketAddress(text, defaultPort: 53)?.description == expected)
  }

  @Test(arguments: [
    "", "10.0.0.4:", "10.0.0.4:0", "10.0.0.4:65536", "[10.0.0.4]:53", "[fd00::4", "fd00::4]:53", "host:53", ":53",
  ])
  func `is nothing else`(text: String) {
    #expect(SocketAddress(text, defaultPort: 53) == nil)
  }
}

@Suite struct `A domain name` {
  @Test(arguments: [
    ("MCR.Microsoft.com.", "mcr.microsoft.com"), ("_ldap.corp", "_ldap.corp"), ("localhost", "localhost"),
  ])
  func `is lower case without a final dot`(text: String, expected: String) {
    #expect(DomainName(text)?.text == expected)
  }

  @Test(arguments: [
    "", ".", "a..b", "-a.b", "a-.b", "a b", "10.0.0.1", "ä.example", String(repeating: "a", count: 64), "*.example",
    "\u{212A}usto.example",
  ])
  func `is nothing else`(text: String) {
    #expect(DomainName(text) == nil)
  }

  @Test func `knows the zones it lies in`() throws {
    let name = try #require(DomainName("a.blob.core.windows.net"))
    #expect(name.isWithin(try #require(DomainName("core.windows.net"))))
    #expect(!name.isWithin(try #require(DomainName("ore.windows.net"))))
  }
}

@Suite struct `A proxy` {
  private let proxy = Proxy(
    host: .name(DomainName("proxy.corp")!), port: 3128,
    exceptions: [".svc", "corp.example", "*.internal", "10.0.0.0/8", "1.2.3.4"])

  @Test(arguments: [
    ("a.svc", true), ("svc", true), ("corp.example", true), ("x.corp.example", true), ("xcorp.example", false),
    ("a.internal", true), ("10.2.3.4", true), ("11.2.3.4", false), ("1.2.3.4", true), ("mcr.microsoft.com", false),
  ])
  func `is not asked for its exceptions`(host: String, expected: Bool) throws {
    #expect(proxy.excepts(try #require(Host(host))) == expected)
  }
}
