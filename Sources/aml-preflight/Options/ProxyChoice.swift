import Model

/// Which proxy is in force: the option, else the environment's if it names one, else the deployment's.
struct ProxyChoice {
  let proxy: Proxy?

  init(option: String?, exceptions: String?, declared: Proxy?, environment: [String: String]) throws {
    let fromEnvironment = ["https_proxy", "HTTPS_PROXY"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    var proxy: Proxy?
    switch option {
    case "none":
      proxy = nil
    case "env", nil:
      if let url = fromEnvironment {
        proxy = try Self.proxy(at: url, from: "https_proxy")
        let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        proxy?.exceptions = Self.list(list)
      } else if option == nil {
        proxy = declared
      }
    case let url?:
      proxy = try Self.proxy(at: url, from: "--proxy")
      proxy?.exceptions = declared?.exceptions ?? []
    }
    if let exceptions { proxy?.exceptions = Self.list(exceptions) }
    self.proxy = proxy
  }

  private static func list(_ text: String) -> [String] {
    text.split { $0 == "," || $0 == " " }.map(String.init)
  }

  /// Reads `http://proxy.corp:3128`; the scheme may be left out. Credentials are refused without being
  /// repeated, since they would end up in process lists and reports.
  private static func proxy(at url: String, from origin: String) throws -> Proxy {
    var authority = url[...]
    if let scheme = url.firstRange(of: "://") {
      guard url[..<scheme.lowerBound].lowercased() == "http" else {
        throw UsageError("\(origin) must be an http:// URL: HTTPS and SOCKS proxies are not supported.")
      }
      authority = url[scheme.upperBound...]
    }
    guard !authority.contains("@") else {
      throw UsageError("\(origin) holds credentials. Give the proxy without them: http://host:port")
    }
    if authority.hasSuffix("/") { authority.removeLast() }
    if let address = SocketAddress(String(authority)), address.port > 0 {
      return Proxy(host: .address(address.address), port: address.port)
    }
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = DomainName(String(parts[0])), let port = UInt16(parts[1]), port > 0 else {
      throw UsageError("\(origin) must be a URL with a port, such as http://proxy.corp:3128")
    }
    return Proxy(host: .name(name), port: port)
  }
}
