extension HTTPAnswer {
  /// The registry protocol's version check, open to everybody; there is no image.
  static func publicRegistry(path: String) -> HTTPAnswer {
    guard path == "/v2/" || path == "/v2" else {
      return HTTPAnswer(
        404, "Not Found",
        headers: [
          ("Content-Type", "application/json; charset=utf-8"), ("Docker-Distribution-Api-Version", "registry/2.0"),
          ("X-Ms-Correlation-Request-Id", requestID()),
        ], body: #"{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}"#)
    }
    return HTTPAnswer(
      200, "OK",
      headers: [
        ("Content-Type", "application/json; charset=utf-8"), ("Docker-Distribution-Api-Version", "registry/2.0"),
        ("X-Ms-Correlation-Request-Id", requestID()),
      ], body: "{}")
  }

  /// The registry's challenge: where a token is to be had (RFC 6750 section 3).
  static func privateRegistry(host: String) -> HTTPAnswer {
    HTTPAnswer(
      401, "Unauthorized",
      headers: [
        ("Server", "AzureContainerRegistry"), ("Content-Type", "application/json; charset=utf-8"),
        ("Docker-Distribution-Api-Version", "registry/2.0"),
        ("Www-Authenticate", "Bearer realm=\"https://\(host)/oauth2/token\",service=\"\(host)\""),
        ("X-Ms-Correlation-Request-Id", requestID()),
      ],
      body: """
        {"errors":[{"code":"UNAUTHORIZED","message":"authentication required, visit \
        https://aka.ms/acr/authorization for more information."}]}

        """)
  }

  /// Where registries keep layers: blob storage, which knows no resource without a signed address.
  static var layerStore: HTTPAnswer {
    storageError(
      400, "The requested URI does not represent any resource on the server.", server: "Windows-Azure-Blob/1.0",
      code: "InvalidUri")
  }

  /// The content delivery network before the public registry.
  static var edge: HTTPAnswer {
    HTTPAnswer(
      404, "Not Found", headers: [("X-MSEdge-Ref", "Ref A: \(requestID()) Ref B: AMS231032601009 Ref C: demo")])
  }
}
