extension HTTPAnswer {
  private static let json = (name: "Content-Type", value: "application/json; charset=utf-8")

  /// A Kubernetes API server to a stranger.
  static var apiServer: HTTPAnswer {
    HTTPAnswer(
      401, "Unauthorized",
      headers: [
        ("Audit-Id", requestID()), ("Cache-Control", "no-cache, private"), ("Content-Type", "application/json"),
      ],
      body: """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized",\
        "reason":"Unauthorized","code":401}

        """)
  }

  /// Azure Machine Learning's own API.
  static var azureML: HTTPAnswer {
    let id = requestID()
    return HTTPAnswer(
      401, "Unauthorized",
      headers: [
        json, ("x-ms-response-type", "error"), ("x-ms-client-request-id", id),
        ("x-aml-cluster", "vienna-westeurope-01"),
        ("x-request-time", "0.004"), ("Request-Context", "appId=cid-v1:\(requestID())"),
      ],
      body: """
        {"error":{"code":"UserError","message":"Bearer token not provided.","innerError":\
        {"code":"AuthorizationError"}},"correlation":{"operation":"\(id)","request":"demo"},\
        "environment":"westeurope","location":"westeurope","componentName":"gateway"}
        """)
  }

  /// Where the router sends its telemetry.
  static var telemetry: HTTPAnswer {
    HTTPAnswer(
      401, "Unauthorized",
      headers: [
        json, ("x-ms-activity-id", requestID()),
        ("WWW-Authenticate", "Bearer authorization_uri=https://login.microsoftonline.com/common"),
      ], body: #"{"error":{"code":"Unauthorized","message":"Authentication is required."}}"#)
  }

  /// The sign-in service: its public description of itself (OpenID Connect Discovery 1.0 section 4.2), the same for all
  /// tenants, and no tokens.
  static func login(to request: HTTPRequest) -> HTTPAnswer {
    let head = [json, ("x-ms-request-id", requestID()), ("x-ms-ests-server", "2.1.0 - WEULR1 ProdSlices")]
    if request.path.hasSuffix("/token") {
      return HTTPAnswer(
        400, "Bad Request", headers: head,
        body: """
          {"error":"invalid_request","error_description":"AADSTS900144: The request body must contain the following \
          parameter: 'client_assertion'.","error_codes":[900144]}
          """)
    }
    let base = "https://\(LabHost.entraLogin.rawValue)"
    return HTTPAnswer(
      200, "OK", headers: head,
      body: """
        {"token_endpoint":"\(base)/common/oauth2/v2.0/token",\
        "jwks_uri":"\(base)/common/discovery/v2.0/keys","issuer":"\(base)/{tenantid}/v2.0",\
        "authorization_endpoint":"\(base)/common/oauth2/v2.0/authorize",\
        "response_types_supported":["code","id_token"],"subject_types_supported":["pairwise"]}
        """)
  }

  static var resourceManager: HTTPAnswer {
    let id = requestID()
    return HTTPAnswer(
      401, "Unauthorized",
      headers: [
        json, ("x-ms-failure-cause", "gateway"), ("x-ms-request-id", id), ("x-ms-correlation-request-id", id),
        ("x-ms-routing-request-id", "WESTEUROPE:\(id)"),
        (
          "WWW-Authenticate",
          """
          Bearer authorization_uri="https://login.windows.net/", error="invalid_token", \
          error_description="The authentication failed because of missing 'Authorization' header."
          """
        ),
      ],
      body: """
        {"error":{"code":"AuthenticationFailed","message":"Authentication failed. The 'Authorization' header is \
        missing."}}
        """)
  }
}
