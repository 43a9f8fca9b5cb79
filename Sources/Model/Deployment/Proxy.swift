/// An HTTP proxy and the exceptions from it.
public struct Proxy: Sendable, Hashable, Codable {
  public var host: Host
  public var port: UInt16
  /// Host suffixes (`.svc`), names, addresses and ranges that are reached directly.
  public var exceptions: [String]
  public init(host: Host, port: UInt16, exceptions: [String] = []) {
    self.host = host
    self.port = port
    self.exceptions = exceptions
  }

  /// `proxy.corp:3128`.
  public var hostAndPort: String { host.withPort(port) }

  /// Whether the host is reached directly: it equals an exception, lies below one that names a domain (with or without
  /// a leading dot), or is an address within one that is a range; `*` excepts everything.
  public func excepts(_ host: Host) -> Bool {
    exceptions.contains { exception in
      if exception == "*" { return true }
      switch host {
      case .address(let address):
        return exception == address.description || IPPrefix(exception)?.contains(address) == true
      case .name(let name):
        let suffix = exception.hasPrefix("*.") ? String(exception.dropFirst(2)) : exception
        guard let domain = DomainName(suffix.hasPrefix(".") ? String(suffix.dropFirst()) : suffix) else { return false }
        return name.isWithin(domain)
      }
    }
  }
}
