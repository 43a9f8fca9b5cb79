import ClusterAPI
import Model

/// One request with everything that it takes to send it: where to, as whom, how long.
struct APICall {
  var login: ClusterLogin
  var request: APIRequest
  /// Where the connection goes: the API server's address, or the proxy's.
  var address: SocketAddress
  var identity: ClusterIdentity
  /// How long nothing may arrive before it counts as silence.
  var patience: Duration
  var deadline: ContinuousClock.Instant
}

/// Who asks, in the form that is sent.
struct ClusterIdentity: Sendable {
  /// The value of the `Authorization` header.
  var authorization: Secret?
  var certificate: ClusterCredentials.Certificate?
  var impersonation: ClusterCredentials.Impersonation?
  /// When it is to be made anew; `nil`: when it is refused.
  var expiresAt: Timestamp?
}

extension APICall {
  /// The name in the handshake and in the certificate.
  var serverName: Host { login.serverName ?? login.server.host }

  /// The host of the URL is the name in the handshake, whatever the server's is; the connection goes elsewhere.
  var url: String {
    var server = login.server
    server.host = serverName
    return server.url + request.path
  }

  /// In the form of CURLOPT_CONNECT_TO: through a proxy the server's own name, which the proxy is to be asked for.
  var target: String? {
    guard login.proxy != nil else { return "::\(address)" }
    return login.serverName.map { _ in "::\(login.server.host.withPort(login.server.port))" }
  }

  /// The proxy as libcurl takes it. A SOCKS proxy looks the name up, as kubectl leaves it to it.
  var proxy: String {
    switch login.proxy?.scheme {
    case .http?: "http://\(address)"
    case .socks5?: "socks5h://\(address)"
    case nil: ""
    }
  }

  var headers: [String] {
    // No answer is waited for before a body is sent.
    var lines = ["Accept: \(request.accept)", "Expect:"]
    if login.serverName != nil { lines.append("Host: \(login.server.host.withPort(login.server.port))") }
    if let type = request.contentType { lines.append("Content-Type: \(type)") }
    if let authorization = identity.authorization { lines.append("Authorization: \(authorization.revealed)") }
    if let impersonation = identity.impersonation {
      lines.append("Impersonate-User: \(impersonation.user)")
      if let uid = impersonation.uid { lines.append("Impersonate-Uid: \(uid)") }
      lines += impersonation.groups.map { "Impersonate-Group: \($0)" }
    }
    // A line end in a value would begin another header.
    return lines.filter { line in !line.utf8.contains { $0 < 0x20 || $0 == 0x7F } }
  }
}
