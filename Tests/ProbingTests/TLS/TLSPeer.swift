import COpenSSL

/// The server's side of a TLS connection over a peer.
@safe final class TLSPeer {
  private let peer: Peer
  private let context: OpaquePointer
  private let session: OpaquePointer

  /// What the server presents and speaks.
  struct Settings: Sendable {
    /// Its own certificate first.
    var chain: [TestCertificate]
    var maximumVersion = TLS1_3_VERSION
    var minimumVersion = TLS1_VERSION
  }

  /// Does the server's side of the handshake; `nil` if that fails.
  init?(_ peer: Peer, _ settings: Settings) {
    self.peer = peer
    unsafe context = SSL_CTX_new(TLS_server_method())
    unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(settings.maximumVersion), nil)
    unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(settings.minimumVersion), nil)
    if settings.maximumVersion < TLS1_2_VERSION { unsafe SSL_CTX_set_cipher_list(context, "DEFAULT:@SECLEVEL=0") }
    let rest = unsafe OPENSSL_sk_new_null()
    for certificate in settings.chain.dropFirst() {
      unsafe OPENSSL_sk_push(rest, UnsafeRawPointer(certificate.decoded()))
    }
    let (own, key) = unsafe (settings.chain[0].decoded(), TestCertificate.decodeKey(settings.chain[0].key))
    // The context takes references of its own.
    unsafe SSL_CTX_use_cert_and_key(context, own, key, rest, 1)
    unsafe X509_free(own)
    unsafe EVP_PKEY_free(key)
    unsafe OPENSSL_sk_pop_free(rest) { unsafe X509_free($0.map(OpaquePointer.init)) }
    unsafe session = SSL_new(context)
    unsafe SSL_set_fd(session, peer.descriptor)
    guard unsafe SSL_accept(session) == 1 else { return nil }
  }

  deinit {
    unsafe SSL_free(session)
    unsafe SSL_CTX_free(context)
  }

  @discardableResult
  func write(_ text: String) -> Bool {
    unsafe SSL_write(session, text, Int32(text.utf8.count)) > 0
  }

  func readHead() -> String {
    var head = ""
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while !head.contains("\r\n\r\n") {
      let count = unsafe SSL_read(session, &buffer, Int32(buffer.count))
      guard count > 0 else { break }
      head += String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
    }
    return head
  }

  /// Sends the alert that ends a connection in good order.
  func finish() { unsafe SSL_shutdown(session) }
}
