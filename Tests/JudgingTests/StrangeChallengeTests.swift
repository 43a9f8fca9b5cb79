import Model
import TestSupport
import Testing

@testable import Judging

private let resourceManager = Service(
  id: Service.ID(rawValue: "resource-manager"), title: "Azure Resource Manager", path: "/",
  answers: [.init(meaning: .works, statuses: [200...499], marks: [.headerPresent(name: "x-ms-request-id")])],
  usesEntra: true)

@Suite struct `An answer of a service with tokens of Entra's` {
  private func report(
    status: Int, challenge: String? = nil, body: String = "{}", in cloud: Cloud = .public
  ) -> Report {
    var deployment = Deployment.with()
    deployment.cloud = cloud
    let login = EndpointTemplate(
      role: .entraLogin, title: "Microsoft Entra ID", transport: .https, port: 443,
      hosts: [
        .init(cloud: .public, host: "login.microsoftonline.com"),
        .init(cloud: .usGovernment, host: "login.microsoftonline.us"),
        .init(cloud: .china, host: "login.chinacloudapi.cn"),
      ])
    let endpoint = Endpoint.with(
      role: .resourceManager, host: "management.azure.com", service: resourceManager.id)
    let headers = ["x-ms-request-id": "1"].merging(challenge.map { ["www-authenticate": $0] } ?? [:]) { $1 }
    let response = Evidence.response("20.61.0.1", status: status, headers: headers, body: body)
    let templates = EndpointTemplate.usual.filter { $0.role != .entraLogin } + [login]
    return Report.on(
      .of(endpoint, response: response), deployment: deployment,
      catalog: .with(services: [resourceManager], endpoints: templates))
  }

  @Test(arguments: [
    #"Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token""#,
    #"Bearer authorization_uri="https://login.microsoftonline.us/", error="invalid_token""#,
    #"Bearer authorization_uri="https://login.windows.net/""#, "Bearer", #"Basic realm="x", Bearer realm="y""#,
  ])
  func `is its own with the challenge of a cloud that shares tenants`(challenge: String) {
    #expect(report(status: 401, challenge: challenge).causes == [])
  }

  @Test(arguments: [
    (#"Basic realm="proxy""#, "it wants a password (Basic)"), ("NTLM", "it wants a password (NTLM)"),
    ("Negotiate, NTLM", "it wants a password (Negotiate)"),
    (#"Bearer authorization_uri="https://login.chinacloudapi.cn/common""#, "tokens of login.chinacloudapi.cn"),
  ])
  func `is somebody else's with another challenge`(challenge: String, seen: String) {
    let report = report(status: 401, challenge: challenge)
    #expect(report.causes == [.serviceImpostor])
    #expect(report.findings[0].facts[.seen] == seen)
  }

  @Test(arguments: [
    ("https://login.microsoftonline.com/common/oauth2/v2.0/token", Cloud.public, true),
    ("https://login.chinacloudapi.cn/common/oauth2/v2.0/token", .public, false),
    ("https://login.chinacloudapi.cn/common/oauth2/v2.0/token", .china, true),
    ("https://login.partner.microsoftonline.cn/common/oauth2/v2.0/token", .china, true),
    ("https://login.microsoftonline.com/common/oauth2/v2.0/token", .china, false),
    ("https:\\/\\/login.microsoftonline.com\\/common", .china, false),
  ])
  func `names the token service of its cloud`(url: String, cloud: Cloud, isOwn: Bool) {
    let body = #"{"issuer":"x","token_endpoint":"\#(url)"}"#
    #expect(report(status: 200, body: body, in: cloud).causes == (isOwn ? [] : [.serviceImpostor]))
  }
}
