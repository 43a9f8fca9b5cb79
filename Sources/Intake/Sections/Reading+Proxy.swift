import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case url, noProxy
  }

  mutating func proxy(_ value: Value) -> Proxy? {
    var proxy: Proxy?
    var exceptions: [String] = []
    forEach(Key.self, of: value) { reading, key, item in
      switch key {
      case .url: proxy = reading.proxyURL(item)
      case .noProxy: exceptions = reading.list(item, of: "hosts, domains and ranges") { $0.exception($1) } ?? []
      }
    }
    if origins["\(value.path).url"] == nil, case .mapping = value.content {
      report(
        Problem(
          place: value.place, message: "the key \"url\" is missing in \(value.path)", expected: "http://host:port"))
    }
    proxy?.exceptions = exceptions
    return proxy
  }

  private mutating func proxyURL(_ value: Value) -> Proxy? {
    let expected = "http://host:port"
    if case .text(let text) = value.content, text.contains("@") {
      // Not repeated: what stands before the @ may be a password.
      report(
        Problem(
          place: value.place, message: "\(value.path) has credentials",
          expected: "\(expected); a proxy's credentials come from the variables http_proxy and https_proxy"))
      return nil
    }
    guard let text = text(value, expected: expected) else { return nil }
    let scheme = "http://"
    guard text.lowercased().hasPrefix(scheme) else {
      let isOtherScheme = text.contains("://")
      refuse(
        value, because: isOtherScheme ? "only HTTP proxies are supported" : "the scheme is missing", expected: expected)
      return nil
    }
    var authority = text.dropFirst(scheme.count)
    if authority.hasSuffix("/") { authority.removeLast() }
    if let socket = SocketAddress(String(authority)) { return Proxy(host: .address(socket.address), port: socket.port) }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      refuse(value, because: parts.count == 1 ? "the port is missing" : nil, expected: expected)
      return nil
    }
    guard let name = DomainName(String(parts[0])), AddressText.flaw(in: name.text) == nil else {
      refuse(value, because: AddressText.flaw(in: String(parts[0])) ?? "the host is no host name", expected: expected)
      return nil
    }
    guard let port = UInt16(parts[1]), port > 0, String(port) == parts[1] else {
      refuse(value, because: "the port is not a number from 1 to 65535", expected: expected)
      return nil
    }
    return Proxy(host: .name(name), port: port)
  }

  /// A host, a domain (`.svc`, `*.corp`), a range, or `*`.
  private mutating func exception(_ value: Value) -> String? {
    let expected = "a host, a domain such as .svc, a range such as 10.0.0.0/8, or *"
    guard let text = text(value, expected: expected) else { return nil }
    if text.contains(",") {
      refuse(value, because: "each exception is a member of the list", expected: expected)
    } else if text.contains("/") {
      if IPPrefix(text) != nil { return text }
      refuse(value, because: AddressText.flaw(inRange: text), expected: expected)
    } else {
      let name = text.hasPrefix("*.") ? text.dropFirst(2) : text.hasPrefix(".") ? text.dropFirst() : text[...]
      if text == "*" || Host(String(name)) != nil { return text }
      refuse(value, expected: expected)
    }
    return nil
  }
}
