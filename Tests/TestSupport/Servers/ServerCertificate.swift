/// A certificate that a test wants, good unless it says otherwise.
public struct ServerCertificate: Sendable, Hashable {
  public enum Validity: Sendable {
    /// From yesterday for a year.
    case current
    /// Ended an hour ago.
    case expired
    /// Begins tomorrow.
    case notYetValid
    /// From yesterday for four days.
    case expiringSoon
  }

  public enum Chain: Sendable, Hashable {
    /// Leaf and intermediate are presented; the root is known to the client.
    case complete
    /// The intermediate is presented so many times.
    case repeated(Int)
    /// The leaf alone is presented.
    case withoutIntermediate
    /// The leaf has signed itself.
    case selfSigned
  }

  public enum Key: Sendable {
    /// Elliptic curve P-256.
    case p256
    /// RSA with 2048 bits.
    case rsa
  }

  /// DNS names, or addresses, of the certificate.
  public var names: [String]
  public var validity: Validity
  public var chain: Chain
  public var key: Key
  /// Whether it is for a client, whose name the first name is.
  public var isOfClient: Bool

  public init(
    _ names: [String], validity: Validity = .current, chain: Chain = .complete, key: Key = .p256,
    isOfClient: Bool = false
  ) {
    self.names = names
    self.validity = validity
    self.chain = chain
    self.key = key
    self.isOfClient = isOfClient
  }
}
