import Judging
import Model
import TestSupport
import Testing

private let third = SocketAddress("10.0.0.6:53")!

@Suite struct `What programs notice of a bad nameserver` {
  private static let good = Lookup.Ending.response(addresses: ["20.61.0.1"])

  /// What is noticed where the nameservers end questions so.
  private static func shares(
    _ endings: [Lookup.Ending], patience: Vantage.Patience? = nil
  ) -> [LookupShare] {
    report(endings, patience: patience).findings.first?.shares ?? []
  }

  private static func report(_ endings: [Lookup.Ending], patience: Vantage.Patience? = nil) -> Report {
    let nameservers = Array([SocketAddress.firstNameserver, .secondNameserver, third].prefix(endings.count))
    var vantage = Vantage.with(nameservers: nameservers)
    vantage.patience = patience
    let visits = [Endpoint.mcr, .entraLogin].map { endpoint in
      Visit.of(
        endpoint,
        lookups: zip(nameservers, endings).flatMap { nameserver, ending in
          [
            Evidence.lookup(endpoint.host.description, at: nameserver, ending),
            .lookup(endpoint.host.description, type: .aaaa, at: nameserver, ending == good ? .response() : ending),
          ]
        })
    }
    return Judge(catalog: .with()).report(on: .with(visits, vantage: vantage))
  }

  private static func seconds(_ count: Int64) -> LookupShare.Effect {
    .waits(Milliseconds(microseconds: count * 1_000_000))
  }

  @Test func `that is silent and first: everybody who asks in order waits`() {
    #expect(
      Self.shares([.silence, Self.good]) == [
        LookupShare(client: .inOrder, bad: 2, total: 2, effect: Self.seconds(5)),
        LookupShare(client: .parallel, bad: 1, total: 2, effect: .none),
        LookupShare(client: .random, bad: 1, total: 2, effect: Self.seconds(2)),
      ])
  }

  @Test func `that is silent and second: nobody who asks in order`() {
    #expect(
      Self.shares([Self.good, .silence]).first == LookupShare(client: .inOrder, bad: 0, total: 2, effect: .none))
  }

  @Test func `by the options of resolv.conf`() {
    let short = Vantage.Patience(timeout: 2, attempts: 1)
    #expect(Self.shares([.silence, Self.good], patience: short).first?.effect == Self.seconds(2))
    let rotating = Vantage.Patience(rotates: true)
    #expect(
      Self.shares([Self.good, .silence, Self.good], patience: rotating).first
        == LookupShare(client: .rotating, bad: 1, total: 3, effect: Self.seconds(5)))
  }

  @Test func `that are silent and the first two of three: the second for two thirds of the doubled time`() {
    // 5 s, then 5 s << 1 shared by three, in whole seconds.
    #expect(
      Self.shares([.silence, .silence, Self.good]).first
        == LookupShare(client: .inOrder, bad: 3, total: 3, effect: Self.seconds(8)))
  }

  @Test(arguments: [Lookup.Ending.denial, .serverFailure, .refused(after: .zero)])
  func `that sends them on: CoreDNS alone hands it on`(ending: Lookup.Ending) {
    #expect(
      Self.shares([ending, Self.good]) == [
        LookupShare(client: .inOrder, bad: 2, total: 2, effect: .none),
        LookupShare(client: .parallel, bad: 1, total: 2, effect: .none),
        LookupShare(client: .random, bad: 1, total: 2, effect: .fails),
      ])
  }

  @Test func `that denies a name is believed by all`() {
    let effects = Self.shares([.missing(zone: "com"), Self.good]).map(\.effect)
    #expect(effects == [.fails, .fails, .fails])
  }

  @Test(arguments: [Lookup.Ending.silence, .serverFailure])
  func `whose answers are bad is not compared with one that gave none`(other: Lookup.Ending) throws {
    let report = Self.report([.missing(zone: "com"), other])
    let missing = try #require(report.findings.first { $0.cause == .dnsNameMissing })
    #expect(missing.shares.isEmpty)
    // Nobody who asks in order comes to the other: it is told last.
    #expect(report.findings.last?.shares.first == LookupShare(client: .inOrder, bad: 0, total: 2, effect: .none))
    #expect(report.findings.first?.cause == .dnsNameMissing)
  }

  @Test func `is nothing where all of them fail, or there is one`() {
    #expect(Self.shares([.silence, .silence]).isEmpty)
    #expect(Self.shares([.silence]).isEmpty)
  }
}

@Suite struct `An authority of the user's own` {
  private static let company = "CN=Corp Inspection CA,O=Corp"

  private func report(
    _ visits: [Visit], authorities: [String]? = [company], catalog: Catalog = .with()
  ) -> Report {
    var vantage = Vantage.with()
    vantage.ownAuthorities = authorities
    return Judge(catalog: catalog).report(on: .with(visits, vantage: vantage))
  }

  private func visit(
    _ endpoint: Endpoint, by issuer: String = company, at address: String = "20.61.0.1", errors: [ChainError] = []
  ) -> Visit {
    let host = endpoint.host.description
    let chain = [Certificate.with(subject: "CN=\(host)", issuer: issuer, names: [host])]
    return .of(endpoint, addresses: [address], handshake: .handshake(address, host, chain: chain, errors: errors))
  }

  @Test func `that signs for several of Microsoft's services intercepts, and works from here`() {
    let report = report([visit(.mcr), visit(.entraLogin)])
    #expect(report.causes == [.tlsIntercepted])
    let finding = report.findings[0]
    #expect(finding.severity == .warning)
    #expect(finding.subject.kind == .certificate)
    #expect(finding.subject.detail == Self.company)
    #expect(finding.subject.members == ["login.microsoftonline.com:443", "mcr.microsoft.com:443"])
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
  }

  @Test func `that signs for one of them, or for one's own services, is not told`() {
    let own = Endpoint.with(role: .scoring, host: "iris.corp.example", service: .anyMicrosoft)
    let database = Endpoint.with(role: .dependency, host: "features.corp.example", service: .anyMicrosoft)
    #expect(report([visit(.mcr), .of(.entraLogin)]).findings.isEmpty)
    #expect(report([visit(own), visit(database), .of(.mcr)]).findings.isEmpty)
    #expect(report([visit(own), visit(.mcr), .of(.entraLogin)]).findings.isEmpty)
  }

  @Test func `that the system has as well, or that is public, is not told`() {
    #expect(report([visit(.mcr), visit(.entraLogin)], authorities: nil).findings.isEmpty)
    #expect(report([visit(.mcr), visit(.entraLogin)], authorities: []).findings.isEmpty)
    let digicert = "CN=DigiCert Global Root G2,O=DigiCert Inc,C=US"
    #expect(
      report([visit(.mcr, by: digicert), visit(.entraLogin, by: digicert)], authorities: [digicert]).findings.isEmpty)
  }

  @Test func `on this machine itself stands in for services`() {
    let local = report([visit(.mcr, at: "127.0.0.2"), visit(.entraLogin, at: "127.0.0.3")])
    #expect(!local.causes.contains(.tlsIntercepted))
  }

  @Test func `covers the API server, which has one of its own otherwise`() {
    let unknown = [ChainError.with(.issuerNotFound)]
    let intercepted = report([visit(.mcr), visit(.entraLogin), visit(.apiServer)])
    #expect(intercepted.findings.map(\.subject.members.count) == [3])
    let genuine = report([visit(.mcr), visit(.entraLogin), visit(.apiServer, by: "CN=ca", errors: unknown)])
    #expect(genuine.findings.map(\.subject.members.count) == [2])
  }
}
