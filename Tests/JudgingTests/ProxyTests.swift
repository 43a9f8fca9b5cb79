import Model
import TestSupport
import Testing

private let answers: Requirement.ID = "cluster-creation/mcr-answers"
private let proxy = Proxy(host: Host("proxy.corp")!, port: 3128)
private let toProxy = Evidence.lookups("proxy.corp", addresses: ["10.9.9.9"])
private let connected = Evidence.connection("10.9.9.9", port: 3128, isToProxy: true)

private func visit(_ endpoint: Endpoint = .mcr, _ evidence: [Evidence]) -> Visit {
  Visit(endpoint, evidence: evidence, route: .proxy(proxy))
}

private func tunneled(_ endpoint: Endpoint = .mcr, _ ending: Tunnel.Ending) -> Visit {
  visit(endpoint, toProxy + [connected, .tunnel(endpoint.hostAndPort, ending)])
}

private func working(_ endpoint: Endpoint) -> Visit {
  let host = endpoint.host.description
  return visit(
    endpoint,
    toProxy + [
      connected, .tunnel(endpoint.hostAndPort, .opened(after: .zero)), .handshake("10.9.9.9", host, port: 3128),
      .response("10.9.9.9", port: 3128),
    ])
}

@Suite struct `A proxy` {
  @Test func `that opens the tunnel shows that it found the name`() {
    let report = Report.on(working(.mcr))
    #expect(report["cluster-creation/mcr-resolves"].outcome == .pass)
    #expect(report[answers].outcome == .pass)
    #expect(report.findings.isEmpty)
  }

  @Test(arguments: [
    (Tunnel.Ending.denied(status: 403, after: .zero), Symptom.Code.proxyDenies, Cause.proxyDenies),
    (.denied(status: 407, after: .zero), .proxyWantsAuthentication, .proxyWantsAuthentication),
    (.proxyUnresolved, .proxyUnresolved, .proxyUnresolvable),
    (.failed(reason: "closed", after: .zero), .proxyFails, .proxyUnreachable),
    (.unanswered(after: .fiveSeconds), .proxyFails, .proxyUnreachable),
  ])
  func `fails the endpoint by what it does`(ending: Tunnel.Ending, code: Symptom.Code, cause: Cause) {
    let report = Report.on(tunneled(.mcr, ending))
    #expect(report[answers].outcome == .fail)
    #expect(report.codes(answers) == [code])
    #expect(report.causes == [cause])
    #expect(report.findings[0].subject == Finding.Subject(kind: .proxy, id: "proxy.corp:3128"))
    #expect(report["cluster-creation/mcr-resolves"].outcome == .inconclusive)
  }

  @Test func `that denies several is one finding`() {
    let denial = Tunnel.Ending.denied(status: 403, after: .zero)
    let report = Report.on(tunneled(.mcr, denial), tunneled(.entraLogin, denial), working(.acr))
    #expect(report.causes == [.proxyDenies])
    #expect(report.findings[0].subject.members == ["login.microsoftonline.com:443", "mcr.microsoft.com:443"])
  }

  @Test func `that breaks off for one target denies it, since it lets another through`() {
    let report = Report.on(tunneled(.mcr, .failed(reason: "closed", after: .zero)), working(.acr))
    #expect(report.causes == [.proxyDenies])
    #expect(report.findings[0].confidence == .suspected)
    #expect(report.findings[0].facts[.status] == "closed")
  }

  @Test func `that cannot be connected to is unreachable, once`() {
    let dead = Evidence.connection("10.9.9.9", port: 3128, .refused(after: .zero), isToProxy: true)
    let report = Report.on(visit(.mcr, toProxy + [dead]), visit(.acr, [dead]))
    #expect(report.codes(answers) == [.proxyUnreachable])
    #expect(report[answers].symptoms[0].facts[.reason] == "connection refused")
    #expect(report.causes == [.proxyUnreachable])
    #expect(report.findings[0].subject.members.count == 2)
  }

  @Test func `whose name does not exist is unresolvable`() {
    let report = Report.on(visit(.mcr, Evidence.lookups("proxy.corp", .missing(zone: "corp"))))
    #expect(report.causes == [.proxyUnresolvable])
  }

  @Test func `is not blamed when no nameserver answers`() {
    let report = Report.on(visit(.mcr, Evidence.lookups("proxy.corp", .silence) + [.tunnel("x", .proxyUnresolved)]))
    #expect(report[answers].outcome == .blocked(by: ["preconditions/nameservers-answer"]))
    #expect(report.causes == [.dnsServerSilent])
    #expect(report.findings[0].blocks == [answers])
  }

  @Test func `not asked is no evidence`() {
    #expect(Report.on(visit(.mcr, toProxy))[answers].outcome == .inconclusive)
  }
}
