/// Addresses behind a Service. One that is neither ready nor not ready by the API's word counts as ready, as the API says.
public struct EndpointSlice: Sendable, Hashable, Codable {
  public var namespace: String
  public var name: String
  /// The Service, by the label `kubernetes.io/service-name`.
  public var service: String?
  public var ready: [IPAddress]
  public var notReady: [IPAddress]
  public var ports: [UInt16]

  public init(
    namespace: String, name: String, service: String?, ready: [IPAddress] = [], notReady: [IPAddress] = [],
    ports: [UInt16] = []
  ) {
    self.namespace = namespace
    self.name = name
    self.service = service
    self.ready = ready
    self.notReady = notReady
    self.ports = ports
  }
}
