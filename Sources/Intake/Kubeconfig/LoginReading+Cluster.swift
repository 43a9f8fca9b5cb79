import ClusterAPI
import Model

extension LoginReading {
  /// The cluster's entry: where the server is, who may have signed its certificate, and what is on the way.
  mutating func login(
    to cluster: Cursor, in file: KubeconfigFile, context: String, namespace: String?
  ) -> ClusterLogin? {
    guard let address = cluster["server"], let text = text(address) else {
      if cluster["server"] == nil {
        refuse(cluster, "the context \(context.quoted) leads to no server", expected: "server: https://host:port")
      }
      return nil
    }
    guard let server = server(text, at: address) else { return nil }
    var login = ClusterLogin(server: server, namespace: namespace, origin: "context \(context.visible(upTo: 200))")
    if let cursor = cluster["tls-server-name"], let name = self.text(cursor) {
      login.serverName = Host(name.lowercased())
      if login.serverName == nil {
        refuse(cursor, "\(cursor.pointer) is \(name.quoted)", expected: "the name of a host")
      }
    }
    login.trust = trust(of: cluster, in: file)
    if let cursor = cluster["proxy-url"], let text = self.text(cursor) { login.proxy = proxy(text, at: cursor) }
    if cluster["api-version"] != nil { notice("api-version is not used", at: cluster["api-version"] ?? cluster) }
    return login
  }

  private mutating func trust(of cluster: Cursor, in file: KubeconfigFile) -> ClusterLogin.Trust {
    let isUnverified = boolean(cluster["insecure-skip-tls-verify"]) == true
    let names = ["certificate-authority-data", "certificate-authority"]
    guard !isUnverified else {
      let flag = cluster["insecure-skip-tls-verify"] ?? cluster
      if names.contains(where: { cluster[$0] != nil }) {
        refuse(
          flag, "insecure-skip-tls-verify stands beside a certificate authority, which kubectl refuses",
          expected: "one of the two")
      }
      notice(
        "insecure-skip-tls-verify: the API server's certificate is not verified, so whoever answers is believed",
        at: flag)
      return .anybody
    }
    guard let content = certificates(of: "certificate-authority", in: cluster, of: file) else { return .system }
    return .authorities(pem: content.bytes)
  }

  // MARK: URLs

  private mutating func server(_ text: String, at cursor: Cursor) -> ClusterLogin.Server? {
    // Without a scheme kubectl means http.
    let hasScheme = text.contains("://")
    guard let url = KubeconfigURL(hasScheme ? text : "http://\(text)"), ["http", "https"].contains(url.scheme) else {
      refuse(cursor, "\(cursor.pointer) is \(cursor.value.shown)", expected: "https://host:port")
      return nil
    }
    guard url.userInformation == nil, url.query == nil else {
      refuse(cursor, "\(cursor.pointer) has credentials or a query", expected: "https://host:port")
      return nil
    }
    let isEncrypted = url.scheme == "https"
    var path = url.path
    while path.hasSuffix("/") { path.removeLast() }
    return ClusterLogin.Server(
      isEncrypted: isEncrypted, host: url.host, port: url.port ?? (isEncrypted ? 443 : 80), path: path)
  }

  private mutating func proxy(_ text: String, at cursor: Cursor) -> ClusterProxy? {
    let url = KubeconfigURL(text)
    guard let url, let scheme = ClusterProxy.Scheme(rawValue: url.scheme) else {
      // kubectl knows them, and nobody on the way may see the password; to leave the encryption out would show it.
      let isEncrypted = url?.scheme == "https"
      refuse(
        cursor,
        "\(cursor.pointer) is \(cursor.value.shown)"
          + (isEncrypted ? ": a proxy that is itself spoken to by TLS is not supported" : ""),
        expected: "http://host:port or socks5://host:port")
      return nil
    }
    let port: UInt16 =
      switch scheme {
      case .http: 80
      case .socks5: 1_080
      }
    return ClusterProxy(
      scheme: scheme, host: url.host, port: url.port ?? port, userInformation: url.userInformation.map { Secret($0) })
  }

  /// What can be told only of the whole.
  mutating func check(_ login: ClusterLogin, at cluster: Cursor) {
    guard !login.server.isEncrypted else { return }
    let server = cluster["server"] ?? cluster
    if login.credentials.authorization != nil {
      refuse(
        server, "the server is reached without TLS, and so everybody on the way would read the credentials",
        expected: "https://host:port")
    } else {
      notice("the server is reached without TLS", at: server)
    }
  }
}
