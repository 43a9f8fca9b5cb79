/// A port, or ports, that a rule of a network policy allows.
public struct PolicyPort: Sendable, Hashable, Codable {
  public enum Transport: String, Sendable, Hashable, Codable, CaseIterable {
    case tcp = "TCP"
    case udp = "UDP"
    case sctp = "SCTP"
  }

  public var transport: Transport
  /// `nil`, without a name: every port of the transport.
  public var port: UInt16?
  /// The name of a port of the pod's containers.
  public var name: String?
  /// The last of a range that begins with `port` (from Kubernetes 1.22 on).
  public var endPort: UInt16?

  public init(transport: Transport = .tcp, port: UInt16? = nil, name: String? = nil, endPort: UInt16? = nil) {
    self.transport = transport
    self.port = port
    self.name = name
    self.endPort = endPort
  }
}
