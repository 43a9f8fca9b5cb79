import Foundation
import Model
import Testing

@testable import Probing

@Suite struct `The resolver configuration` {
  @Test(arguments: [
    ("nameserver 10.0.0.4\nnameserver 10.0.0.5\n", ["10.0.0.4:53", "10.0.0.5:53"]),
    ("# nameserver 10.0.0.1\n; nameserver 10.0.0.2\nnameserver\t10.0.0.3 # ours\n", ["10.0.0.3:53"]),
    ("search corp\noptions ndots:5\nnameserver fd00::4\r\n", ["[fd00::4]:53"]),
    ("nameserver 10.0.0.4\nnameserver 10.0.0.4\n", ["10.0.0.4:53"]),
    ("nameserver 10.0.0.4#53\n", ["10.0.0.4:53"]),
    ("nameserver 0.0.0.0\nnameserver ::\n", ["127.0.0.1:53", "[::1]:53"]),
    (" nameserver 10.0.0.4\nnameservers 10.0.0.5\n", []), ("", []), ("nameserver", []),
  ])
  func `names the nameservers as the C library reads them`(text: String, nameservers: [String]) {
    #expect(ResolverConfiguration(text).nameservers.map(\.description) == nameservers)
  }

  @Test(arguments: [
    ("fe80::1%eth0", "an address that holds on one interface only (a zone) is not supported"),
    ("dns.corp", "this is not an IP address"), ("224.0.0.1", "a nameserver cannot have a multicast address"),
    ("", "no address is given"),
  ])
  func `says what it does not use, and why`(text: String, reason: String) {
    let configuration = ResolverConfiguration("# first line\nnameserver \(text)\nnameserver 10.0.0.4")
    #expect(configuration.ignored == [.init(line: 2, text: text, reason: reason)])
    #expect(configuration.nameservers.count == 1)
  }

  @Test func `uses no more nameservers than the C library`() {
    let text = (1...5).map { "nameserver 10.0.0.\($0)" }.joined(separator: "\n")
    let configuration = ResolverConfiguration(text)
    #expect(configuration.nameservers.count == 3)
    #expect(configuration.ignored.map(\.line) == [4, 5])
  }

  @Test func `has the search list of its last line, and ndots`() {
    let text = "domain a.example\nsearch b.example c.example\noptions timeout:1 ndots:5\nnameserver 10.0.0.10"
    let configuration = ResolverConfiguration(text)
    #expect(configuration.search?.domains.map(\.text) == ["b.example", "c.example"])
    #expect(configuration.search?.ndots == 5)
    #expect(ResolverConfiguration("nameserver 10.0.0.10\noptions ndots:99").search == nil)
    #expect(ResolverConfiguration("search a.example\noptions ndots:99").search?.ndots == 15)
    #expect(ResolverConfiguration("search a.example\noptions ndots:x").search?.ndots == 1)
  }

  @Test func `is read from a file`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).conf")
    try Data("nameserver 10.0.0.4\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try ResolverConfiguration(contentsOf: file.path).nameservers.count == 1)
  }

  @Test func `says which file cannot be read`() {
    let error = #expect(throws: ResolverConfigurationError.self) {
      try ResolverConfiguration(contentsOf: "/nowhere/resolv.conf")
    }
    #expect(error?.description.contains("/nowhere/resolv.conf cannot be read: No such file or directory") == true)
  }

  @Test(arguments: [
    ("", Vantage.Patience()),
    ("options timeout:2 attempts:3 rotate", Vantage.Patience(timeout: 2, attempts: 3, rotates: true)),
    ("options timeout:0 attempts:99", Vantage.Patience(timeout: 1, attempts: 5)),
    ("options timeout:900\noptions ndots:5 rotate", Vantage.Patience(timeout: 30, rotates: true)),
    ("options timeout attempts:x rotate:1", Vantage.Patience()),
  ])
  func `says how long programs wait`(text: String, patience: Vantage.Patience) {
    #expect(ResolverConfiguration(text).patience == patience)
  }
}
