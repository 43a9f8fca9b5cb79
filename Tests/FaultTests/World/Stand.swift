import TestSupport

/// A server that stands in a part's place.
struct Stand: Sendable {
  enum Issuer: Sendable, Hashable {
    /// The authority that the machine trusts.
    case known
    /// That of a device of the company, which the machine does not know.
    case corporate
    /// None: plain HTTP.
    case nobody
  }

  /// Made differently from every other.
  var name: String
  var part: Part
  var answer: VirtualHost.Answer
  var issuer = Issuer.known
  /// Of another host than the part's if not `nil`.
  var host: String?
  var validity = ServerCertificate.Validity.current
  var chain = ServerCertificate.Chain.complete
  var key = ServerCertificate.Key.p256
  /// nginx's words; `nil`: TLS 1.2 and 1.3.
  var protocols: String?

  init(_ name: String, _ part: Part, _ change: (inout Stand) -> Void = { _ in }) {
    (self.name, self.part, self.answer) = (name, part, part.answer)
    change(&self)
  }

  /// A certificate that is made for it; `nil`: it has the part's own, or none.
  struct Paper: Hashable {
    var issuer: Issuer
    /// Whether it comes from the cluster's own authority, if not from the company's.
    var isCluster: Bool
    var certificate: ServerCertificate
  }

  var paper: Paper? {
    let isUsual = host == nil && validity == .current && chain == .complete && key == .p256
    guard issuer == .corporate || (issuer == .known && !isUsual) else { return nil }
    let certificate = ServerCertificate(host.map { [$0] } ?? part.names, validity: validity, chain: chain, key: key)
    return Paper(issuer: issuer, isCluster: issuer == .known && part == .apiServer, certificate: certificate)
  }
}
