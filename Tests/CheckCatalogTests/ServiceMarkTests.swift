import CheckCatalog
import Foundation
import Model
import Testing

/// Answers as public documents and logs show them, and what the marks make of each.
@Suite struct `The marks of services` {
  struct Sample: Sendable, CustomTestStringConvertible {
    var service: String
    var status: Int
    var headers: [String: String] = [:]
    var body = ""
    var meaning: Service.Answer.Meaning?
    var testDescription: String { "\(service) \(status) \(headers.keys.sorted()) \(body.prefix(40))" }
  }

  /// Read once for all cases.
  static let services = Result { try CatalogReader.embedded().services }

  static let recognized = [
    Sample(
      service: "container-registry", status: 401,
      headers: [
        "www-authenticate": "Bearer realm=\"https://myacr.azurecr.io/oauth2/token\",service=\"myacr.azurecr.io\"",
        "docker-distribution-api-version": "registry/2.0",
      ], meaning: .works),
    Sample(
      service: "container-registry", status: 200, headers: ["docker-distribution-api-version": "registry/2.0"],
      body: "{}", meaning: .works),
    Sample(
      service: "container-registry", status: 403, headers: ["content-type": "application/json; charset=utf-8"],
      body: #"{"errors":[{"code":"DENIED","message":"client with IP '20.1.2.3' is not allowed access."}]}"#,
      meaning: .denies),
    Sample(
      service: "container-registry", status: 429, headers: ["docker-distribution-api-version": "registry/2.0"],
      meaning: .throttles),
    Sample(
      service: "azure-blob", status: 400,
      headers: [
        "server": "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0", "x-ms-request-id": "1", "x-ms-version": "2009-09-19",
      ], meaning: .works),
    Sample(
      service: "azure-blob", status: 403,
      headers: [
        "server": "Microsoft-HTTPAPI/2.0", "x-ms-request-id": "1", "x-ms-error-code": "AuthorizationFailure",
        "content-type": "application/xml",
      ], meaning: .denies),
    Sample(
      service: "azure-blob", status: 403,
      headers: ["x-ms-request-id": "1", "x-ms-error-code": "AuthenticationFailed", "content-type": "application/xml"],
      meaning: .works),
    Sample(
      service: "azure-blob", status: 503, headers: ["x-ms-request-id": "1", "x-ms-error-code": "ServerBusy"],
      meaning: .throttles),
    Sample(
      service: "azure-table", status: 403,
      headers: ["server": "Windows-Azure-Table/1.0 Microsoft-HTTPAPI/2.0", "x-ms-request-id": "1"],
      body: #"{"odata.error":{"code":"AuthenticationFailed","message":{"lang":"en-US","value":"…"}}}"#, meaning: .works),
    Sample(
      service: "azureml-api", status: 404,
      headers: ["x-aml-cluster": "vienna-westeurope-01", "x-request-time": "0.001"], meaning: .works),
    Sample(
      service: "azureml-api", status: 401, headers: ["content-type": "application/json"],
      body: #"{"error":{"code":"UserError"},"correlation":{"operation":"1"}}"#, meaning: .works),
    Sample(
      service: "entra-login", status: 200, headers: ["content-type": "application/json; charset=utf-8"],
      body: #"{"token_endpoint":"https://login.microsoftonline.com/common/oauth2/v2.0/token""#, meaning: .works),
    Sample(
      service: "azure-resource-manager", status: 401,
      headers: [
        "www-authenticate": "Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\"",
        "x-ms-failure-cause": "gateway",
      ], meaning: .works),
    Sample(
      service: "kubernetes-api", status: 401, headers: ["audit-id": "1"],
      body: #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":401}"#, meaning: .works),
    Sample(
      service: "kubernetes-api", status: 200,
      body: #"{"major":"1","minor":"29","gitVersion":"v1.29.4","platform":"linux/amd64"}"#, meaning: .works),
    Sample(
      service: "kubernetes-api", status: 503,
      body: #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":503}"#, meaning: .fails),
    Sample(
      service: "package-repository", status: 200, body: "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: …",
      meaning: .works),
    Sample(service: "aks-binaries", status: 200, headers: ["content-type": "text/plain"], body: "ok", meaning: .works),
    Sample(
      service: "scoring", status: 401, headers: ["content-type": "text/plain", "x-request-id": "1"], meaning: .works),
    Sample(service: "scoring", status: 503, headers: ["content-type": "text/plain"], meaning: .throttles),
    Sample(
      service: "scoring", status: 502, headers: ["x-ms-run-function-failed": "True", "content-type": "text/html"],
      meaning: .fails),
  ]

  @Test(arguments: recognized) func `tell what a known answer means`(sample: Sample) throws {
    #expect(try meaning(of: sample) == sample.meaning)
  }

  @Test(
    arguments: try CatalogReader.embedded().services.keys.sorted(),
    [
      Sample(
        service: "", status: 200, headers: ["content-type": "text/html", "server": "Firewall"],
        body: "<html><title>Access denied</title>Category: Technology"),
      Sample(
        service: "", status: 302, headers: ["location": "https://portal.corp/login", "content-type": "text/html"]),
      Sample(service: "", status: 403, headers: ["content-type": "text/html; charset=utf-8"], body: "<h1>Blocked</h1>"),
      Sample(service: "", status: 503, headers: ["content-type": "text/html", "server": "squid"], body: "<html>"),
      Sample(service: "", status: 404, headers: ["content-type": "text/html", "server": "nginx"], body: "<html>404"),
      // A page that is hosted on Azure, with monitoring.
      Sample(
        service: "", status: 403, headers: ["content-type": "text/html", "request-context": "appId=cid-v1:1"],
        body: "<html>Blocked"),
      // Azure Firewall's own answer, and those of proxies that have no page.
      Sample(
        service: "", status: 470, headers: ["content-type": "text/plain; charset=utf-8"],
        body: "Action: Deny. Reason: No rule matched. Proceeding with default action."),
      Sample(service: "", status: 407, headers: ["content-type": "text/plain"], body: "Proxy credentials needed"),
      Sample(service: "", status: 451, headers: ["content-type": "text/plain"], body: "Blocked"),
    ])
  func `do not take a block page for the service`(service: Service.ID, page: Sample) throws {
    var page = page
    page.service = service.rawValue
    #expect(try meaning(of: page) == nil)
  }

  /// Matching as the documentation of `Service` says it.
  private func meaning(of sample: Sample) throws -> Service.Answer.Meaning? {
    let service = try #require(Self.services.get()[Service.ID(rawValue: sample.service)])
    let json = try? JSONSerialization.jsonObject(with: Data(sample.body.utf8)) as? [String: Any]  // not JSON: no keys
    func contains(_ text: String, _ part: String) -> Bool { text.lowercased().contains(part.lowercased()) }
    return service.answers.first { answer in
      (answer.statuses.isEmpty || answer.statuses.contains { $0.contains(sample.status) })
        && answer.marks.allSatisfy { mark in
          switch mark {
          case .headerPresent(let name): sample.headers[name] != nil
          case .headerContains(let name, let text): contains(sample.headers[name] ?? "", text)
          case .headerLacks(let name, let text): !contains(sample.headers[name] ?? "", text)
          case .jsonKeys(let keys): keys.allSatisfy { json?[$0] != nil }
          case .bodyContains(let text): sample.body.contains(text)
          }
        }
    }?.meaning
  }
}
