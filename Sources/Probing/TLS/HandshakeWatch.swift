import COpenSSL
import Model

/// What OpenSSL shows of one handshake while it goes on. OpenSSL calls back with a pointer to it, on the thread that
/// drives the connection.
final class HandshakeWatch {
  /// Whom the certificate should be for.
  private let serverName: Host

  /// The first five bytes that came: the header of a TLS record (RFC 8446 section 5.1), if it is TLS.
  private(set) var firstBytes: [UInt8] = []
  /// The version in the server's hello; TLS 1.3 says 1.2 here (RFC 8446 section 4.1.3).
  private(set) var helloVersion: UInt16?
  /// The last alert received that ends a connection.
  private(set) var alert: UInt8?
  /// The presented certificates, DER, at most `Handshake.certificateLimit`.
  private(set) var chain: [[UInt8]] = []
  private(set) var chainIsCut = false
  /// Each once, in the order in which verification met them.
  private(set) var chainErrors: [ChainError] = []
  private(set) var nameMatches: Bool?
  /// What was agreed on, once the handshake is complete.
  private(set) var session: (protocolVersion: String, cipher: String, applicationProtocol: String?)?

  private static let errorLimit = 64
  /// What the certificates of one chain may have together, in bytes; OpenSSL's own limit is 100 KiB.
  private static let chainByteLimit = 256 << 10

  init(serverName: Host) {
    self.serverName = serverName
  }

  /// Lets a fresh context report to this object, which must outlive the connection made with it.
  func install(in context: OpaquePointer, verifyingWith store: CertificateStore) {
    let pointer = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe store.install(in: context)
    unsafe ox_set_chain_limit(context, Self.chainByteLimit)
    unsafe ox_on_message(
      context,
      { isSent, _, kind, bytes, count, _, pointer in
        guard isSent == 0, let bytes = unsafe bytes, let pointer = unsafe pointer else { return }
        unsafe Unmanaged<HandshakeWatch>.fromOpaque(pointer).takeUnretainedValue()
          .received(UnsafeRawBufferPointer(start: bytes, count: count), kind: kind)
      }, pointer)
    unsafe SSL_CTX_set_cert_verify_callback(
      context,
      { verification, pointer in
        if let verification = unsafe verification, let pointer = unsafe pointer {
          unsafe Unmanaged<HandshakeWatch>.fromOpaque(pointer).takeUnretainedValue().verify(verification)
        }
        return 1
      }, pointer)
  }

  /// One message of the protocol, or the header of a record, as it was received.
  private func received(_ bytes: UnsafeRawBufferPointer, kind: Int32) {
    switch kind {
    case SSL3_RT_HEADER:
      if firstBytes.isEmpty { unsafe firstBytes = Array(bytes.prefix(5)) }
    case SSL3_RT_HANDSHAKE:
      // ServerHello: type, length of three bytes, version (RFC 8446 section 4).
      if bytes.count >= 6, unsafe bytes[0] == SSL3_MT_SERVER_HELLO {
        unsafe helloVersion = UInt16(bytes[4]) << 8 | UInt16(bytes[5])
      }
    case SSL3_RT_ALERT:
      guard bytes.count == 2 else { return }
      let (level, code) = unsafe (bytes[0], bytes[1])
      // A warning does not end a connection (RFC 5246 section 7.2), and error alerts are fatal (RFC 8446 section 6.2).
      if level == SSL3_AL_FATAL { alert = code }
    default: break
    }
  }

  /// Verifies the presented chain, keeps it with all that is wrong with it, and says that it is good: the handshake is
  /// to go on, trust is judged later.
  private func verify(_ verification: OpaquePointer) {
    let presented = unsafe X509_STORE_CTX_get0_untrusted(verification)
    let count = unsafe ox_certificate_count(presented)
    chainIsCut = Int(count) > Handshake.certificateLimit
    for index in 0..<min(count, Int32(Handshake.certificateLimit)) {
      guard let certificate = unsafe ox_certificate(presented, index),
        let encoding = unsafe CertificateReader.encoding(of: certificate)
      else { continue }
      chain.append(encoding)
    }
    if let certificate = unsafe X509_STORE_CTX_get0_cert(verification) {
      nameMatches = unsafe Self.isCertificate(certificate, for: serverName)
    }
    // The verification's own data belongs to the SSL object; this object is reached by the application data slot 0.
    unsafe X509_STORE_CTX_set_ex_data(verification, 0, Unmanaged.passUnretained(self).toOpaque())
    unsafe X509_STORE_CTX_set_verify_cb(verification) { isGood, verification in
      if isGood == 0, let verification = unsafe verification,
        let pointer = unsafe X509_STORE_CTX_get_ex_data(verification, 0)
      {
        let error = unsafe ChainError(
          code: X509_STORE_CTX_get_error(verification), depth: X509_STORE_CTX_get_error_depth(verification))
        unsafe Unmanaged<HandshakeWatch>.fromOpaque(pointer).takeUnretainedValue().note(error)
      }
      return 1
    }
    unsafe X509_verify_cert(verification)
    unsafe X509_STORE_CTX_set_error(verification, X509_V_OK)
    ERR_clear_error()
  }

  private func note(_ error: ChainError) {
    let isKnown = chainErrors.contains { $0.reason == error.reason && $0.depth == error.depth }
    if !isKnown, chainErrors.count < Self.errorLimit { chainErrors.append(error) }
  }

  /// RFC 9525 section 6: only the alternative names count, not the subject's common name.
  static func isCertificate(_ certificate: OpaquePointer, for host: Host) -> Bool {
    let text = host.description
    return switch host {
    case .name:
      unsafe X509_check_host(
        certificate, text, text.utf8.count,
        UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS), nil) == 1
    case .address: unsafe X509_check_ip_asc(certificate, text, 0) == 1
    }
  }

  /// Reads what a completed handshake agreed on.
  func complete(with session: OpaquePointer) {
    var protocolName: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    unsafe SSL_get0_alpn_selected(session, &protocolName, &count)
    let applicationProtocol = unsafe protocolName.map {
      unsafe String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self)
    }
    let cipher = unsafe SSL_CIPHER_get_name(SSL_get_current_cipher(session))
    unsafe self.session = (
      String(cString: SSL_get_version(session)), cipher.map { unsafe String(cString: $0) } ?? "unknown",
      applicationProtocol
    )
  }

  /// Whether the chain verifies and the certificate is for the name.
  var isTrusted: Bool { !chain.isEmpty && chainErrors.isEmpty && nameMatches == true }

  // MARK: What came instead of TLS

  /// What the peer speaks, if its first bytes are no TLS record: a type from 20 to 23 and major version 3 (RFC 8446
  /// section 5.1).
  var foreignProtocol: String? {
    guard firstBytes.count == 5, !((20...23).contains(firstBytes[0]) && firstBytes[1] == 3) else { return nil }
    if firstBytes.elementsEqual("HTTP/".utf8) { return "plain HTTP" }
    if firstBytes.starts(with: "SSH-".utf8) { return "SSH" }
    if firstBytes.starts(with: "220".utf8) { return "a greeting in plain text, as of mail or FTP servers" }
    let digits = firstBytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    return "bytes \(digits)"
  }

  /// The version that the server chose, if it is older than TLS 1.2.
  var outdatedVersion: String? {
    switch helloVersion {
    case 0x0300: "SSL 3.0"
    case 0x0301: "TLS 1.0"
    case 0x0302: "TLS 1.1"
    default: nil
    }
  }
}
