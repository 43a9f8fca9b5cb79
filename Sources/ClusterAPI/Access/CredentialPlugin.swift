/// A program that gives credentials for an API server: the `exec` entry of a kubeconfig's user, such as kubelogin's.
///
/// The contract is client.authentication.k8s.io, versions v1 and v1beta1 (Kubernetes documentation, "Authenticating",
/// section "client-go credential plugins").
public struct CredentialPlugin: Sendable, Hashable {
  public enum Version: String, Sendable, Hashable, CaseIterable {
    case v1 = "client.authentication.k8s.io/v1"
    case v1beta1 = "client.authentication.k8s.io/v1beta1"
  }

  /// Whether the program may, must or must not talk with a person.
  public enum InteractiveMode: String, Sendable, Hashable, CaseIterable {
    case never = "Never"
    case ifAvailable = "IfAvailable"
    case always = "Always"
  }

  public struct Variable: Sendable, Hashable {
    public var name: String
    public var value: Secret

    public init(name: String, value: Secret) {
      self.name = name
      self.value = value
    }
  }

  public var version: Version
  /// A name, looked for in PATH, or a path that does not depend on the working directory.
  public var command: String
  public var arguments: [String]
  /// In addition to this program's own; they win.
  public var environment: [Variable]
  public var interactiveMode: InteractiveMode
  /// What to do where the program is missing, in the words of the kubeconfig.
  public var installHint: String?
  /// What the program is told of the cluster; `nil`: nothing (`provideClusterInfo: false`).
  public var cluster: Cluster?

  /// The cluster as the program sees it.
  public struct Cluster: Sendable, Hashable {
    public var server: String
    public var serverName: String?
    public var skipsVerification: Bool
    /// PEM.
    public var authorities: [UInt8]?
    public var proxyURL: Secret?
    /// What the kubeconfig's cluster says for programs like this one (its extension `client.authentication.k8s.io/exec`),
    /// as JSON.
    public var configuration: String?

    public init(
      server: String, serverName: String? = nil, skipsVerification: Bool = false, authorities: [UInt8]? = nil,
      proxyURL: Secret? = nil, configuration: String? = nil
    ) {
      self.server = server
      self.serverName = serverName
      self.skipsVerification = skipsVerification
      self.authorities = authorities
      self.proxyURL = proxyURL
      self.configuration = configuration
    }
  }

  public init(
    version: Version, command: String, arguments: [String] = [], environment: [Variable] = [],
    interactiveMode: InteractiveMode = .ifAvailable, installHint: String? = nil, cluster: Cluster? = nil
  ) {
    self.version = version
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.interactiveMode = interactiveMode
    self.installHint = installHint
    self.cluster = cluster
  }
}
