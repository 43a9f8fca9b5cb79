import Model
import TestSupport
import Testing

@Suite struct `A name that fails alone` {
  @Test(arguments: [
    (Lookup.Ending.missing(zone: "microsoft.com"), Cause.dnsNameMissing, Finding.Confidence.proved),
    (.response(zone: "microsoft.com"), .dnsNoAddress, .proved), (.silence, .dnsNameDropped, .supported),
    (.refused(after: .zero), .dnsNameDropped, .supported), (.serverFailure, .dnsServerFails, .supported),
    (.denial, .dnsServerRefuses, .supported),
    (.malformed(reason: "loop", message: Bytes([])), .dnsAnswerMalformed, .proved),
  ])
  func `is the endpoint's finding, with its zone`(ending: Lookup.Ending, cause: Cause, confidence: Finding.Confidence) {
    let report = Report.on(.of(.entraLogin), .unresolved(.mcr, ending))
    #expect(report.causes == [cause])
    let finding = report.findings[0]
    #expect(finding.subject == Finding.Subject(kind: .endpoint, id: "mcr", detail: "microsoft.com"))
    #expect(finding.confidence == confidence)
    #expect(finding.explains == ["cluster-creation/mcr-resolves"])
    #expect(finding.blocks == ["cluster-creation/mcr-answers"])
    #expect(finding.facts[.host] == "mcr.microsoft.com")
    #expect(finding.facts[.nameserver] == "10.0.0.4")
    #expect(finding.evidenceFor.count == 2)
  }

  @Test func `in later phases too is one finding, from the first phase`() {
    let report = Report.on(
      .of(.entraLogin), .unresolved(.mcr, .missing(), phases: [.serving, .routerStart]))
    #expect(report.causes == [.dnsNameMissing])
    #expect(report.findings[0].firstBrokenPhase == .routerStart)
    #expect(report.findings[0].explains == ["router-start/mcr-resolves", "serving/mcr-resolves"])
    #expect(report.findings[0].blocks == ["router-start/mcr-answers", "serving/mcr-answers"])
    #expect(report["serving/mcr-answers"].outcome == .blocked(by: ["serving/mcr-resolves"]))
  }

  @Test func `shares a finding with the names of its zone`() {
    let report = Report.on(
      .of(.entraLogin), .unresolved(.acr, .serverFailure), .unresolved(.acrData, .serverFailure),
      deployment: .with(privateEndpoints: [.acr, .acrData]))
    #expect(report.causes == [.dnsServerFails])
    #expect(report.findings[0].subject.detail == "privatelink.azurecr.io")
    #expect(report.findings[0].subject.members == ["myacr.azurecr.io:443", "myacr.westeurope.data.azurecr.io:443"])
  }

  @Test func `does not share one with another zone's`() {
    let report = Report.on(.of(.entraLogin), .unresolved(.acr, .serverFailure), .unresolved(.mcr, .serverFailure))
    #expect(report.causes == [.dnsServerFails, .dnsServerFails])
  }

  @Test func `at both nameservers names both`() {
    let both: [SocketAddress] = [.firstNameserver, .secondNameserver]
    let report = Report.on(.unresolved(.mcr, .missing(), at: both), nameservers: both)
    #expect(report.causes == [.dnsNameMissing])
    #expect(report.findings[0].facts[.nameserver] == "10.0.0.4, 10.0.0.5")
  }

  @Test func `that is denied by one nameserver and dropped by the other is missing`() {
    let both: [SocketAddress] = [.firstNameserver, .secondNameserver]
    let host = "mcr.microsoft.com"
    let lookups = Evidence.lookups(host, .silence) + Evidence.lookups(host, at: .secondNameserver, .missing())
    let other = both.flatMap { Evidence.lookups("login.microsoftonline.com", at: $0, addresses: ["20.61.0.1"]) }
    let report = Report.on(.of(.entraLogin, lookups: other), Visit(.mcr, evidence: lookups), nameservers: both)
    #expect(report.causes == [.dnsNameMissing])
  }
}

@Suite struct `A filter in a nameserver` {
  @Test func `is one finding for all names that it sinks`() {
    let report = Report.on(
      .unresolved(.mcr, .response(addresses: ["0.0.0.0"])), .unresolved(.acr, .response(addresses: ["0.0.0.0"])),
      .of(.entraLogin))
    #expect(report.causes == [.dnsSinkhole])
    #expect(report.findings[0].subject.members.count == 2)
    #expect(report.findings[0].facts[.address] == "0.0.0.0")
  }
}

@Suite struct `A filter in one nameserver of two` {
  @Test func `does not make the sunk address an address of the service`() {
    let host = "mcr.microsoft.com"
    let evidence: [Evidence] =
      Evidence.lookups(host, addresses: ["20.61.0.1"])
      + Evidence.lookups(host, at: .secondNameserver, addresses: ["0.0.0.0"])
      + [
        .connection("0.0.0.0", .refused(after: .zero)), .connection("20.61.0.1"), .handshake("20.61.0.1", host),
        .response("20.61.0.1"),
      ]
    let report = Report.on(Visit(.mcr, evidence: evidence), nameservers: [.firstNameserver, .secondNameserver])
    #expect(report["cluster-creation/mcr-answers"].outcome == .pass)
    #expect(report["cluster-creation/mcr-answers"].symptoms.isEmpty)
    #expect(report.codes("cluster-creation/mcr-resolves") == [.nameserversDisagree, .sinkholeAddress])
    #expect(report.causes == [.dnsServersDisagree])
  }
}

@Suite struct `TCP to a nameserver` {
  @Test func `that is blocked is the nameserver's finding, whatever the names`() {
    let visits = [Endpoint.mcr, .acr].map { endpoint in
      Visit(
        endpoint,
        evidence: [
          .lookup(endpoint.host.description, .response(), retry: .unanswered(after: .fiveSeconds))
        ])
    }
    let report = Report.on(visits)
    #expect(report.causes == [.dnsTCPBlocked])
    #expect(report.findings[0].subject == Finding.Subject(kind: .nameserver, id: "10.0.0.4"))
    #expect(report.findings[0].explains.count == 2)
  }
}
