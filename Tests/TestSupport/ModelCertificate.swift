public import Model

extension Timestamp {
  /// When recordings of the builders start: 31 January 2026, 09:00.
  public static let testStart = Timestamp(year: 2026, month: 1, day: 31, hour: 9)

  public func adding(days: Int64) -> Timestamp { Timestamp(secondsSince1970: secondsSince1970 + days * 86_400) }
}

extension Certificate {
  /// A server's certificate, valid for a year around the start of the test.
  public static func with(
    subject: String = "CN=server", issuer: String = "CN=Microsoft TLS CA,O=Microsoft Corporation",
    from: Timestamp = .testStart.adding(days: -100), until: Timestamp = .testStart.adding(days: 265),
    names: [String] = [], issuerURLs: [String] = [], fingerprint: String? = nil
  ) -> Certificate {
    Certificate(
      subject: subject, issuer: issuer, notBefore: from, notAfter: until, alternativeNames: names,
      issuerURLs: issuerURLs, fingerprint: fingerprint ?? "\(subject)/\(issuer)")
  }

  /// An authority's certificate, self-signed unless an issuer is given.
  public static func authority(_ subject: String, issuer: String? = nil) -> Certificate {
    var certificate = Certificate.with(
      subject: subject, issuer: issuer ?? subject, until: .testStart.adding(days: 3_650))
    certificate.isAuthority = true
    return certificate
  }
}

extension ChainError {
  public static func with(_ reason: Reason, depth: Int = 0, detail: String = "") -> ChainError {
    ChainError(reason: reason, depth: depth, detail: detail)
  }
}
