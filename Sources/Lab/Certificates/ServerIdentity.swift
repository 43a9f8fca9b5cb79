/// What a TLS server proves itself with: values, so that every connection can make its own TLS context of them.
struct ServerIdentity: Sendable {
  /// X.509 certificates as DER, the leaf first.
  var chain: [[UInt8]]
  /// The leaf's private key as DER.
  var key: [UInt8]
}
