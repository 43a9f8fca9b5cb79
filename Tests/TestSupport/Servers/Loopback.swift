public import Model

/// Addresses and ports for servers of tests that run side by side.
public enum Loopback {
  /// 127.0.0.1, the one address that every program finds on the loopback interface.
  public static let first = IPAddress.v4(0x7F00_0001)

  /// An address of 127.16.0.0–127.254.255.254 that no other test is likely to have.
  public static func address() -> IPAddress {
    .v4(0x7F00_0000 | .random(in: 16...254) << 16 | .random(in: 0...255) << 8 | .random(in: 1...254))
  }

  /// A port free on all of the addresses, for TCP and UDP. It is below Linux's range for outgoing connections
  /// (32768–60999), so that no connection takes it before the server does.
  ///
  /// - Throws: `ServerError.noFreePort` after a hundred tries.
  public static func port(freeOn addresses: [IPAddress]) throws -> UInt16 {
    for _ in 0..<100 {
      let port = UInt16.random(in: 20_000..<32_768)
      if addresses.allSatisfy({ isFree(SocketAddress($0, port: port)) }) { return port }
    }
    throw ServerError.noFreePort
  }

  private static func isFree(_ address: SocketAddress) -> Bool {
    do {
      try LoopbackSocket(.stream).bind(to: address)
      try LoopbackSocket(.datagram).bind(to: address)
      return true
    } catch {
      return false
    }
  }

  /// Whether something accepts connections at the address.
  public static func accepts(_ address: SocketAddress) throws -> Bool {
    try LoopbackSocket(.stream).connect(to: address)
  }
}
