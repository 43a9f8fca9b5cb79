import CCurl
import CLinux
import COpenSSL

/// What libcurl and OpenSSL need once in a process.
enum TransferLibraries {
  /// Initializes both, and spends the time of the first TLS context before anything is measured.
  static func prepare() { _ = isReady }

  private static let isReady: Bool = {
    let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    // libcurl with CURLOPT_NOSIGNAL does not guard against the signal itself, and OpenSSL writes to closed connections.
    lx_ignore_sigpipe()
    unsafe SSL_CTX_free(SSL_CTX_new(TLS_client_method()))
    ERR_clear_error()
    return code == CURLE_OK
  }()
}
