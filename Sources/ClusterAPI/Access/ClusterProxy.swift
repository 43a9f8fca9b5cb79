public import Model

/// The proxy on the way to an API server: a kubeconfig's `proxy-url`.
public struct ClusterProxy: Sendable, Hashable {
  public enum Scheme: String, Sendable, Hashable, CaseIterable {
    /// CONNECT over plain HTTP.
    case http
    /// SOCKS version 5, which also looks the name up.
    case socks5
  }

  public var scheme: Scheme
  public var host: Host
  public var port: UInt16
  /// `user:password`; `nil`: none.
  public var userInformation: Secret?

  public init(scheme: Scheme, host: Host, port: UInt16, userInformation: Secret? = nil) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.userInformation = userInformation
  }
}
