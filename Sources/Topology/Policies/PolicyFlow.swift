public import Model

/// A connection that somebody needs, to be held against network policies.
public struct PolicyFlow: Sendable, Hashable {
  /// An end of a connection.
  public enum Party: Sendable, Hashable {
    case pod(ClusterPod)
    /// Something outside the cluster, or of its control plane.
    case address(IPAddress)

    /// The pod, if it is one.
    public var pod: ClusterPod? {
      if case .pod(let pod) = self { pod } else { nil }
    }
  }

  public var from: Party
  public var to: Party
  public var port: UInt16
  public var transport: PolicyPort.Transport

  public init(from: Party, to: Party, port: UInt16, transport: PolicyPort.Transport = .tcp) {
    self.from = from
    self.to = to
    self.port = port
    self.transport = transport
  }
}
