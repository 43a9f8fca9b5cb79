import Model

extension Reading {
  /// A host name or an IP address.
  mutating func host(_ value: Value) -> Host? {
    let expected = "a host name or an IP address"
    guard let text = text(value, expected: expected) else { return nil }
    if let host = Host(text), AddressText.flaw(in: text) == nil { return host }
    refuse(
      value, because: Self.flaw(inHost: text), expected: expected, suggestion: Self.host(within: text)?.description)
    return nil
  }

  /// A host name or an IP address; a name with a slip in Azure's part of it is refused.
  mutating func azureHost(_ value: Value) -> Host? {
    guard let host = host(value) else { return nil }
    return host.name.map { hasKnownSuffix($0, value) } ?? true ? host : nil
  }

  /// A host name; one with a slip in Azure's part of it is refused.
  mutating func azureName(_ value: Value) -> DomainName? {
    let expected = "a host name"
    guard let text = text(value, expected: expected) else { return nil }
    if let name = DomainName(text), AddressText.flaw(in: text) == nil {
      return hasKnownSuffix(name, value) ? name : nil
    }
    refuse(
      value, because: Self.flaw(inHost: text) ?? (IPAddress(text) == nil ? nil : "that is an address"),
      expected: expected, suggestion: Self.host(within: text)?.name?.description)
    return nil
  }

  private mutating func hasKnownSuffix(_ name: DomainName, _ value: Value) -> Bool {
    guard let correction = vocabulary.hostSuffixes.correction(of: name) else { return true }
    refuse(value, because: "Azure has no such domain", suggestion: correction.description)
    return false
  }

  /// The host of text that has more around it: a scheme, a port, a path.
  private static func host(within text: String) -> Host? {
    var rest = Substring(text)
    if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" }
    guard IPAddress(text) == nil else { return nil }
    if let socket = SocketAddress(String(rest), defaultPort: 1) { return .address(socket.address) }
    rest = rest.prefix { $0 != ":" }
    guard rest != text, AddressText.flaw(in: String(rest)) == nil else { return nil }
    return Host(String(rest))
  }

  private static func flaw(inHost text: String) -> String? {
    if text.contains("://") { return "that is a URL" }
    if text.contains("{") { return "that is a placeholder" }
    if text.hasPrefix("*.") { return "a pattern is not a name" }
    if let flaw = AddressText.flaw(in: text) { return flaw }
    guard let host = host(within: text) else { return nil }
    return text.hasPrefix("\(host):") || text.hasPrefix("[") ? "the port has a key of its own" : "no path belongs here"
  }
}

extension Substring {
  /// Where a short text first occurs.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
