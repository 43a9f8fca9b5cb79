public import Model

/// How the API server of a cluster is reached, and as whom. It holds secrets, and so is part of no plan, recording or
/// report.
public struct ClusterLogin: Sendable, Hashable {
  /// Where the API server is.
  public struct Server: Sendable, Hashable {
    public var isEncrypted: Bool
    public var host: Host
    public var port: UInt16
    /// What stands before every path: empty, or `/k8s/clusters/c-1` without a slash at its end.
    public var path: String

    public init(isEncrypted: Bool = true, host: Host, port: UInt16 = 443, path: String = "") {
      self.isEncrypted = isEncrypted
      self.host = host
      self.port = port
      self.path = path
    }
  }

  /// Who may have signed the server's certificate.
  public enum Trust: Sendable, Hashable {
    /// The authorities of this machine.
    case system
    /// These and no others; PEM.
    case authorities(pem: [UInt8])
    /// Whoever: `insecure-skip-tls-verify`.
    case anybody
  }

  public var server: Server
  /// The name that the certificate is for, where it is not the server's host: `tls-server-name`.
  public var serverName: Host?
  public var trust: Trust
  public var proxy: ClusterProxy?
  public var credentials: ClusterCredentials
  /// The context's namespace; `nil`: none is named.
  public var namespace: String?
  /// Where all this comes from, in words: `context prod of config`, `the pod's service account`.
  public var origin: String

  public init(
    server: Server, serverName: Host? = nil, trust: Trust = .system, proxy: ClusterProxy? = nil,
    credentials: ClusterCredentials = ClusterCredentials(), namespace: String? = nil, origin: String
  ) {
    self.server = server
    self.serverName = serverName
    self.trust = trust
    self.proxy = proxy
    self.credentials = credentials
    self.namespace = namespace
    self.origin = origin
  }
}

extension ClusterLogin.Server {
  /// `https://myaks-d1.hcp.westeurope.azmk8s.io`, without a path; the scheme's own port is left out.
  public var url: String {
    let ownPort: UInt16 = isEncrypted ? 443 : 80
    let name: String =
      if case .address(let address) = host, address.family == .ipv6 { "[\(address)]" } else { "\(host)" }
    return "\(isEncrypted ? "https" : "http")://\(name)\(port == ownPort ? "" : ":\(port)")\(path)"
  }
}
