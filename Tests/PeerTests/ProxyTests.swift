import Model
import TestSupport
import Testing

@Suite(
  .serialized, .uses(.squid), .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl),
  .timeLimit(.minutes(5)))
struct `A run through squid` {
  private func hosts(_ landscape: Landscape) -> [String: IPAddress] {
    Dictionary(landscape.places.map { ($0.key.host, $0.value.address) }) { first, _ in first }
  }

  @Test func `reaches every role that it lets pass`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let squid = try await SquidServer(hosts: hosts(landscape))
    defer { squid.stop() }
    let report = try await landscape.run(["--proxy", "http://\(squid.address)"])
    #expect(report.causes.isEmpty, "\(report.remarks)")
    #expect(report.hosts("fail", "warn", "blocked", "inconclusive").isEmpty, "\(report.remarks)")
    #expect(report.hosts("pass").isSuperset(of: Part.allCases.map(\.host)), "\(report.remarks)")
  }

  @Test func `is told what it denies`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let squid = try await SquidServer(.deny([Part.mcr.host]), hosts: hosts(landscape))
    defer { squid.stop() }
    let report = try await landscape.run(["--proxy", "http://\(squid.address)"])
    #expect(report.causes == ["proxy.denies"], "\(report.remarks)")
    #expect(report.hosts("fail", "blocked") == [Part.mcr.host], "\(report.remarks)")
    #expect(report.summary.exitStatus == 1)
  }

  @Test func `is told that it wants authentication`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let squid = try await SquidServer(.authenticated(user: "u", password: "p"), hosts: hosts(landscape))
    defer { squid.stop() }
    let report = try await landscape.run(["--proxy", "http://\(squid.address)"])
    #expect(report.causes == ["proxy.wants-authentication"], "\(report.remarks)")
    #expect(report.summary.exitStatus == 1)
  }

  @Test func `is told that nobody is there`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let squid = try await SquidServer()
    squid.stop()
    let report = try await landscape.run(["--proxy", "http://\(squid.address)"])
    #expect(report.causes == ["proxy.unreachable"], "\(report.remarks)")
    #expect(report.summary.exitStatus == 1)
  }
}
