/// The certificate of a secret, and nothing else of it.
public struct SecretCertificate: Sendable, Hashable, Codable {
  public var namespace: String
  public var name: String
  /// The key that it stands under: `tls.crt`, `cert.pem`.
  public var key: String
  /// The first of the chain; `nil`: what stands there is no certificate.
  public var certificate: Certificate?

  public init(namespace: String, name: String, key: String, certificate: Certificate?) {
    self.namespace = namespace
    self.name = name
    self.key = key
    self.certificate = certificate
  }
}
