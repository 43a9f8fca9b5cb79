extension HTTPAnswer {
  /// The registry protocol's version check, open to everybody.
  static var publicRegistry: HTTPAnswer {
    HTTPAnswer(
      200, "OK",
      headers: [
        ("Content-Type", "application/json; charset=utf-8"), ("Docker-Distribution-Api-Version", "registry/2.0"),
        ("X-Ms-Correlation-Request-Id", requestID()),
      ], body: "{}")
  }

  /// The registry's challenge: where a token is to be had, and for what (RFC 6750 section 3).
  /// - Parameter realm: host and port of the token service.
  static func privateRegistry(service: String, realm: String, scope: String?) -> HTTPAnswer {
    let scope = scope.map { #",scope="\#($0)""# } ?? ""
    return HTTPAnswer(
      401, "Unauthorized",
      headers: [
        ("Server", "AzureContainerRegistry"), ("Content-Type", "application/json; charset=utf-8"),
        ("Docker-Distribution-Api-Version", "registry/2.0"),
        ("Www-Authenticate", #"Bearer realm="https://\#(realm)/oauth2/token",service="\#(service)"\#(scope)"#),
        ("X-Ms-Correlation-Request-Id", requestID()),
      ],
      body: """
        {"errors":[{"code":"UNAUTHORIZED","message":"authentication required, visit \
        https://aka.ms/acr/authorization for more information."}]}

        """)
  }

  /// The content delivery network before the public registry.
  static var edge: HTTPAnswer {
    HTTPAnswer(
      404, "Not Found", headers: [("X-MSEdge-Ref", "Ref A: \(requestID()) Ref B: AMS231032601009 Ref C: demo")])
  }
}
