import Model

/// Which response headers become evidence: those that tell a service from another, a proxy or a portal. Never one that
/// carries a cookie, a token or a key.
enum KeptHeaders {
  private static let names: Set<String> = [
    // Who answers.
    "server", "via", "x-powered-by", "x-served-by", "x-cache", "x-cache-lookup", "x-azure-ref", "x-msedge-ref",
    "x-squid-error", "proxy-authenticate", "proxy-agent", "x-envoy-upstream-service-time", "cf-ray", "akamai-grn",
    // What it answers.
    "content-type", "content-length", "content-encoding", "transfer-encoding", "date", "age", "location", "retry-after",
    "allow", "warning", "strict-transport-security", "etag", "last-modified", "accept-ranges", "connection",
    // Azure and its services.
    "www-authenticate", "docker-distribution-api-version", "x-request-time", "x-request-id", "request-id",
    "request-context", "x-aml-cluster", "azureml-served-by-cluster", "azureml-model-deployment", "x-ratelimit-limit",
    "apim-request-id", "x-content-type-options", "odata-version",
    // Kubernetes.
    "audit-id", "x-kubernetes-pf-flowschema-uid", "x-kubernetes-pf-prioritylevel-uid",
    "x-kubernetes-pf-flowlevel-uid",
  ]

  private static let prefixes = ["x-ms-", "x-azure-"]
  /// Parts of a name that promise a secret, or what somebody else stored.
  private static let secrets = [
    "token", "secret", "password", "cookie", "signature", "-key", "-auth", "x-ms-meta-", "copy-source",
  ]

  /// Whether a header of this name (lower case) is kept.
  static func keeps(_ name: String) -> Bool {
    if names.contains(name) { return true }
    return prefixes.contains { name.hasPrefix($0) } && !secrets.contains { name.contains($0) }
  }

  /// A value as it is kept: without control characters and what is certainly a secret, at most 1,024 characters; of a location neither the user part
  /// nor the query, which may carry a signature or a session.
  static func kept(_ value: String, of name: String) -> String {
    var value = value
    if name == "location" {
      if let query = value.firstIndex(where: { $0 == "?" || $0 == "#" }) { value = String(value[..<query]) }
      if let scheme = value.firstRange(of: "//") {
        let authority = value[scheme.upperBound...].prefix { $0 != "/" }
        if let at = authority.lastIndex(of: "@") { value.removeSubrange(authority.startIndex...at) }
      }
    }
    let scalars = value.unicodeScalars.map { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F ? "\u{FFFD}" : $0 }
    let safe = SecretSearch.removed(from: String(String.UnicodeScalarView(scalars))).text
    return String(safe.prefix(1_024))
  }
}
