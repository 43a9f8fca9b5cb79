/// The part that an endpoint plays for the deployment: `mcr`, `acr`, `blobStorage`, … The catalog may add roles.
public struct EndpointRole: Sendable, Hashable, RawRepresentable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public static let apiServer = EndpointRole(rawValue: "apiServer")
  public static let mcr = EndpointRole(rawValue: "mcr")
  public static let mcrData = EndpointRole(rawValue: "mcrData")
  public static let acr = EndpointRole(rawValue: "acr")
  public static let acrData = EndpointRole(rawValue: "acrData")
  public static let blobStorage = EndpointRole(rawValue: "blobStorage")
  public static let tableStorage = EndpointRole(rawValue: "tableStorage")
  public static let azureMLAPI = EndpointRole(rawValue: "azureMLAPI")
  public static let scoring = EndpointRole(rawValue: "scoring")
  public static let entraLogin = EndpointRole(rawValue: "entraLogin")
  public static let resourceManager = EndpointRole(rawValue: "resourceManager")
  public static let azureMLTelemetry = EndpointRole(rawValue: "azureMLTelemetry")
  public static let routerPeers = EndpointRole(rawValue: "routerPeers")
  public static let modelPods = EndpointRole(rawValue: "modelPods")
  public static let dependency = EndpointRole(rawValue: "dependency")
  /// Not an endpoint of the deployment but what finds them: every nameserver of the vantage.
  public static let nameserver = EndpointRole(rawValue: "nameserver")
  /// Not an endpoint but the declared deployment itself, which plan rules are about.
  public static let plan = EndpointRole(rawValue: "plan")
  /// The cluster as its API tells it; no endpoint.
  public static let cluster = EndpointRole(rawValue: "cluster")
}

extension EndpointRole: Codable, CodingKeyRepresentable, Comparable, CustomStringConvertible {
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: rawValue) }
}

/// Something to reach: host, port and what is spoken there.
public struct Endpoint: Sendable, Hashable, Codable {
  /// What is spoken there: on top of TCP, or the time protocol on top of UDP.
  public enum Transport: String, Sendable, Hashable, Codable, CaseIterable {
    case tcp, tls, http, https
    /// Over UDP (RFC 5905).
    case ntp

    /// Whether a TLS handshake follows the connection.
    public var isEncrypted: Bool { self == .tls || self == .https }
    /// Whether requests of HTTP are sent.
    public var isHTTP: Bool { self == .http || self == .https }
    /// Whether clients may go through an HTTP proxy: those of other protocols do not ask one.
    public var mayUseProxy: Bool { self != .tcp && self != .ntp }
  }

  /// Whose certificate the real client accepts there.
  public enum Trust: String, Sendable, Hashable, Codable, CaseIterable {
    /// One that the system's trust store (and `--ca-file`) verifies.
    case `public`
    /// One that the cluster's own authority issued: cannot be verified without that authority's certificate, and a
    /// certificate from an authority that nobody knows is normal.
    case cluster
  }

  public var role: EndpointRole
  /// Which of the role's several hosts this is (`regional`), or which of the user's dependencies; `nil` where the role
  /// has one host.
  public var variant: String?
  public var host: Host
  public var port: UInt16
  public var transport: Transport
  public var trust: Trust
  /// What is asked over HTTP, and by whose marks the answer is recognized; `nil` below HTTP.
  public var service: Service.ID?
  /// The path of the request.
  public var path: String
  /// The only address family to use; `nil`: both.
  public var family: IPAddress.Family?
  /// The private DNS zone that answers for this name once the resource has a private endpoint.
  public var privateZone: DomainName?

  public init(
    role: EndpointRole, variant: String? = nil, host: Host, port: UInt16, transport: Transport,
    trust: Trust = .public, service: Service.ID? = nil, path: String = "/", family: IPAddress.Family? = nil,
    privateZone: DomainName? = nil
  ) {
    self.role = role
    self.variant = variant
    self.host = host
    self.port = port
    self.transport = transport
    self.trust = trust
    self.service = service
    self.path = path
    self.family = family
    self.privateZone = privateZone
  }

  /// `mcr.microsoft.com:443`; the host alone where only its name is looked up.
  public var hostAndPort: String { port == 0 ? host.description : host.withPort(port) }
}
