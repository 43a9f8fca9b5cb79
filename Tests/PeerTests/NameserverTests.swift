import Model
import TestSupport
import Testing

@Suite(.serialized, .uses(.named), .uses(.nginx), .uses(.dockerRegistry), .uses(.openssl), .timeLimit(.minutes(5)))
struct `A run with several nameservers` {
  @Test func `goes on with the good one of two, and blames the silent one`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let silent = try await NamedServer(zones: [])
    defer { silent.stop() }
    silent.pause()
    let report = try await landscape.run(["--dns-server", "\(silent.address)", "--step-timeout", "2s"])
    #expect(report.causes == ["dns.server-silent"], "\(report.remarks)")
    #expect(report.findings.first?.subject.kind == "nameserver")
    #expect(report.hosts("pass").isSuperset(of: Part.allCases.map(\.host)), "\(report.remarks)")
  }

  @Test func `sees that a private zone is not linked`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let outside = try HeldPort(.dropping)
    defer { outside.release() }
    let named = try await landscape.publicNameserver([.blobStorage: outside.address.address])
    defer { named.stop() }
    let report = try await landscape.run(nameservers: [named.address])
    #expect(report.causes == ["private-link.zone-not-linked"], "\(report.remarks)")
    #expect(report.hosts("fail", "blocked") == [Part.blobStorage.host], "\(report.remarks)")
  }

  @Test func `sees that one nameserver answers privately and the other publicly`() async throws {
    var differences = Differences()
    differences.alsoPublic = [.blobStorage]
    let landscape = try await Landscape(differences)
    defer { landscape.stop() }
    let named = try await landscape.publicNameserver(landscape.publicAddresses)
    defer { named.stop() }
    let report = try await landscape.run(nameservers: [landscape.named.address, named.address])
    #expect(report.causes == ["dns.servers-disagree"], "\(report.remarks)")
    #expect(report.hosts("fail", "warn", "blocked") == [Part.blobStorage.host], "\(report.remarks)")
  }

  @Test func `blames the disagreement alone where the public address is dead`() async throws {
    let landscape = try await Landscape()
    defer { landscape.stop() }
    let outside = try HeldPort(.refusing)
    defer { outside.release() }
    let named = try await landscape.publicNameserver([.blobStorage: outside.address.address])
    defer { named.stop() }
    let report = try await landscape.run(nameservers: [landscape.named.address, named.address])
    #expect(report.causes == ["dns.servers-disagree"], "\(report.remarks)")
  }
}
