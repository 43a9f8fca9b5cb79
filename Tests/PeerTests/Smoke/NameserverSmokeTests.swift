import Model
import TestSupport
import Testing

@Suite(.serialized, .uses(.named), .uses(.dig))
struct `BIND` {
  private func dig(_ server: NamedServer, _ name: String, _ options: [String] = []) async throws -> String {
    let result = try await Program.dig.run(
      ["@\(server.address.address)", "-p", "\(server.address.port)", name, "+tries=1", "+time=5"] + options)
    return result.output
  }

  @Test func `follows aliases into a private zone, and knows what is not there`() async throws {
    let named = try await NamedServer(zones: [
      Zone("azurecr.io", records: [.alias("myacr", to: "myacr.privatelink.azurecr.io")]),
      Zone("privatelink.azurecr.io", records: [.address("myacr", Loopback.first)]),
    ])
    defer { named.stop() }
    let found = try await dig(named, "myacr.azurecr.io")
    #expect(found.contains("status: NOERROR"), "\(named.log)")
    #expect(found.contains("CNAME\tmyacr.privatelink.azurecr.io."))
    #expect(found.contains("A\t127.0.0.1"))
    let missing = try await dig(named, "other.privatelink.azurecr.io")
    #expect(missing.contains("status: NXDOMAIN"))
    #expect(missing.contains("privatelink.azurecr.io.\t60\tIN\tSOA"))
    #expect(try await dig(named, "example.com").contains("status: NXDOMAIN"))
  }

  @Test func `fails for a zone that it cannot load, and for one whose server is dead`() async throws {
    let dead = try HeldPort(.refusing)
    defer { dead.release() }
    let named = try await NamedServer(zones: [
      Zone("broken.test", .unloadable), Zone("dead.test", .forwarded(to: [dead.address])),
    ])
    defer { named.stop() }
    #expect(try await dig(named, "a.broken.test").contains("status: SERVFAIL"))
    #expect(try await dig(named, "a.dead.test").contains("status: SERVFAIL"))
  }

  @Test func `refuses one zone or every question`() async throws {
    let one = try await NamedServer(zones: [Zone("closed.test", .refused), Zone("open.test", records: [])])
    defer { one.stop() }
    #expect(try await dig(one, "closed.test").contains("status: REFUSED"))
    #expect(try await dig(one, "open.test").contains("status: NOERROR"))
    let all = try await NamedServer(zones: [], refusesAll: true)
    defer { all.stop() }
    #expect(try await dig(all, "open.test").contains("status: REFUSED"))
  }

  private static let manyAddresses = Zone(
    "many.test", records: (1...90).map { .address("@", .v4(0x7F01_0000 | $0)) })

  @Test func `truncates over UDP and tells all over TCP`() async throws {
    let named = try await NamedServer(zones: [Self.manyAddresses], largestDatagram: 512)
    defer { named.stop() }
    #expect(try await dig(named, "many.test", ["+ignore"]).contains("flags: qr aa tc"))
    #expect(try await dig(named, "many.test").contains("ANSWER: 90"))
  }

  @Test(arguments: [NamedServer.TCP.refused, .neverAnswering, .dropped])
  func `truncates over UDP and has no TCP`(tcp: NamedServer.TCP) async throws {
    let named = try await NamedServer(zones: [Self.manyAddresses], tcp: tcp, largestDatagram: 512)
    defer { named.stop() }
    #expect(try await dig(named, "many.test", ["+ignore"]).contains("flags: qr aa tc"))
    let overTCP = try await dig(named, "many.test", ["+tcp", "+time=1"])
    switch tcp {
    case .refused: #expect(overTCP.contains("connection refused"))
    case .neverAnswering, .dropped: #expect(overTCP.contains("timed out"))
    case .served: Issue.record("not one of the arguments")
    }
  }

  @Test func `is gone when it is stopped, with its files`() async throws {
    let named = try await NamedServer(zones: [])
    named.stop()
    #expect(try await dig(named, "a.test", ["+time=1"]).contains("no servers could be reached"))
    #expect(named.log.isEmpty)
  }
}
