import COpenSSL
import Glibc

/// The server's end of one TLS connection, with a context of its own: no pointer is shared between threads.
@safe struct TLSConnection: ~Copyable {
  private let context: OpaquePointer
  private let session: OpaquePointer

  /// Makes the handshake; `nil` when it fails.
  init?(over connection: Connection, identity: ServerIdentity, isLimitedToTLS12: Bool) {
    guard let context = unsafe SSL_CTX_new(TLS_server_method()) else { return nil }
    guard unsafe Self.configure(context, identity: identity, isLimitedToTLS12: isLimitedToTLS12),
      let session = unsafe SSL_new(context)
    else {
      unsafe SSL_CTX_free(context)
      return nil
    }
    guard unsafe SSL_set_fd(session, connection.descriptor.number) == 1, unsafe SSL_accept(session) == 1 else {
      unsafe SSL_free(session)
      unsafe SSL_CTX_free(context)
      return nil
    }
    unsafe self.context = unsafe context
    unsafe self.session = unsafe session
  }

  deinit {
    unsafe SSL_free(session)
    unsafe SSL_CTX_free(context)
  }

  /// Whatever arrives next, at most 4,096 bytes; `nil` when the connection ends.
  func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe SSL_read(session, $0.baseAddress, Int32($0.count)) }
    return count > 0 ? Array(bytes.prefix(Int(count))) : nil
  }

  /// Writes all bytes; `false` when the connection ends before.
  func write(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe SSL_write(session, $0.baseAddress, Int32($0.count)) } == Int32(bytes.count)
  }

  /// Says that nothing follows (RFC 8446 section 6.1, close_notify).
  func finish() {
    _ = unsafe SSL_shutdown(session)
  }

  private static func configure(
    _ context: OpaquePointer, identity: ServerIdentity, isLimitedToTLS12: Bool
  ) -> Bool {
    guard let leaf = identity.chain.first,
      unsafe SSL_CTX_use_certificate_ASN1(context, Int32(leaf.count), leaf) == 1,
      unsafe SSL_CTX_use_PrivateKey_ASN1(EVP_PKEY_EC, context, identity.key, identity.key.count) == 1,
      identity.chain.dropFirst().allSatisfy({ unsafe lab_add_chain_certificate(context, $0, $0.count) == 1 })
    else { return false }
    unsafe lab_offer_http11(context)
    _ = unsafe SSL_CTX_set_num_tickets(context, 0)
    return unsafe !isLimitedToTLS12 || lab_limit_to_tls12(context) == 1
  }
}
