/// What an endpoint is reached by: a name that must be looked up, or an address.
public enum Host: Sendable, Hashable {
  case name(DomainName)
  case address(IPAddress)

  /// The name, if it is one.
  public var name: DomainName? {
    if case .name(let name) = self { name } else { nil }
  }
}

extension Host: LosslessStringConvertible {
  /// Reads an IP address or a domain name; `nil` for anything else.
  public init?(_ description: String) {
    if let address = IPAddress(description) {
      self = .address(address)
    } else if let name = DomainName(description) {
      self = .name(name)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .name(let name): name.text
    case .address(let address): address.description
    }
  }

  /// Host and port as in a URL's authority: an IPv6 address gets brackets (RFC 3986 section 3.2.2).
  public func withPort(_ port: UInt16) -> String {
    switch self {
    case .name(let name): "\(name):\(port)"
    case .address(let address): SocketAddress(address, port: port).description
    }
  }
}

extension Host: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("a host name or an IP address") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
