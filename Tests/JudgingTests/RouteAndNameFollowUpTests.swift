import Judging
import Model
import TestSupport
import Testing

private let mcr = "mcr.microsoft.com"
private let proxy = Proxy(host: .name(DomainName("proxy.corp")!), port: 3128)

extension Recording {
  fileprivate var report: Report { Judge(catalog: .with()).report(on: self) }
}

@Suite struct `A direct way that fails` {
  @Test func `is a proxy that is needed if the proxy gets there`() {
    let dropped = Visit.of(.mcr, connection: .unanswered(after: .fiveSeconds))
    let report = Recording.with([dropped, .of(.entraLogin)]).following(
      .throughProxy, .reach(endpoint: .mcr, upTo: .response, route: .proxy(proxy)),
      .connection("10.1.0.1", port: 3128, isToProxy: true), .tunnel("\(mcr):443", .opened(after: .moment)),
      .handshake("10.1.0.1", mcr, port: 3128), .response("10.1.0.1", port: 3128)
    ).report
    #expect(report.causes == [.proxyNeeded])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].subject == Finding.Subject(kind: .proxy, id: "proxy.corp:3128"))
  }

  @Test func `is what it was if the proxy does not get there either`() {
    let dropped = Visit.of(.mcr, connection: .unanswered(after: .fiveSeconds))
    let report = Recording.with([dropped, .of(.entraLogin)]).following(
      .throughProxy, .reach(endpoint: .mcr, upTo: .response, route: .proxy(proxy)),
      .connection("10.1.0.1", port: 3128, isToProxy: true),
      .tunnel("\(mcr):443", .denied(status: 403, after: .moment))
    ).report
    #expect(report.causes == [.egressDropped])
  }
}

@Suite struct `A proxy that does not get there` {
  /// A proxy that refuses the registry; whether it lets others through is said by `opensOthers`.
  private func recording(directly address: String, opensOthers: Bool = true) -> Recording {
    let host = Endpoint.acr.host.description
    let visit = Visit(
      .acr,
      evidence: [
        .connection("10.1.0.1", port: 3128, isToProxy: true),
        .tunnel("\(host):443", .denied(status: 503, after: .moment)),
      ], route: .proxy(proxy))
    let other = Visit(
      .mcr,
      evidence: [
        .connection("10.1.0.1", port: 3128, isToProxy: true), .tunnel("\(mcr):443", .opened(after: .moment)),
        .handshake("10.1.0.1", mcr, port: 3128), .response("10.1.0.1", port: 3128),
      ], route: .proxy(proxy))
    let visits = opensOthers ? [visit, other] : [visit]
    return Recording.with(visits, vantage: .with(proxy: proxy)).following(
      .direct, .reach(endpoint: .acr, upTo: .response, route: .direct), .lookup(host, .response(addresses: [address])),
      .connection(address), .handshake(address, host), .response(address))
  }

  @Test func `lacks an exception if a private address is reached without it`() {
    let report = recording(directly: "10.0.1.4").report
    #expect(report.causes == [.proxyExceptionsMissing])
    #expect(report.findings[0].subject.members == ["myacr.azurecr.io:443"])
    #expect(report.findings[0].confidence == .proved)
  }

  @Test func `denies everything, if it lets nobody through`() {
    #expect(recording(directly: "10.0.1.4", opensOthers: false).report.causes == [.proxyDenies])
  }

  @Test func `denies a public host, whatever works without it`() {
    #expect(recording(directly: "20.61.0.1").report.causes == [.proxyDenies])
  }
}

@Suite struct `A nameserver that is silent for the only name it was asked` {
  private let silent = Recording.with([.unresolved(.mcr, .silence)])

  @Test func `is suspected to be silent for all`() {
    #expect(silent.report.causes == [.dnsServerSilent])
    #expect(silent.report.findings[0].confidence == .suspected)
  }

  @Test func `drops the name if it knows another`() {
    let report = silent.following(
      .controlName, .ask("login.microsoftonline.com"),
      .lookup("login.microsoftonline.com", .response(addresses: ["20.61.0.9"]))
    ).report
    #expect(report.causes == [.dnsNameDropped])
  }

  @Test func `is silent if it does not know another either`() {
    let report = silent.following(
      .controlName, .ask("login.microsoftonline.com"), .lookup("login.microsoftonline.com", .silence)
    ).report
    #expect(report.causes == [.dnsServerSilent])
    #expect(report.findings[0].confidence == .supported)
  }

  @Test func `is behind a filter of UDP if it answers over TCP`() {
    let report = silent.following(
      .lookupOverTCP, .ask(mcr, over: .tcp), .lookup(mcr, .response(addresses: ["20.61.0.1"]))
    ).report
    #expect(report.causes == [.dnsServerSilent])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].facts[.reason] == "over UDP; over TCP it answers")
  }
}

@Suite struct `An address for a name that cannot exist` {
  private let refused = Connection.Ending.refused(after: .moment)

  @Test func `makes what fails there the nameserver's doing`() {
    let sunk = [Endpoint.mcr, .acr].map { Visit.of($0, addresses: ["10.9.9.9"], connection: refused) }
    let recording = Recording.with(sunk + [.of(.entraLogin)]).following(
      .impossibleName, .ask("no-such-host.aml-preflight.invalid"),
      .lookup("no-such-host.aml-preflight.invalid", .response(addresses: ["10.9.9.9"])))
    #expect(recording.report.causes == [.dnsSinkhole])
    #expect(recording.report.findings[0].subject.kind == .nameserver)
    #expect(recording.report.findings[0].subject.members.count == 2)
    #expect(recording.report.findings[0].confidence == .proved)
  }

  @Test func `does so though its IPv6 addresses are true`() {
    let sunk = [Endpoint.mcr, .acr].map { endpoint in
      Visit(
        endpoint,
        evidence: [
          .lookup(endpoint.host.description, .response(addresses: ["10.9.9.9"])),
          .lookup(endpoint.host.description, type: .aaaa, .response(addresses: ["2603:1030::1"])),
          .connection("10.9.9.9", refused), .connection("2603:1030::1", .unreachable(reason: .network, after: .zero)),
        ])
    }
    let recording = Recording.with(sunk + [.of(.entraLogin)]).following(
      .impossibleName, .ask("no-such-host.aml-preflight.invalid"),
      .lookup("no-such-host.aml-preflight.invalid", .response(addresses: ["10.9.9.9"])))
    #expect(recording.report.causes == [.dnsSinkhole])
    #expect(recording.report.findings[0].subject.id == "10.0.0.4")
  }

  @Test func `is no matter if nothing fails there`() {
    let recording = Recording.with([.of(.mcr)]).following(
      .impossibleName, .ask("no-such-host.aml-preflight.invalid"),
      .lookup("no-such-host.aml-preflight.invalid", .response(addresses: ["20.61.0.1"])))
    #expect(recording.report.findings.isEmpty)
  }
}

@Suite struct `A search domain` {
  private func recording(ndots: Int, kind: Vantage.Kind = .node, answer: String = "10.9.9.9") -> Recording {
    var vantage = Vantage.with(kind: kind)
    vantage.search = Vantage.SearchList(domains: [DomainName("corp.example")!], ndots: ndots)
    return Recording.with([.of(.mcr)], vantage: vantage).following(
      .searchDomain, .ask("\(mcr).corp.example"), .lookup("\(mcr).corp.example", .response(addresses: [answer])))
  }

  @Test func `that answers captures names with few dots`() {
    let report = recording(ndots: 5).report
    #expect(report.causes == [.dnsSearchDomainCapture])
    #expect(report.findings[0].severity == .failure)
    #expect(report.findings[0].subject.detail == "corp.example")
  }

  @Test func `is a warning where those that need the name are elsewhere`() {
    #expect(recording(ndots: 5, kind: .workstation).report.findings.map(\.severity) == [.warning])
  }

  @Test func `captures for itself, not for the domain above it`() {
    var vantage = Vantage.with()
    let domains = ["svc.corp.example", "corp.example"].compactMap { DomainName($0) }
    vantage.search = Vantage.SearchList(domains: domains, ndots: 5)
    let report = Recording.with([.of(.mcr)], vantage: vantage).following(
      .searchDomain, .ask("\(mcr).svc.corp.example"),
      .lookup("\(mcr).svc.corp.example", .response(addresses: ["10.9.9.9"]))
    ).report
    #expect(report.findings.map(\.subject.detail) == ["svc.corp.example"])
  }

  @Test func `does no harm behind names with enough dots`() {
    #expect(recording(ndots: 1).report.findings.isEmpty)
  }

  @Test func `does no harm with the same address`() {
    #expect(recording(ndots: 5, answer: "20.61.0.1").report.findings.isEmpty)
  }
}
