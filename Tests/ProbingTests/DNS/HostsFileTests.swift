import Foundation
import Model
import Testing

@testable import Probing

@Suite struct `The hosts file` {
  private static let names: Set<DomainName> = [DomainName("mcr.microsoft.com")!, DomainName("myacr.azurecr.io")!]

  private func entries(_ text: String) -> [String] {
    HostsFile(text, about: Self.names)?.entries.map { "\($0.line) \($0.name) \($0.address)" } ?? []
  }

  @Test(arguments: [
    ("127.0.0.1 localhost\n10.0.0.9 mcr.microsoft.com\n", ["2 mcr.microsoft.com 10.0.0.9"]),
    (
      "10.0.0.9\tx  MCR.Microsoft.com\tmyacr.azurecr.io # both",
      [
        "1 mcr.microsoft.com 10.0.0.9", "1 myacr.azurecr.io 10.0.0.9",
      ]
    ),
    (
      "\r\n\r\nfd00::9 mcr.microsoft.com\r\n10.0.0.9 mcr.microsoft.com\r\n",
      [
        "3 mcr.microsoft.com fd00::9", "4 mcr.microsoft.com 10.0.0.9",
      ]
    ),
    ("# 10.0.0.9 mcr.microsoft.com\n#10.0.0.9 mcr.microsoft.com\n10.0.0.9 # mcr.microsoft.com", []),
    ("10.0.0.9 www.mcr.microsoft.com\n10.0.0 mcr.microsoft.com\nmcr.microsoft.com 10.0.0.9\n10.0.0.9", []), ("", []),
    ("\u{FFFD}\0 mcr.microsoft.com\n10.0.0.9 mcr.microsoft.com", ["2 mcr.microsoft.com 10.0.0.9"]),
  ])
  func `is read for the plan's names alone`(text: String, expected: [String]) { #expect(entries(text) == expected) }

  @Test func `keeps eight lines of a name`() {
    let text = (1...20).map { "10.0.0.\($0) mcr.microsoft.com\n" }.joined()
    #expect(entries(text).count == 8)
  }

  @Test func `is nothing where it says nothing of them, and where it cannot be read`() {
    #expect(HostsFile("127.0.0.1 localhost", about: Self.names) == nil)
    #expect(HostsFile(about: Self.names, path: "/nowhere/hosts") == nil)
    #expect(HostsFile(about: [], path: "/etc/hosts") == nil)
  }

  @Test(arguments: [
    ("hosts: files dns", HostsFile.Precedence.first), ("hosts: files mdns4_minimal [NOTFOUND=return] dns", .first),
    ("hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns", .first), ("hosts:\tdns files", .afterDNS),
    ("hosts: dns [NOTFOUND=return] files", .never), ("hosts: dns [!UNAVAIL=return] files", .never),
    ("hosts: dns", .never), ("hosts: files", .first), ("passwd: files\n# hosts: dns", .first), ("", .first),
  ])
  func `comes when nsswitch.conf says so`(text: String, expected: HostsFile.Precedence) {
    #expect(HostsFile.Precedence(switch: text) == expected)
  }

  @Test func `is read to its end, and no further than eight megabytes`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())-hosts")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = (0..<3_000).map { "0.0.0.0 ad-\($0).example\n" }.joined()
    try Data((lines + "10.0.0.9 mcr.microsoft.com\n").utf8).write(to: file)
    #expect(HostsFile(about: Self.names, path: file.path, switchPath: "/nowhere")?.entries.map(\.line) == [3_001])
    let comment = "#" + String(repeating: "x", count: HostsFile.sizeLimit) + "\n"
    try Data((comment + "10.0.0.9 mcr.microsoft.com\n").utf8).write(to: file)
    #expect(HostsFile(about: Self.names, path: file.path, switchPath: "/nowhere") == nil)
  }
}
