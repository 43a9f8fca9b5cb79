extension Deployment {
  public struct Scoring: Sendable, Hashable, Codable {
    public var host: Host?
    public var port: UInt16?
    public var tls: Bool?
    public var path: String?
    /// The first label of the name that Azure gives the load balancer, where its certificate is Azure's as well.
    public var leafDomainLabel: String?
    /// Whether the certificate is the customer's own.
    public var ownCertificate: Bool?
    public var internalLoadBalancer: Bool?
    public init() {}
  }

  /// A model that is to be deployed behind the router.
  public struct ScoringService: Sendable, Hashable, Codable {
    public struct Autoscale: Sendable, Hashable, Codable {
      public var min: Int?
      public var max: Int?
      /// Percent, as declared: what Azure allows is a check's to say.
      public var targetUtilization: Int?
      public init() {}
    }
    public struct ExpectedLoad: Sendable, Hashable, Codable {
      public var requestsPerSecond: Double?
      public var secondsPerRequest: Double?
      public var concurrentPerReplica: Int?
      public init() {}
    }
    public struct Version: Sendable, Hashable, Codable {
      public var name: String?
      /// Percent, as declared: what Azure allows is a check's to say.
      public var traffic: Int?
      public var isDefault: Bool?
      public var isControl: Bool?
      public init() {}
    }
    public var name: String?
    public var namespace: String?
    /// The pool that its pods are bound to.
    public var nodePool: String?
    public var authentication: Authentication?
    public var models: Int?
    /// Per replica.
    public var cpuCores: Double?
    /// Per replica, in units of 10⁹ bytes.
    public var memoryGB: Double?
    /// Per replica.
    public var gpus: Int?
    /// A fixed number of replicas.
    public var replicas: Int?
    public var autoscale: Autoscale?
    /// Whether a HorizontalPodAutoscaler of Kubernetes scales it.
    public var horizontalPodAutoscaler: Bool?
    public var expectedLoad: ExpectedLoad?
    public var versions: [Version] = []
    public init() {}
  }
}
