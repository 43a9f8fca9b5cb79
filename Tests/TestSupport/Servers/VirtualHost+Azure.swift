/// What the real services say to a stranger.
extension VirtualHost.Answer {
  public static let kubernetesAPI = VirtualHost.Answer(
    401, headers: [("Audit-Id", "2b1c0de5-90ab-4c57-8f7e-6a0f9bd9b1aa")],
    body: #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"Unauthorized","code":401}"#)
  public static let containerRegistry = VirtualHost.Answer(
    401, headers: [("Docker-Distribution-Api-Version", "registry/2.0")], body: #"{"errors":[]}"#)
  /// A registry that lets everybody in and has no image.
  public static let emptyRegistry = VirtualHost.Answer(
    404, headers: [("Docker-Distribution-Api-Version", "registry/2.0")],
    body: #"{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}"#)
  /// Azure Front Door, before the layers of a registry.
  public static let frontDoor = VirtualHost.Answer(
    404, headers: [("x-azure-ref", "20261121T120000Z-r1")], contentType: "text/plain", body: "")
  public static let blobStorage = VirtualHost.Answer(
    400, headers: [("x-ms-request-id", "6d3f"), ("x-ms-error-code", "InvalidQueryParameterValue")],
    contentType: "application/xml", body: "<Error><Code>InvalidQueryParameterValue</Code></Error>")
  public static let tableStorage = VirtualHost.Answer(
    403, headers: [("x-ms-request-id", "6d3f"), ("x-ms-error-code", "AuthenticationFailed")],
    body: #"{"odata.error":{"code":"AuthenticationFailed","message":{"lang":"en-US","value":"…"}}}"#)
  public static let azureMLAPI = VirtualHost.Answer(
    401, headers: [("x-aml-cluster", "vienna-westeurope-01"), ("x-request-time", "0.004")],
    body: #"{"error":{"code":"UserError"},"correlation":{"operation":"1"}}"#)
  public static let azureMLTelemetry = VirtualHost.Answer(
    401, headers: [("x-ms-activity-id", "4c0e")], body: #"{"error":{"code":"Unauthorized"}}"#)
  public static let entraLogin = VirtualHost.Answer(
    headers: [("x-ms-request-id", "7a11"), ("x-ms-ests-server", "2.1.0 - WEULR1")],
    body: #"{"token_endpoint":"https://login.microsoftonline.com/common/oauth2/v2.0/token"}"#)
  public static let resourceManager = VirtualHost.Answer(
    401,
    headers: [
      ("x-ms-failure-cause", "gateway"),
      ("WWW-Authenticate", #"Bearer authorization_uri="https://login.windows.net/", error="invalid_token""#),
    ], body: #"{"error":{"code":"AuthenticationFailed"}}"#)
  public static let packageRepository = VirtualHost.Answer(
    contentType: "text/plain", body: "-----BEGIN PGP PUBLIC KEY BLOCK-----\n")
  public static let aksBinaries = VirtualHost.Answer(contentType: "text/plain", body: "ok")
  public static let scoring = VirtualHost.Answer(
    401, headers: [("x-ms-request-id", "9f00")], contentType: "text/plain", body: "Authorization header is missing.")

  /// What a filtering gateway says instead of any service.
  public static let blockPage = VirtualHost.Answer(
    403, contentType: "text/html", body: "<html><body><h1>Access to this site is blocked</h1></body></html>")
}
