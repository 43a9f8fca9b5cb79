import COpenSSL

/// The handle of a `TrustStore` that OpenSSL verifies with. One is shared by all handshakes of an actor; what it looks up
/// in the system's directory it keeps.
@safe final class CertificateStore {
  private let store: OpaquePointer

  /// Fails only without memory, or if a bundle that was there is gone.
  init(_ trust: TrustStore) throws(TrustStoreError) {
    guard let store = unsafe X509_STORE_new() else { throw TrustStoreError(reason: "Out of memory.") }
    unsafe self.store = store
    switch trust.system {
    case .directory(let path): unsafe X509_STORE_load_path(store, path)
    case .bundle(let path):
      guard unsafe X509_STORE_load_file(store, path) == 1 else {
        ERR_clear_error()
        throw TrustStoreError(path: path, reason: "cannot be read as a file of certificates in PEM.")
      }
    case .none: break
    }
    for encoding in trust.additional {
      guard let certificate = unsafe CertificateReader.decode(encoding) else { continue }
      // The store takes a reference of its own; a certificate that it has already is no error.
      unsafe X509_STORE_add_cert(store, certificate)
      unsafe X509_free(certificate)
    }
    // Whatever the user names as an authority is one, root or not, as for the container runtimes' Go.
    unsafe X509_STORE_set_flags(store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
    ERR_clear_error()
  }

  deinit { unsafe X509_STORE_free(store) }

  /// Makes a context verify against this store, which it keeps alive by a reference of its own.
  func install(in context: OpaquePointer) {
    unsafe SSL_CTX_set1_cert_store(context, store)
  }
}
