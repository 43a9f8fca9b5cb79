import Model

/// What an answer says about who issues the tokens for it, where that cannot be so.
struct StrangeChallenge {
  /// Hosts that issue no token for the deployment's cloud.
  let otherIssuers: Set<String>

  /// By the token services that the catalog knows. Tenants of the Government cloud may live in the public one, and so the
  /// two name each other's; 21Vianet's has nothing to do with either.
  init(in cloud: Cloud, catalog: Catalog) {
    let hosts = catalog.endpoints.first { $0.role == .entraLogin }?.hosts ?? []
    otherIssuers = Set(hosts.filter { ($0.cloud == .china) != (cloud == .china) }.map { $0.host.lowercased() })
  }

  /// What is strange about an answer of a service whose tokens come from Microsoft Entra ID, in words; `nil`: nothing.
  func reason(in answer: Response.Answer) -> String? {
    let challenges = answer.headers.filter { $0.name == "www-authenticate" }.map(\.value)
    if answer.status == 401, let scheme = challenges.lazy.compactMap(Self.passwordScheme).first,
      !challenges.contains(where: { $0.lowercased().contains("bearer") })
    {
      return "it wants a password (\(scheme))"
    }
    let named = challenges.flatMap(Self.hosts) + Self.tokenEndpoints(in: answer.body)
    return named.first(where: otherIssuers.contains).map { "tokens of \($0)" }
  }

  /// Schemes by which proxies and devices ask for passwords (IANA, HTTP Authentication Schemes).
  private static func passwordScheme(of challenge: String) -> String? {
    let scheme = challenge.prefix { $0 != " " && $0 != "," }
    return ["basic", "digest", "ntlm", "negotiate"].contains(scheme.lowercased()) ? String(scheme) : nil
  }

  /// Every host of a URL in the text, lower case.
  private static func hosts(in text: String) -> [String] {
    text.ranges(of: "https://").map { range in
      text[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }.lowercased()
    }
  }

  /// Where a discovery document sends for tokens (OpenID Connect Discovery 1.0, section 3).
  private static func tokenEndpoints(in body: String) -> [String] {
    guard let key = body.firstRange(of: "\"token_endpoint\"") else { return [] }
    let value = body[key.upperBound...].drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
    return hosts(in: String(value).replacing("\\/", with: "/"))
  }
}
