import Model

/// What to do on a connection that is open already.
struct TransferRequest: Sendable, Hashable {
  var endpoint: Endpoint
  /// The last rung to climb; below `.handshake` only a proxy is asked.
  var upTo: Rung
  /// Where the connection goes: the endpoint's address, or the proxy's.
  var address: SocketAddress
  /// The proxy at `address`; `nil`: the endpoint itself is there.
  var proxy: Proxy?
  /// What TCP may send at once on the connection, in bytes; `nil`: what it likes.
  var segmentLimit: Int?
  /// What is asked, where it is more than a GET of the endpoint's path.
  var order: TransferOrder?

  init(
    endpoint: Endpoint, upTo: Rung, address: SocketAddress, proxy: Proxy? = nil, segmentLimit: Int? = nil,
    order: TransferOrder? = nil
  ) {
    self.endpoint = endpoint
    self.upTo = upTo
    self.address = address
    self.proxy = proxy
    self.segmentLimit = segmentLimit
    self.order = order
  }
}

extension TransferRequest {
  /// Whether the proxy is asked for a tunnel (CONNECT). Plain HTTP is not: every client hands the proxy its request
  /// instead (RFC 9112 section 3.2.2), and many proxies open tunnels to port 443 only.
  var opensTunnel: Bool { proxy != nil && endpoint.transport != .http }

  var shakesHands: Bool { upTo >= .handshake && endpoint.transport.isEncrypted }

  var sendsRequest: Bool {
    upTo >= .response && (endpoint.transport == .http || endpoint.transport == .https)
  }

  /// Whether there is anything to do above the connection.
  var isEmpty: Bool { !opensTunnel && !shakesHands && !sendsRequest }

  /// What is asked for, as the evidence shows it: `https://mcr.microsoft.com/v2/`; the scheme's own port is left out.
  var url: String { base + path }

  /// What libcurl is told to ask for; may hold a secret.
  var orderedURL: String { order.map { base + $0.target } ?? url }

  /// Scheme and authority.
  private var base: String {
    let isEncrypted = endpoint.transport.isEncrypted
    let authority = endpoint.hostAndPort
    let ownPort = isEncrypted ? ":443" : ":80"
    let shown = authority.hasSuffix(ownPort) ? String(authority.dropLast(ownPort.count)) : authority
    return "\(isEncrypted ? "https" : "http")://\(shown)"
  }

  /// The endpoint's path with a leading slash; what a request line cannot carry is percent-encoded (RFC 3986 section 2.1).
  private var path: String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = endpoint.path.utf8.flatMap { byte -> [UInt8] in
      (0x21...0x7E).contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("/") ? text : "/" + text
  }
}
