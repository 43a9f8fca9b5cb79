/// A Service.
public struct ClusterService: Sendable, Hashable, Codable {
  public struct Port: Sendable, Hashable, Codable {
    public var name: String?
    public var port: UInt16
    /// A number, or the name of a container's port; `nil`: the same as `port`.
    public var target: String?
    public var transport: PolicyPort.Transport
    public init(name: String? = nil, port: UInt16, target: String? = nil, transport: PolicyPort.Transport = .tcp) {
      self.name = name
      self.port = port
      self.target = target
      self.transport = transport
    }
  }

  public var namespace: String
  public var name: String
  /// `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`.
  public var type: String
  public var clusterIPs: [IPAddress]
  public var ports: [Port]
  /// Empty: the service's endpoints are written by somebody.
  public var selector: [String: String]
  /// Addresses and names of its load balancer, once it has them.
  public var ingress: [Host]

  public init(
    namespace: String, name: String, type: String = "ClusterIP", clusterIPs: [IPAddress] = [], ports: [Port] = [],
    selector: [String: String] = [:], ingress: [Host] = []
  ) {
    self.namespace = namespace
    self.name = name
    self.type = type
    self.clusterIPs = clusterIPs
    self.ports = ports
    self.selector = selector
    self.ingress = ingress
  }

  /// `azureml/azureml-fe`.
  public var id: String { "\(namespace)/\(name)" }
}
