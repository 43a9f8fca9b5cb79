import COpenSSL
import Glibc

/// A key pair with its certificate, which may issue others. Lives on the thread that makes the lab's certificates.
@safe struct Authority: ~Copyable {
  private let key: OpaquePointer
  private let certificate: OpaquePointer

  /// A self-signed one with a new P-256 key.
  init(_ form: CertificateForm) throws(LabError) {
    unsafe (key, certificate) = try Self.make(form, issuer: nil)
  }

  /// One that `issuer` signed.
  init(_ form: CertificateForm, issuer: borrowing Authority) throws(LabError) {
    unsafe (key, certificate) = try Self.make(form, issuer: (issuer.key, issuer.certificate))
  }

  deinit {
    unsafe X509_free(certificate)
    unsafe EVP_PKEY_free(key)
  }

  /// The certificate as DER.
  func der() throws(LabError) -> [UInt8] {
    try unsafe Self.der { output in unsafe i2d_X509(certificate, output) }
  }

  /// The certificate as PEM (RFC 7468 section 5).
  func pem() throws(LabError) -> String {
    guard let memory = unsafe BIO_new(BIO_s_mem()) else { throw Self.failure() }
    defer { unsafe BIO_free(memory) }
    guard unsafe PEM_write_bio_X509(memory, certificate) == 1 else { throw Self.failure() }
    var text = [UInt8](repeating: 0, count: 8192)
    let count = unsafe text.withUnsafeMutableBytes { unsafe BIO_read(memory, $0.baseAddress, Int32($0.count)) }
    return String(decoding: text.prefix(Int(max(count, 0))), as: UTF8.self)
  }

  /// The leaf alone: key and certificate as values.
  func identity() throws(LabError) -> ServerIdentity {
    ServerIdentity(
      chain: [try der()], key: try unsafe Self.der { output in unsafe i2d_PrivateKey(key, output) })
  }

  private static func make(
    _ form: CertificateForm, issuer: (key: OpaquePointer, certificate: OpaquePointer)?
  ) throws(LabError) -> (key: OpaquePointer, certificate: OpaquePointer) {
    guard let key = unsafe lab_new_p256_key() else { throw failure() }
    guard let certificate = unsafe X509_new() else {
      unsafe EVP_PKEY_free(key)
      throw failure()
    }
    do throws(LabError) {
      let issuerCertificate = unsafe issuer?.certificate ?? certificate
      try unsafe fill(certificate, key: key, form: form, issuer: issuerCertificate)
      guard unsafe X509_sign(certificate, issuer?.key ?? key, EVP_sha256()) > 0 else { throw failure() }
    } catch {
      unsafe X509_free(certificate)
      unsafe EVP_PKEY_free(key)
      throw error
    }
    return unsafe (key, certificate)
  }

  private static func fill(
    _ certificate: OpaquePointer, key: OpaquePointer, form: CertificateForm, issuer: OpaquePointer
  ) throws(LabError) {
    let serial = UInt64.random(in: 1...UInt64(Int64.max))
    let subject = unsafe X509_get_subject_name(certificate)
    let isNamed = [("O", form.organization), ("CN", form.commonName)].allSatisfy { entry in
      unsafe X509_NAME_add_entry_by_txt(subject, entry.0, MBSTRING_UTF8, entry.1, -1, -1, 0) == 1
    }
    guard isNamed, unsafe X509_set_version(certificate, 2) == 1,
      unsafe ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1,
      unsafe X509_gmtime_adj(X509_getm_notBefore(certificate), form.notBefore) != nil,
      unsafe X509_gmtime_adj(X509_getm_notAfter(certificate), form.notAfter) != nil,
      unsafe X509_set_pubkey(certificate, key) == 1,
      unsafe X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1
    else { throw failure() }

    let extensions: [(Int32, String)] =
      switch form.usage {
      case .authority:
        [(NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,cRLSign")]
      case .server(let names):
        [
          (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
          (NID_ext_key_usage, "serverAuth"),
          (NID_subject_alt_name, names.map { "DNS:" + $0 }.joined(separator: ",")),
        ]
      }
    var identifiers = [(NID_subject_key_identifier, "hash")]
    // Copied from the issuer's own identifier; where a certificate signs itself there is none to name.
    if unsafe issuer != certificate { identifiers.append((NID_authority_key_identifier, "keyid")) }
    for (nid, value) in extensions + identifiers {
      guard unsafe lab_add_extension(certificate, issuer, nid, value) == 1 else { throw failure() }
    }
  }

  /// What an `i2d_…` function writes: asked once for the length, once for the bytes.
  private static func der(
    _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) throws(LabError) -> [UInt8] {
    let length = encode(nil)
    guard length > 0 else { throw failure() }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      var position = buffer.baseAddress
      _ = unsafe encode(&position)
    }
    return bytes
  }

  /// The error at the head of OpenSSL's queue (`ERR_get_error`), in words.
  private static func failure() -> LabError {
    var text = [CChar](repeating: 0, count: 256)
    unsafe ERR_error_string_n(ERR_get_error(), &text, text.count)
    let reason = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return LabError(attempt: "make a certificate", reason: reason)
  }
}
