/// How a vantage asks the Kubernetes API, without any secret.
public struct ClusterAccess: Sendable, Hashable, Codable {
  public enum Source: Sendable, Hashable, Codable {
    /// A context of a kubeconfig file.
    case kubeconfig(file: String, context: String)
    /// The service account of the pod that this runs in.
    case serviceAccount
  }

  public enum Credential: String, Sendable, Hashable, Codable, CaseIterable {
    case none, token, clientCertificate, plugin, password
  }

  public var source: Source
  public var host: Host
  public var port: UInt16
  public var credential: Credential
  /// Whether the API server's certificate is verified; a kubeconfig may say no.
  public var isVerified: Bool
  /// The namespace and name of the pod that this runs in, if it does.
  public var ownNamespace: String?
  public var ownPod: String?
  /// The only namespace in which models are looked for; `nil`: all.
  public var namespace: String?

  public init(
    _ source: Source, host: Host, port: UInt16, credential: Credential, isVerified: Bool = true,
    ownNamespace: String? = nil, ownPod: String? = nil, namespace: String? = nil
  ) {
    self.source = source
    self.host = host
    self.port = port
    self.credential = credential
    self.isVerified = isVerified
    self.ownNamespace = ownNamespace
    self.ownPod = ownPod
    self.namespace = namespace
  }
}
