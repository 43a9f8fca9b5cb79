import Model
import TestSupport
import Testing

private let handshakes: Requirement.ID = "cluster-creation/mcr-handshakes"
private let host = "mcr.microsoft.com"
private let address = "20.61.0.1"

private func visit(_ handshake: Evidence, endpoint: Endpoint = .mcr) -> Visit {
  .of(endpoint, [.resolves, .handshakes], handshake: handshake)
}

private func visit(_ chain: [Certificate], _ errors: [ChainError] = [], nameMatches: Bool = true) -> Visit {
  visit(.handshake(address, host, chain: chain, errors: errors, nameMatches: nameMatches))
}

@Suite struct `A handshake` {
  @Test(arguments: [
    (Handshake.Ending.reset(after: .zero), Symptom.Code.handshakeReset, Cause.egressSNIClosed),
    (.closed(after: .zero), .handshakeClosed, .egressSNIClosed),
    (.unanswered(after: .fiveSeconds), .handshakeUnanswered, .egressSNIDropped),
    (.alerted(alert: "unrecognized_name", after: .zero), .handshakeAlerted, .egressSNIClosed),
    (.alerted(alert: "protocol_version", after: .zero), .handshakeAlerted, .tlsVersionUnsupported),
    (.unsupported(reason: "TLS 1.0", after: .zero), .versionUnsupported, .tlsVersionUnsupported),
    (.notTLS(reason: "plain HTTP", after: .zero), .notTLS, .serviceImpostor),
  ])
  func `fails by how it ended`(ending: Handshake.Ending, code: Symptom.Code, cause: Cause) {
    let report = Report.on(visit(.handshake(address, host, ending)))
    #expect(report[handshakes].outcome == .fail)
    #expect(report.codes(handshakes) == [code])
    #expect(report.causes == [cause])
  }

  @Test func `that we could not make is inconclusive`() {
    let report = Report.on(visit(.handshake(address, host, .notTried(error: .noFileLeft))))
    #expect(report[handshakes].outcome == .inconclusive)
    #expect(report.codes(handshakes) == [.handshakeNotTried])
  }

  @Test func `without a certificate shows nothing`() {
    #expect(Report.on(visit([]))[handshakes].outcome == .inconclusive)
  }

  @Test func `is not to be seen where no TLS is spoken`() {
    let plain = Endpoint.with(host: host, port: 80, transport: .http)
    #expect(Report.on(.of(plain, [.handshakes]))[handshakes].outcome == .inconclusive)
  }

  // A client takes the next address when it cannot connect, and not when what it connected to fails.
  @Test func `that fails at one address of two fails`() {
    let evidence: [Evidence] =
      Evidence.lookups(host, addresses: [address, "20.61.0.2"])
      + [
        .connection(address), .connection("20.61.0.2"), .handshake(address, host),
        .handshake("20.61.0.2", host, .reset(after: .zero)),
      ]
    let report = Report.on(Visit(.mcr, [.resolves, .handshakes], evidence: evidence))
    #expect(report[handshakes].outcome == .fail)
    #expect(report.codes(handshakes) == [.addressDead])
    #expect(report.causes == [.egressOneAddressDead])
    #expect(report.findings[0].severity == .failure)
  }

  @Test func `with a bad certificate at one address of two fails`() {
    let old = Certificate.with(subject: "CN=old", until: .testStart.adding(days: -1))
    let evidence: [Evidence] =
      Evidence.lookups(host, addresses: [address, "20.61.0.2"])
      + [
        .connection(address), .connection("20.61.0.2"), .handshake(address, host),
        .handshake("20.61.0.2", host, chain: [old]),
      ]
    let report = Report.on(Visit(.mcr, [.resolves, .handshakes], evidence: evidence))
    #expect(report[handshakes].outcome == .fail)
    #expect(report.causes == [.tlsExpired])
    #expect(report.findings[0].facts[.address] == "20.61.0.2")
  }
}

@Suite struct `A certificate` {
  @Test(arguments: [(-3, "3"), (-1, "1")])
  func `that has expired fails`(end: Int64, days: String) {
    let report = Report.on(visit([.with(until: .testStart.adding(days: end))], [.with(.expired)]))
    #expect(report.codes(handshakes) == [.certificateExpired])
    #expect(report[handshakes].symptoms[0].facts[.days] == days)
    #expect(report.causes == [.tlsExpired])
    #expect(report.findings[0].subject.kind == .certificate)
    #expect(report.findings[0].subject.id == "mcr")
    #expect(report.findings[0].subject.detail == "CN=Microsoft TLS CA,O=Microsoft Corporation")
    #expect(report.findings[0].facts[.notAfter] == Timestamp.testStart.adding(days: end).day)
  }

  @Test(arguments: [(0, "0"), (14, "14"), (30, "30")])
  func `that expires within 30 days is a warning`(end: Int64, days: String) {
    let report = Report.on(visit([.with(until: .testStart.adding(days: end))]))
    #expect(report[handshakes].outcome == .pass)
    #expect(report[handshakes].symptoms[0].facts[.days] == days)
    #expect(report.causes == [.tlsExpiresSoon])
    #expect(report.findings[0].severity == .warning)
  }

  @Test func `that lasts longer than 30 days is fine`() {
    #expect(Report.on(visit([.with(until: .testStart.adding(days: 31))])).findings.isEmpty)
  }

  @Test func `of a root that is sent along may end when it likes`() {
    var root = Certificate.authority("CN=Root")
    root.notAfter = .testStart.adding(days: -1)
    #expect(Report.on(visit([.with(issuer: "CN=Root"), root])).findings.isEmpty)
  }

  @Test func `that is sent along and on nobody's way may end when it likes`() {
    var old = Certificate.authority("CN=Root", issuer: "CN=Older Root")
    old.notAfter = .testStart.adding(days: -400)
    var unrelated = Certificate.authority("CN=Unrelated", issuer: "CN=Older Root")
    unrelated.notAfter = .testStart.adding(days: 3)
    let chain: [Certificate] = [
      .with(issuer: "CN=Issuing"), .authority("CN=Issuing", issuer: "CN=Root"), old, unrelated,
    ]
    // The library found a way to a root of its own, on which nothing is expired.
    #expect(Report.on(visit(chain)).findings.isEmpty)
  }

  @Test func `of an issuer that has expired fails, and is the one named`() {
    var issuing = Certificate.authority("CN=Issuing", issuer: "CN=Root")
    issuing.notAfter = .testStart.adding(days: -3)
    let chain: [Certificate] = [.with(issuer: "CN=Issuing"), .authority("CN=Else", issuer: "CN=Root"), issuing]
    let report = Report.on(visit(chain, [.with(.expired, depth: 1)]))
    #expect(report.causes == [.tlsExpired])
    #expect(report.findings[0].facts[.subject] == "CN=Issuing")
  }

  @Test func `of an issuer that expires soon is a warning`() {
    var issuing = Certificate.authority("CN=Issuing", issuer: "CN=Root")
    issuing.notAfter = .testStart.adding(days: 3)
    let report = Report.on(visit([.with(issuer: "CN=Issuing"), issuing]))
    #expect(report.causes == [.tlsExpiresSoon])
    #expect(report.findings[0].facts[.subject] == "CN=Issuing")
  }

  @Test func `that is not valid yet fails`() {
    let report = Report.on(visit([.with(from: .testStart.adding(days: 2))], [.with(.notYetValid)]))
    #expect(report.codes(handshakes) == [.certificateNotYetValid])
    #expect(report.causes == [.tlsNotYetValid])
    #expect(report.findings[0].facts[.notBefore] == "2026-02-02")
  }

  @Test func `for another name fails`() {
    let report = Report.on(visit([.with(names: ["*.corp", "corp"])], nameMatches: false))
    #expect(report.codes(handshakes) == [.nameMismatch])
    #expect(report.causes == [.tlsNameMismatch])
    #expect(report.findings[0].facts[.names] == "*.corp, corp")
  }

  @Test(arguments: [
    ChainError.Reason.invalidSignature, .invalidAuthority, .invalidPurpose, .revoked, .weakKey, .other,
  ])
  func `with another fault fails`(reason: ChainError.Reason) {
    let report = Report.on(visit([.with()], [.with(reason, detail: "words")]))
    #expect(report.codes(handshakes) == [.chainInvalid])
    #expect(report.causes == [.tlsInvalidChain])
    #expect(report.findings[0].facts[.reason] == "words")
  }

  @Test func `that signed itself comes from an unknown issuer`() {
    let report = Report.on(visit([.with(subject: "CN=x", issuer: "CN=x")], [.with(.selfSigned)]))
    #expect(report.codes(handshakes) == [.issuerUnknown])
    #expect(report.causes == [.tlsUnknownIssuer])
    #expect(report.findings[0].subject.detail == "CN=x")
  }

  @Test func `under a root that nobody knows names that root`() {
    let chain: [Certificate] = [
      .with(issuer: "CN=Corp Issuing"), .authority("CN=Corp Issuing", issuer: "CN=Corp Root"),
      .authority("CN=Corp Root"),
    ]
    let report = Report.on(visit(chain, [.with(.selfSignedInChain, depth: 2)]))
    #expect(report.causes == [.tlsUnknownIssuer])
    #expect(report.findings[0].facts[.issuer] == "CN=Corp Root")
  }

  @Test func `that comes alone is an incomplete chain, and says no more than that`() {
    let report = Report.on(visit([.with()], [.with(.issuerNotFound), .with(.other)]))
    #expect(report.codes(handshakes) == [.chainIncomplete])
    #expect(report.causes == [.tlsIncompleteChain])
    #expect(report.findings[0].confidence == .suspected)
  }

  @Test func `that comes alone and says where its issuer is makes that likely`() {
    let report = Report.on(visit([.with(issuerURLs: ["http://ca/issuer.crt"])], [.with(.issuerNotFound)]))
    #expect(report.findings[0].confidence == .supported)
  }

  @Test func `whose issuer another endpoint presents proves it`() {
    let issuer = "CN=Microsoft TLS CA,O=Microsoft Corporation"
    let other = Evidence.handshake(
      address, "login.microsoftonline.com", chain: [.with(subject: "CN=login"), .authority(issuer, issuer: "CN=Root")])
    let report = Report.on(.of(.entraLogin, handshake: other), visit([.with()], [.with(.issuerNotFound)]))
    #expect(report.causes == [.tlsIncompleteChain])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].evidenceFor.count == 2)
  }

  @Test func `of the cluster may come from anybody`() {
    let chain: [Certificate] = [.with(issuer: "CN=ca")]
    for errors: [ChainError] in [[.with(.issuerNotFound), .with(.other)], [.with(.selfSignedInChain)]] {
      let good = Evidence.handshake(address, host, chain: chain, errors: errors)
      #expect(Report.on(.of(.apiServer, handshake: good)).findings.isEmpty)
    }
    let old = Evidence.handshake(
      address, host, chain: [.with(issuer: "CN=ca", until: .testStart.adding(days: -1))],
      errors: [.with(.issuerNotFound)], nameMatches: false)
    #expect(Report.on(.of(.apiServer, handshake: old)).causes == [.tlsExpired, .tlsNameMismatch])
  }

  @Test func `on two hosts is one finding`() {
    let old = Certificate.with(subject: "CN=shared", until: .testStart.adding(days: -1))
    let report = Report.on(
      .of(.acr, handshake: .handshake(address, "myacr.azurecr.io", chain: [old])),
      .of(.acrData, handshake: .handshake(address, "data", chain: [old])))
    #expect(report.causes == [.tlsExpired])
    #expect(report.findings[0].subject.members.count == 2)
    let apart = Report.on(
      .of(.acr, handshake: .handshake(address, "myacr.azurecr.io", chain: [old])),
      .of(
        .acrData,
        handshake: .handshake(
          address, "data", chain: [.with(subject: "CN=other", until: .testStart.adding(days: -1))])))
    #expect(apart.causes == [.tlsExpired, .tlsExpired])
  }
}

@Suite struct `A clock that is wrong` {
  private func visits(_ reason: ChainError.Reason, _ endpoints: [Endpoint]) -> [Visit] {
    endpoints.map { endpoint in
      let host = endpoint.host.description
      let leaf = Certificate.with(
        subject: "CN=\(host)", from: .testStart.adding(days: reason == .notYetValid ? 1 : -100),
        until: .testStart.adding(days: reason == .expired ? -1 : 100))
      return .of(endpoint, handshake: .handshake(address, host, chain: [leaf], errors: [.with(reason)]))
    }
  }

  @Test(arguments: [(ChainError.Reason.notYetValid, "behind"), (.expired, "ahead")])
  func `is one finding for all certificates`(reason: ChainError.Reason, direction: String) {
    let report = Report.on(visits(reason, [.mcr, .entraLogin, .acr]))
    #expect(report.causes == [.clockSkewed])
    #expect(report.findings[0].facts[.after] == direction)
    #expect(report.findings[0].subject.kind == .clock)
    #expect(report.findings[0].subject.members.count == 3)
    #expect(report.findings[0].confidence == .supported)
  }

  @Test func `is not one that a single good certificate agrees with`() {
    let report = Report.on(visits(.expired, [.mcr, .entraLogin, .acr]) + [.of(.blobStorage)])
    #expect(report.causes == [.tlsExpired, .tlsExpired, .tlsExpired])
  }

  @Test func `needs three of them`() {
    let report = Report.on(visits(.expired, [.mcr, .entraLogin]))
    #expect(report.causes == [.tlsExpired, .tlsExpired])
  }
}

@Suite struct `Interception` {
  private func intercepted(_ endpoint: Endpoint, by issuer: String) -> Visit {
    let host = endpoint.host.description
    let chain: [Certificate] = [.with(subject: "CN=\(host)", issuer: issuer), .authority(issuer)]
    return .of(endpoint, handshake: .handshake(address, host, chain: chain, errors: [.with(.selfSignedInChain)]))
  }

  @Test func `is one finding for all of Microsoft's services with one unknown issuer`() {
    let report = Report.on(
      intercepted(.mcr, by: "CN=Corp"), intercepted(.entraLogin, by: "CN=Corp"), intercepted(.acr, by: "CN=Corp"))
    #expect(report.causes == [.tlsIntercepted])
    #expect(report.findings[0].subject.members.count == 3)
    #expect(report.findings[0].subject.detail == "CN=Corp")
  }

  @Test func `needs two of them`() {
    let own = Endpoint.with(role: .scoring, host: "models.corp", service: .anyMicrosoft)
    let report = Report.on(intercepted(.mcr, by: "CN=Corp"), intercepted(own, by: "CN=Corp"))
    #expect(report.causes == [.tlsUnknownIssuer])
  }

  @Test func `needs one issuer`() {
    let report = Report.on(intercepted(.mcr, by: "CN=One"), intercepted(.entraLogin, by: "CN=Two"))
    #expect(report.causes == [.tlsUnknownIssuer, .tlsUnknownIssuer])
  }

  @Test func `is not a trust store that lacks the real authority`() {
    let real = "CN=DigiCert Global Root G2,O=DigiCert Inc,C=US"
    let report = Report.on(intercepted(.mcr, by: real), intercepted(.entraLogin, by: real))
    #expect(report.causes == [.tlsUnknownIssuer])
    #expect(report.findings[0].subject.members.count == 2)
  }

  @Test func `is not a chain left incomplete twice`() {
    let leaf = Certificate.with(issuer: "CN=Some CA", issuerURLs: ["http://ca/issuer.crt"])
    let visits = [Endpoint.mcr, .entraLogin].map { endpoint in
      Visit.of(
        endpoint,
        handshake: .handshake(address, endpoint.host.description, chain: [leaf], errors: [.with(.issuerNotFound)]))
    }
    #expect(Report.on(visits).causes == [.tlsIncompleteChain])
  }
}
