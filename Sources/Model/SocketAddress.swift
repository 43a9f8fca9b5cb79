/// An IP address and a port: where a packet goes.
public struct SocketAddress: Sendable, Hashable {
  public var address: IPAddress
  public var port: UInt16

  public init(_ address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// Reads `10.0.0.4`, `10.0.0.4:53`, `fd00::4` or `[fd00::4]:53`; without a port, `defaultPort` is taken.
  public init?(_ text: String, defaultPort: UInt16) {
    if let address = IPAddress(text) {
      self.init(address, port: defaultPort)
      return
    }
    let separator = text.lastIndex(of: ":") ?? text.endIndex
    var host = text[..<separator]
    let digits = text[separator...].dropFirst()
    if text.hasPrefix("[") {
      if text.hasSuffix("]") {
        guard let address = IPAddress(String(text.dropFirst().dropLast())), address.family == .ipv6 else { return nil }
        self.init(address, port: defaultPort)
        return
      }
      guard host.hasSuffix("]") else { return nil }
      host = host.dropFirst().dropLast()
    }
    guard let address = IPAddress(String(host)), (address.family == .ipv6) == text.hasPrefix("["),
      let port = UInt16(digits), port > 0, String(port) == digits
    else { return nil }
    self.init(address, port: port)
  }
}

extension SocketAddress: LosslessStringConvertible {
  /// Reads `10.0.0.4:53` or `[fd00::4]:53`; the port is required.
  public init?(_ description: String) {
    guard IPAddress(description) == nil, !description.hasSuffix("]") else { return nil }
    self.init(description, defaultPort: 0)
  }

  public var description: String {
    switch address {
    case .v4: "\(address):\(port)"
    case .v6: "[\(address)]:\(port)"
    }
  }
}

extension SocketAddress: Comparable {
  public static func < (left: SocketAddress, right: SocketAddress) -> Bool {
    (left.address, left.port) < (right.address, right.port)
  }
}

extension SocketAddress: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("an address with port") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
