extension HTTPAnswer {
  /// The package host: its signing key, and nothing else.
  static func packages(path: String) -> HTTPAnswer {
    guard path.hasSuffix(".asc") else { return HTTPAnswer(404, "Not Found", headers: [("Server", "nginx")]) }
    return HTTPAnswer(
      200, "OK", headers: [("Server", "nginx"), ("Content-Type", "application/octet-stream")], body: signingKey)
  }

  /// The host of the node's binaries, as its health path answers.
  static var binaries: HTTPAnswer {
    HTTPAnswer(
      200, "OK",
      headers: [("Content-Type", "text/plain"), ("x-azure-ref", requestID()), ("x-cache", "CONFIG_NOCACHE")],
      body: "healthy\n")
  }

  /// ASCII armor (RFC 9580 section 6.2) around a text that says it is no key.
  private static let signingKey = """
    -----BEGIN PGP PUBLIC KEY BLOCK-----
    Comment: the demo lab's stand-in, not a key

    VGhpcyBpcyB0aGUgZGVtbyBsYWIsIG5vdCBhIGtleS4=
    =UO04
    -----END PGP PUBLIC KEY BLOCK-----

    """
}
