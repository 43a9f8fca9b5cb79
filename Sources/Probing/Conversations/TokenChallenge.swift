import Model

/// Where a registry says that tokens are to be had (`Bearer realm="https://…",service="…"`).
struct TokenChallenge: Sendable, Hashable {
  var realm: WebAddress
  var service: String?
  /// `nil`: the registry itself named its own host.
  var origin: Exchange.Origin?

  /// `nil` for a challenge of another scheme, or whose realm is no URL of HTTPS: a real client asks there, but what a
  /// token is worth nobody may read on the way.
  init?(_ challenge: AuthenticationChallenge, by registry: Endpoint) {
    guard challenge.scheme == "bearer", let text = challenge.parameters["realm"], let realm = WebAddress(text),
      realm.isEncrypted || !registry.transport.isEncrypted
    else { return nil }
    self.realm = realm
    service = challenge.parameters["service"]
    if realm.host != registry.host || realm.port != registry.port {
      origin = Exchange.Origin(status: 401, from: registry.hostAndPort)
    }
  }

  /// The request for a token that allows `scope`.
  func ask(for scope: String, as role: EndpointRole) -> Ask {
    var fields = service.map { ["service=" + $0.formEncoded] } ?? []
    fields.append("scope=" + scope.formEncoded)
    var ask = Ask(.token, at: realm, as: role)
    ask.shownTarget = realm.path + "?" + fields.joined(separator: "&")
    ask.address.target += (realm.target.contains("?") ? "&" : "?") + fields.joined(separator: "&")
    ask.origin = origin
    return ask
  }
}

extension WebAddress {
  /// A path at an endpoint.
  init(_ endpoint: Endpoint, target: String) {
    self.init(isEncrypted: endpoint.transport.isEncrypted, host: endpoint.host, port: endpoint.port, target: target)
  }
}
