import Model
import TestSupport
import Testing

@Suite struct `Everything public that ends alike` {
  private static let refused = Connection.Ending.refused(after: .moment)
  private static let prohibited = Connection.Ending.unreachable(reason: .prohibited, after: .moment)
  private let private4 = ["10.1.2.3"]

  @Test(arguments: [
    (refused, Cause.egressRejected, Finding.Confidence.supported), (prohibited, .egressProhibited, .proved),
  ])
  func `is one finding about the way out`(ending: Connection.Ending, cause: Cause, confidence: Finding.Confidence) {
    let report = Report.on(
      .of(.mcr, connection: ending), .of(.entraLogin, connection: ending), .of(.acrData, connection: ending),
      .of(.blobStorage, addresses: private4))
    #expect(report.causes == [cause])
    #expect(report.findings[0].confidence == confidence)
    #expect(report.findings[0].subject.kind == .network)
    #expect(report.findings[0].subject.id == "egress")
    #expect(report.findings[0].subject.members.count == 3)
  }

  @Test func `is not one where a single host gets through`() {
    let report = Report.on(
      .of(.mcr, connection: Self.refused), .of(.entraLogin, connection: Self.refused),
      .of(.acrData, connection: Self.refused), .of(.blobStorage))
    #expect(Set(report.causes) == [.egressRejected])
    #expect(report.findings.allSatisfy { $0.subject.kind == .endpoint })
  }

  @Test func `is not one where two end otherwise`() {
    let report = Report.on(
      .of(.mcr, connection: Self.refused), .of(.entraLogin, connection: Self.refused),
      .of(.acrData, connection: Self.refused), .of(.blobStorage, connection: Self.prohibited))
    #expect(Set(report.causes) == [.egressRejected, .egressProhibited])
    #expect(report.findings.allSatisfy { $0.subject.kind == .endpoint })
  }

  @Test func `does not take private addresses in`() {
    let report = Report.on(
      .of(.mcr, connection: Self.refused), .of(.entraLogin, connection: Self.refused),
      .of(.acrData, connection: Self.refused), .of(.blobStorage, addresses: private4, connection: Self.refused))
    #expect(report.findings.map(\.subject.id).sorted() == ["blobStorage", "egress"])
  }

  @Test func `of two hosts is not yet everything`() {
    let report = Report.on(.of(.mcr, connection: Self.refused), .of(.entraLogin, connection: Self.refused))
    #expect(report.causes == [.egressRejected, .egressRejected])
  }
}

@Suite struct `A filter that sinks IPv4 alone` {
  @Test func `is the cause, and not that there is no way over IPv6`() {
    let host = "mcr.microsoft.com"
    let visit = Visit(
      .mcr,
      evidence: [
        .lookup(host, .response(addresses: ["0.0.0.0"])),
        .lookup(host, type: .aaaa, .response(addresses: ["2603:1030::1"])),
        .connection("2603:1030::1", .unreachable(reason: .network, after: .zero)),
      ])
    let report = Report.on(.of(.entraLogin), visit)
    #expect(report.causes == [.dnsSinkhole])
  }

  @Test func `does not explain silence at the address that is good`() {
    let host = "mcr.microsoft.com"
    let visit = Visit(
      .mcr,
      evidence: [
        .lookup(host, .response(addresses: ["0.0.0.0"])),
        .lookup(host, type: .aaaa, .response(addresses: ["2603:1030::1"])),
        .connection("2603:1030::1", .unanswered(after: .fiveSeconds)),
      ])
    #expect(Set(Report.on(.of(.entraLogin), visit).causes) == [.dnsSinkhole, .egressDropped])
  }
}

@Suite struct `A portal in the place of all` {
  private let address = "20.61.0.1"
  private let page = Evidence.response("20.61.0.1", status: 302, headers: [:], body: "<title>Sign in</title>")

  private func handshake(_ endpoint: Endpoint, issuer: String = "CN=Portal CA") -> Evidence {
    .handshake(
      address, endpoint.host.description,
      chain: [.with(subject: "CN=portal.example", issuer: issuer), .authority(issuer)],
      errors: [.with(.selfSignedInChain)], nameMatches: false)
  }

  private func shaken(_ endpoint: Endpoint, issuer: String = "CN=Portal CA") -> Visit {
    let host = endpoint.host.description
    return Visit(
      endpoint, [.resolves, .handshakes],
      evidence: Evidence.lookups(host, addresses: [address], aliases: ["front.azurefd.net"]) + [
        .connection(address), handshake(endpoint, issuer: issuer),
      ])
  }

  @Test func `is one impostor, also where no request was made`() {
    let report = Report.on(
      .of(.mcr, handshake: handshake(.mcr), response: page), shaken(.acrData), shaken(.blobStorage))
    #expect(report.causes == [.serviceImpostor])
    #expect(report.findings[0].subject.id == "mcr")
    #expect(report.findings[0].subject.members.count == 3)
  }

  @Test func `does not cover what another authority signed`() {
    let report = Report.on(
      .of(.mcr, handshake: handshake(.mcr), response: page), shaken(.acrData, issuer: "CN=Somebody else"))
    #expect(report.causes.contains(.serviceImpostor))
    #expect(report.causes.count > 1)
  }

  @Test func `is a device that inspects and blocks one page where the services themselves answer behind it`() {
    let report = Report.on(
      .of(.mcr, handshake: handshake(.mcr), response: page), .of(.entraLogin, handshake: handshake(.entraLogin)),
      .of(.acr, handshake: handshake(.acr)), shaken(.acrData))
    #expect(report.causes.contains(.serviceImpostor))
    #expect(report.causes.contains(.tlsIntercepted))
  }
}
