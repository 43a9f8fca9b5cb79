import COpenSSL
import ClusterAPI
import Model

/// Verifies the certificate of an API server while a handshake goes on, and breaks it off if it does not verify: no
/// credential, and no certificate of the client, ever goes to somebody else.
///
/// OpenSSL calls back with a pointer to it, on the thread that drives the connections. It outlives all of them: a server
/// may begin a handshake anew at any time.
@safe final class ServerVerification {
  /// Whom the certificate should be for.
  private let name: Host
  /// `nil`: whoever answers is believed.
  private let store: CertificateStore?
  /// What was wrong the last time; `nil`: nothing, or nobody was asked yet.
  private(set) var trouble: ClusterAccessTrouble?

  init(name: Host, store: CertificateStore?) {
    self.name = name
    self.store = store
  }

  /// Lets a fresh context verify by this object.
  func install(in context: OpaquePointer) {
    trouble = nil
    if let store { unsafe store.install(in: context) }
    let pointer = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe SSL_CTX_set_cert_verify_callback(
      context,
      { verification, pointer in
        guard let verification = unsafe verification, let pointer = unsafe pointer else { return 0 }
        return unsafe Unmanaged<ServerVerification>.fromOpaque(pointer).takeUnretainedValue().verify(verification)
      }, pointer)
  }

  /// 1 if the chain verifies and is for the name, else 0.
  private func verify(_ verification: OpaquePointer) -> Int32 {
    guard store != nil else { return 1 }
    let isGood = unsafe X509_verify_cert(verification) == 1
    let certificate = unsafe X509_STORE_CTX_get0_cert(verification).flatMap { certificate in
      unsafe CertificateReader.encoding(of: certificate).flatMap {
        CertificateReader.certificate(from: $0, digest: CertificateReader.digest(of: $0))
      }
    }
    let presented = unsafe X509_STORE_CTX_get0_cert(verification)
    if !isGood {
      trouble = unsafe Self.trouble(
        X509_STORE_CTX_get_error(verification), depth: X509_STORE_CTX_get_error_depth(verification), of: certificate)
    } else if let presented = unsafe presented, unsafe !HandshakeWatch.isCertificate(presented, for: name) {
      let names = certificate?.alternativeNames.prefix(8).joined(separator: ", ") ?? ""
      trouble = ClusterAccessTrouble(
        .serverNameMismatch, subject: name.description,
        detail: names.isEmpty ? "the certificate is for no name" : "the certificate is for \(names)")
      unsafe X509_STORE_CTX_set_error(verification, X509_V_ERR_HOSTNAME_MISMATCH)
    }
    return trouble == nil ? 1 : 0
  }

  private static func trouble(_ code: Int32, depth: Int32, of certificate: Certificate?) -> ClusterAccessTrouble {
    let words = unsafe X509_verify_cert_error_string(Int(code)).map { unsafe String(cString: $0) } ?? ""
    switch code {
    case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID:
      let dates = certificate.map { "valid from \($0.notBefore) to \($0.notAfter)" } ?? words
      return ClusterAccessTrouble(
        .serverCertificateExpired, subject: certificate?.subject ?? "",
        detail: depth == 0 ? dates : "\(words), of one of its issuers")
    default:
      return ClusterAccessTrouble(
        .serverIssuerUnknown, subject: certificate?.issuer ?? "", detail: words)
    }
  }
}
