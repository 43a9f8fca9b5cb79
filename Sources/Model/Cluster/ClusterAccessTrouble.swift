/// Why the Kubernetes API could not be asked.
public struct ClusterAccessTrouble: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The client's own certificate is no longer, or not yet, valid.
    case clientCertificateExpired, clientCertificateNotYetValid
    /// The client's certificate or key cannot be read or do not belong together.
    case clientCertificateUnusable
    /// The file of a token is missing, empty or unreadable.
    case tokenUnusable
    /// The credential plugin is not installed, failed, took too long, or printed what is no credential.
    case credentialPluginMissing, credentialPluginFailed, credentialPluginTimedOut, credentialPluginMalformed
    /// The API server's certificate is not signed by the cluster's authority.
    case serverIssuerUnknown
    /// The API server's certificate is not for the name asked for.
    case serverNameMismatch
    /// The API server's certificate has expired.
    case serverCertificateExpired
    /// The name has no address, the connection was refused, or the handshake broke off.
    case nameUnresolved, connectionRefused, connectionFailed, handshakeFailed
    /// The proxy of the kubeconfig does not let through.
    case proxyFailed
    /// An error of this machine.
    case system
  }

  public var kind: Kind
  /// What it is about: the plugin's command (`kubelogin`), the certificate's date, the file.
  public var subject: String
  /// The reason in words, without secrets.
  public var detail: String

  public init(_ kind: Kind, subject: String = "", detail: String = "") {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }
}
