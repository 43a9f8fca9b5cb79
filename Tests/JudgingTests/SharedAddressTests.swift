import Judging
import Model
import TestSupport
import Testing

private let page = "10.9.9.9"

private func sent(_ endpoint: Endpoint, to address: String = page, aliases: [String] = []) -> Visit {
  let host = endpoint.host.description
  return .of(
    endpoint, addresses: [address], aliases: aliases,
    handshake: .handshake(
      address, host, chain: [.with(subject: "CN=filter.example", issuer: "CN=Filter CA")],
      errors: [.with(.selfSignedInChain)]),
    response: .response(address, status: 403, headers: [:], body: "<title>Blocked</title>"))
}

@Suite struct `One address of unrelated names` {
  @Test func `is a filter's page if none of them is served there`() {
    let report = Report.on(sent(.mcr), sent(.entraLogin), .of(.acr))
    #expect(report.causes == [.dnsSinkhole])
    #expect(report.findings[0].subject.id == "mcr")
    #expect(report.findings[0].subject.members.count == 2)
    #expect(report.findings[0].confidence == .supported)
  }

  @Test func `is a page for everything if nothing has another address`() {
    let report = Report.on(sent(.mcr), sent(.entraLogin), sent(.acr))
    #expect(report.causes == [.dnsSinkhole])
    #expect(report.findings[0].subject.kind == .nameserver)
    #expect(report.findings[0].subject.id == "10.0.0.4")
    #expect(report.findings[0].subject.members.count == 3)
  }

  @Test func `does no harm if the services answer there`() {
    #expect(Report.on(.of(.mcr), .of(.entraLogin), .of(.acr)).findings.isEmpty)
  }

  @Test func `is a front that several services share if they lead there by aliases`() {
    let report = Report.on(
      sent(.mcr, to: "20.61.0.9", aliases: ["a-0016.a-msedge.net"]),
      sent(.entraLogin, to: "20.61.0.9", aliases: ["b-0016.a-msedge.net"]), .of(.acr))
    #expect(report.causes.contains(.serviceImpostor))
    #expect(!report.causes.contains(.dnsSinkhole))
  }

  @Test func `is none of a filter's where one of them is served`() {
    let served = Visit.of(.entraLogin, addresses: [page])
    #expect(!Report.on(sent(.mcr), served, .of(.acr)).causes.contains(.dnsSinkhole))
  }

  @Test func `is none of a filter's where a device opens TLS and the services answer behind it`() {
    let opened = Visit.of(
      .entraLogin, addresses: [page],
      handshake: .handshake(
        page, "login.microsoftonline.com", chain: [.with(subject: "CN=filter.example", issuer: "CN=Filter CA")],
        errors: [.with(.selfSignedInChain)]))
    #expect(!Report.on(sent(.mcr), opened, .of(.acr)).causes.contains(.dnsSinkhole))
  }

  @Test(arguments: [([Endpoint.mcr, .entraLogin], false), ([.mcr, .entraLogin, .acr], true)])
  func `in public takes more names to be a filter's`(endpoints: [Endpoint], isPage: Bool) {
    let visits = endpoints.map { sent($0, to: "20.61.0.9") }
    #expect(Report.on(visits + [.of(.blobStorage)]).causes.contains(.dnsSinkhole) == isPage)
  }

  @Test func `is nothing of names of one domain`() {
    #expect(!Report.on(sent(.acr), sent(.acrData), .of(.mcr)).causes.contains(.dnsSinkhole))
  }
}
