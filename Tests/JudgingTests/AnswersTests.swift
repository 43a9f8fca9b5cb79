import Model
import TestSupport
import Testing

@testable import Judging

private let answers: Requirement.ID = "cluster-creation/mcr-answers"
private let address = "20.61.0.1"
private let registry = ["docker-distribution-api-version": "registry/2.0"]

@Suite struct `An answer` {
  @Test(arguments: [200, 401, 404])
  func `with the marks of the service passes`(status: Int) {
    let report = Report.on(.of(.mcr, response: .response(address, status: status, headers: registry)))
    #expect(report[answers].outcome == .pass)
    #expect(report.findings.isEmpty)
    #expect(report[answers].observations == ["o1", "o3", "o4", "o5"])
  }

  @Test(arguments: [
    (403, "DENIED", Symptom.Code.serviceDenies, Cause.registryNetworkRules),
    (429, "", .serviceThrottles, .serviceThrottled), (503, "", .serviceFails, .serviceFailing),
  ])
  func `of the service itself may say no`(status: Int, body: String, code: Symptom.Code, cause: Cause) {
    let report = Report.on(.of(.mcr, response: .response(address, status: status, headers: registry, body: body)))
    #expect(report[answers].outcome == .fail)
    #expect(report.codes(answers) == [code])
    #expect(report.causes == [cause])
    #expect(report.findings[0].facts[.status] == String(status))
  }

  @Test func `that denies is nobody's network rules elsewhere`() {
    let response = Evidence.response(address, status: 403, headers: ["x-ms-error-code": "AuthorizationFailure"])
    #expect(Report.on(.of(.blobStorage, response: response)).causes == [.serviceFailing])
  }

  @Test func `of a storage account that denies is one finding for its hosts`() {
    let services = ["azure-blob", "azure-table"].map { id in
      Service(
        id: Service.ID(rawValue: id), title: id, path: "/",
        answers: [.init(meaning: .denies, statuses: [403...403], marks: [.headerPresent(name: "x-ms-error-code")])])
    }
    let response = Evidence.response(address, status: 403, headers: ["x-ms-error-code": "AuthorizationFailure"])
    let blob = Endpoint.with(
      role: .blobStorage, host: "mystore.blob.core.windows.net", service: services[0].id)
    let table = Endpoint.with(
      role: .tableStorage, host: "mystore.table.core.windows.net", service: services[1].id)
    let report = Report.on(
      .of(blob, response: response), .of(table, response: response), catalog: .with(services: services))
    #expect(report.causes == [.storageNetworkRules])
    #expect(report.findings[0].subject.members.count == 2)
    let other = Endpoint.with(role: .blobStorage, host: "other.blob.core.windows.net", service: services[0].id)
    #expect(
      Report.on(.of(blob, response: response), .of(other, response: response), catalog: .with(services: services))
        .causes == [.storageNetworkRules, .storageNetworkRules])
  }

  @Test func `without the marks comes from somebody else`() {
    let page = "<html><head><TITLE>\n Access\tblocked </TITLE></head></html>"
    let report = Report.on(.of(.mcr, response: .response(address, status: 200, headers: [:], body: page)))
    #expect(report[answers].outcome == .fail)
    #expect(report.codes(answers) == [.foreignAnswer])
    #expect(report[answers].symptoms[0].facts[.seen] == "Access blocked")
    #expect(report[answers].symptoms[0].facts[.status] == "200")
    #expect(report[answers].symptoms[0].facts[.expected] == "a container registry")
    #expect(report.causes == [.serviceImpostor])
    #expect(report.findings[0].confidence == .supported)
  }

  @Test func `from somebody else explains the wrong certificate before it`() {
    let handshake = Evidence.handshake(
      address, "mcr.microsoft.com", chain: [.with(subject: "CN=proxy", issuer: "CN=proxy")],
      errors: [.with(.selfSigned)], nameMatches: false)
    let response = Evidence.response(address, status: 200, headers: ["server": "squid"], body: "")
    let report = Report.on(.of(.mcr, handshake: handshake, response: response))
    #expect(report.causes == [.serviceImpostor])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].facts[.seen] == "squid")
  }

  @Test func `behind a bad certificate leaves the certificate as cause`() {
    let old = Evidence.handshake(address, "mcr.microsoft.com", chain: [.with(until: .testStart.adding(days: -1))])
    let report = Report.on(.of(.mcr, handshake: old))
    #expect(report[answers].outcome == .fail)
    #expect(report.causes == [.tlsExpired])
  }

  @Test func `the same at two endpoints is one impostor`() {
    let page = Evidence.response(address, status: 200, headers: [:], body: "<title>Blocked</title>")
    let report = Report.on(.of(.mcr, response: page), .of(.entraLogin, response: page))
    #expect(report.causes == [.serviceImpostor])
    #expect(report.findings[0].subject.members.count == 2)
  }

  @Test(arguments: [(2_000_000, 0), (2_000_001, 1)])
  func `after more than two seconds is slow`(microseconds: Int64, warnings: Int) {
    let firstByte = Milliseconds(microseconds: microseconds)
    let report = Report.on(.of(.mcr, response: .response(address, firstByte: firstByte)))
    #expect(report[answers].outcome == .pass)
    #expect(report.causes == Array(repeating: .serviceSlow, count: warnings))
    #expect(report.findings.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [
    (12, Milliseconds.moment, 0), (2_000, .fiveSeconds, 1), (Response.Answer.readLimit - 1, .moment, 0),
    (Response.Answer.readLimit, .moment, 1),
  ])
  func `that does not come to its end is slow if it is long`(bytes: Int, total: Milliseconds, warnings: Int) {
    guard case .response(var response) = Evidence.response(address), case .answered(var answer) = response.ending else {
      Issue.record("no answer to begin with")
      return
    }
    answer.bodyIsComplete = false
    (answer.bodyBytes, answer.total) = (bytes, total)
    response.ending = .answered(answer: answer)
    let report = Report.on(.of(.mcr, response: .response(response)))
    #expect(report[answers].outcome == .pass)
    #expect(report.causes == Array(repeating: .serviceSlow, count: warnings))
    #expect(report.findings.first?.facts[.after] == (warnings == 0 ? nil : total.description))
  }

  @Test(arguments: [
    (Response.Ending.unanswered(after: .fiveSeconds), Symptom.Code.responseUnanswered, Cause.serviceSlow),
    (.reset(after: .zero), .responseReset, .serviceFailing), (.closed(after: .zero), .responseClosed, .serviceFailing),
    (.notHTTP(reason: "SSH-2.0", after: .zero), .notHTTP, .serviceImpostor),
  ])
  func `that does not come is a failure`(ending: Response.Ending, code: Symptom.Code, cause: Cause) {
    let report = Report.on(.of(.mcr, response: .response(address, ending: ending)))
    #expect(report[answers].outcome == .fail)
    #expect(report.codes(answers) == [code])
    #expect(report.causes == [cause])
    #expect(report.findings[0].severity == .failure)
  }

  @Test func `that we could not ask for is inconclusive`() {
    let report = Report.on(.of(.mcr, response: .response(address, ending: .notTried(error: .noFileLeft))))
    #expect(report[answers].outcome == .inconclusive)
    #expect(report.codes(answers) == [.requestNotSent])
  }

  @Test func `of a service that the catalog does not know is inconclusive`() {
    #expect(Report.on(.of(.mcr), catalog: .with(services: []))[answers].outcome == .inconclusive)
  }

  @Test func `over plain HTTP needs no handshake`() {
    let plain = Endpoint.with(role: .scoring, host: "models.corp", port: 80, transport: .http, service: .anyMicrosoft)
    let report = Report.on(.of(plain))
    #expect(report["cluster-creation/scoring-answers"].outcome == .pass)
  }
}

@Suite struct `A mark` {
  private func answer(_ headers: [(String, String)] = [], body: String = "") -> Response.Answer {
    Response.Answer(status: 200, headers: headers.map { Response.Header(name: $0.0, value: $0.1) }, body: body)
  }

  @Test func `in a header is found in any header of that name, whatever the case`() {
    let answer = answer([("WWW-Authenticate", "Basic"), ("Www-Authenticate", "Bearer Realm=\"x\"")])
    #expect(Service.Mark.headerContains(name: "www-authenticate", text: "bearer realm").isOn(answer))
    #expect(Service.Mark.headerPresent(name: "WWW-AUTHENTICATE").isOn(answer))
    #expect(!Service.Mark.headerPresent(name: "server").isOn(answer))
  }

  @Test func `that must lack holds without the header`() {
    #expect(Service.Mark.headerLacks(name: "content-type", text: "html").isOn(answer()))
    #expect(!Service.Mark.headerLacks(name: "content-type", text: "HTML").isOn(answer([("content-type", "text/html")])))
  }

  @Test(arguments: [
    "<!DOCTYPE html><p>Blocked", "\n  <HTML lang=en>", "<!-- filter --><html><head>", "<head><title>No",
  ])
  func `that the content is no page does not hold for a page, whatever it says it is`(body: String) {
    let mark = Service.Mark.headerLacks(name: "content-type", text: "html")
    #expect(!mark.isOn(answer(body: body)))
    #expect(!mark.isOn(answer([("content-type", "text/plain")], body: body)))
    #expect(mark.isOn(answer(body: #"{"error":"no <b>token"}"#)))
    #expect(mark.isOn(answer(body: #"<?xml version="1.0"?><Error><Code>InvalidUri</Code></Error>"#)))
    #expect(Service.Mark.headerLacks(name: "server", text: "html").isOn(answer(body: body)))
  }

  @Test(arguments: [
    (#"{"kind":"Status","code":401}"#, true),
    (#" { "a" : {"kind":1,"code":[1,2,{"x":"}"}]}, "kind":"\"}", "code" :1}"#, true),
    (#"{"kind":"Status","code":401,"message":"cut o"#, true),
    (#"{"kind":"Status","message":"cut","co"#, false),
    (#"{"a":{"kind":1,"code":2}}"#, false),
    (#"[{"kind":1,"code":2}]"#, false),
    (#"<html>"kind": "code":</html>"#, false),
    ("", false), ("{", false), (#"{"kind""#, false), (#"{kind:1,code:2}"#, false),
    (#"{"a":"\\","kind":null,"code":-1.5e3}"#, true),
  ])
  func `of JSON keys looks at the top level of what is there`(body: String, isThere: Bool) {
    #expect(Service.Mark.jsonKeys(["kind", "code"]).isOn(answer(body: body)) == isThere)
  }

  @Test(arguments: [
    ("<title>a</title>", "a"), ("<TiTlE lang='en'>é ü</title>", "é ü"), ("<title>cut off", "cut off"),
    ("<title>\u{1B}[31mred\u{202E}</title>", "[31mred"),
  ])
  func `of a stranger is one line of plain text`(body: String, title: String) {
    #expect(PageTitle(of: body)?.text == title)
  }

  @Test func `of a stranger is bounded`() {
    #expect(PageTitle(of: "<title>" + String(repeating: "x", count: 500))?.text.count == 80)
    #expect(PageTitle(of: "<title></title>") == nil)
    #expect(PageTitle(of: "<titl") == nil)
    #expect(PageTitle(of: "<title") == nil)
  }
}
