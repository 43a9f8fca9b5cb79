import Judging
import Model
import TestSupport
import Testing

@Suite struct `Storage that refuses` {
  private static let service = Service(
    id: Service.ID(rawValue: "azure-blob"), title: "Azure Blob Storage", path: "/?comp=list",
    answers: [
      Service.Answer(meaning: .denies, statuses: [403...403], marks: [.headerPresent(name: "x-ms-error-code")]),
      Service.Answer(meaning: .works, statuses: [], marks: [.headerPresent(name: "x-ms-request-id")]),
    ])

  private func report(_ code: String) -> Report {
    let endpoint = Endpoint.with(
      role: .blobStorage, host: "mystore.blob.core.windows.net", service: Self.service.id,
      privateZone: "privatelink.blob.core.windows.net")
    let answer = Evidence.response(
      "20.61.0.1", status: 403, headers: ["x-ms-request-id": "1", "x-ms-error-code": code])
    return Report.on(.of(endpoint, response: answer), catalog: .with(services: [Self.service]))
  }

  @Test(arguments: [
    "AuthorizationPermissionMismatch", "InsufficientAccountPermissions", "AccountIsDisabled",
    "KeyBasedAuthenticationNotPermitted", "authorizationpermissionmismatch",
  ])
  func `whoever asks says so by its code`(code: String) {
    let report = report(code)
    #expect(report.causes == [.storageNotAuthorized])
    #expect(report.findings[0].confidence == .proved)
    #expect(report.findings[0].facts[.code] == code)
    #expect(report.findings[0].subject.id == "blobStorage")
  }

  @Test(arguments: ["AuthorizationFailure", "PublicAccessNotPermitted"])
  func `this network says so by another`(code: String) {
    #expect(report(code).causes == [.storageNetworkRules])
  }
}
