import TestSupport
import Testing

@Suite(.serialized, .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl), .timeLimit(.minutes(5)))
struct `A run against a whole deployment` {
  @Test func `resolves and reaches every role`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let report = try await landscape.run()
    #expect(report.summary.exitStatus == 0, "\(report.remarks)")
    #expect(report.causes.isEmpty)
    #expect(report.hosts("fail", "warn", "blocked", "inconclusive").isEmpty)
    #expect(report.hosts("pass").isSuperset(of: Part.allCases.map(\.host)))
    // Nothing that nginx plays was skipped on the way to it.
    for part in Part.allCases where !part.isRegistry && part != .mcrEdge {
      #expect(report.requirements.contains { $0.subject.host == part.host && !$0.id.hasSuffix("resolves") }, "\(part)")
    }
  }

  @Test(arguments: [Part.acr, .mcr])
  func `blames a registry that was stopped, and nothing else`(part: Part) async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    landscape.registries[part]?.stop()
    let report = try await landscape.run()
    #expect(report.summary.exitStatus == 1)
    #expect(report.hosts("fail", "blocked") == [part.host], "\(report.remarks)")
    #expect(report.causes == ["egress.rejected"])
    #expect(report.findings.first?.subject.id == part.role)
  }

  @Test func `blames the web server that was stopped for all of its hosts, and no registry`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    landscape.nginx.stop()
    let report = try await landscape.run()
    let lost = Set(Part.allCases.filter { !$0.isRegistry }.map(\.host))
    #expect(report.summary.exitStatus == 1)
    #expect(report.hosts("fail", "warn", "blocked") == lost, "\(report.remarks)")
    #expect(report.requirements.filter { $0.id.hasSuffix("-resolves") }.allSatisfy { $0.outcome != "fail" })
    #expect(report.causes.allSatisfy { $0 == "egress.rejected" || $0 == "egress.all-dropped" })
  }

  @Test func `blames the nameserver that was stopped, and blocks what needs names`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    landscape.named.stop()
    let report = try await landscape.run()
    #expect(report.summary.exitStatus == 1)
    #expect(report.causes == ["dns.server-silent"], "\(report.remarks)")
    #expect(report.hosts("pass").isDisjoint(with: Part.allCases.map(\.host)))
  }
}
