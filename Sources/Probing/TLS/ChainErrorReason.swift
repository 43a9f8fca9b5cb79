import COpenSSL
import Model

extension ChainError {
  /// The error that OpenSSL's verification reports by number, at a depth of the chain.
  init(code: Int32, depth: Int32) {
    self.init(
      reason: Reason(code: code), depth: Int(depth),
      detail: unsafe String(cString: X509_verify_cert_error_string(Int(code))))
  }
}

extension ChainError.Reason {
  fileprivate init(code: Int32) {
    self =
      switch code {
      case X509_V_ERR_CERT_HAS_EXPIRED: .expired
      case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
      case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned
      case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .selfSignedInChain
      case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
        X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
        .issuerNotFound
      case X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE,
        X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH:
        .invalidSignature
      case X509_V_ERR_INVALID_CA, X509_V_ERR_PATH_LENGTH_EXCEEDED, X509_V_ERR_KEYUSAGE_NO_CERTSIGN,
        X509_V_ERR_CERT_CHAIN_TOO_LONG, X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION:
        .invalidAuthority
      case X509_V_ERR_INVALID_PURPOSE, X509_V_ERR_CERT_REJECTED: .invalidPurpose
      case X509_V_ERR_CERT_REVOKED: .revoked
      case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK: .weakKey
      default: .other
      }
  }
}
