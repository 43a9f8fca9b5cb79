/// Who asks an API server, and how that is proved.
public struct ClusterCredentials: Sendable, Hashable {
  /// What stands in the `Authorization` header.
  public enum Authorization: Sendable, Hashable {
    case token(Secret)
    /// A file with a token, read when it is needed: the kubelet replaces a service account's every hour.
    case tokenFile(path: String)
    /// Basic authentication, which API servers have not known since Kubernetes 1.19.
    case password(user: String, password: Secret)
    /// A program that is run when a request needs what it gives.
    case plugin(CredentialPlugin)
  }

  /// A certificate of the client with its key, both PEM.
  public struct Certificate: Sendable, Hashable {
    public var chain: [UInt8]
    public var key: Secret

    public init(chain: [UInt8], key: Secret) {
      self.chain = chain
      self.key = key
    }
  }

  /// As whom requests are to be treated, where the kubeconfig says so (`as`, `as-uid`, `as-groups`).
  public struct Impersonation: Sendable, Hashable {
    public var user: String
    public var uid: String?
    public var groups: [String]

    public init(user: String, uid: String? = nil, groups: [String] = []) {
      self.user = user
      self.uid = uid
      self.groups = groups
    }
  }

  /// `nil`: anonymous, unless there is a certificate.
  public var authorization: Authorization?
  public var certificate: Certificate?
  public var impersonation: Impersonation?

  public init(
    authorization: Authorization? = nil, certificate: Certificate? = nil, impersonation: Impersonation? = nil
  ) {
    self.authorization = authorization
    self.certificate = certificate
    self.impersonation = impersonation
  }
}
