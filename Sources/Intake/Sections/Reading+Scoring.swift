import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case host, port, tls, path, leafDomainLabel, ownCertificate, internalLoadBalancer
  }

  mutating func scoring(_ value: Value) -> Deployment.Scoring {
    var scoring = Deployment.Scoring()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .host: scoring.host = reading.azureHost(value)
      case .port: scoring.port = reading.port(value)
      case .tls: scoring.tls = reading.boolean(value)
      case .path: scoring.path = reading.urlPath(value, example: "/api/v1/service/iris/score")
      case .leafDomainLabel: scoring.leafDomainLabel = reading.word(value, expected: "a label such as iris")
      case .ownCertificate: scoring.ownCertificate = reading.boolean(value)
      case .internalLoadBalancer: scoring.internalLoadBalancer = reading.boolean(value)
      }
    }
    return scoring
  }

  /// The path of a URL, percent-encoded (RFC 3986 section 3.3), perhaps with a query.
  mutating func urlPath(_ value: Value, example: String) -> String? {
    let expected = "a path that begins with /, such as \(example)"
    guard let path = text(value, expected: expected, where: { ("!"..."~").contains($0) && $0 != "#" }) else {
      return nil
    }
    guard !SecretLook.isSecret(path) else {
      refuse(
        value, expected: "a path without keys or signatures: these belong into variables (credentials.scoringKeyFrom)")
      return nil
    }
    if path.hasPrefix("/"), !path.hasPrefix("//") { return path }
    refuse(value, expected: expected)
    return nil
  }
}
