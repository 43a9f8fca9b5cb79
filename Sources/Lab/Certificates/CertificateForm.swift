/// What a certificate is to say.
struct CertificateForm {
  enum Usage {
    /// May issue certificates.
    case authority
    /// Proves a server's names.
    case server(names: [String])
  }

  var commonName: String
  var organization: String
  var usage: Usage
  /// Seconds from now, before or after.
  var notBefore: Int = -day
  var notAfter: Int = 90 * day

  /// Seconds in a day.
  static let day = 86_400
}
