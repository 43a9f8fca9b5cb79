import COpenSSL
import Foundation

/// A certificate made for a test, with its key; both DER.
struct TestCertificate: Sendable {
  let encoding: [UInt8]
  let key: [UInt8]
  let name: String

  /// Days from now.
  struct Validity {
    var from = -1
    var to = 30
  }

  /// Signs with `issuer`, or with its own key.
  static func make(
    _ name: String, for alternativeNames: [String] = [], by issuer: TestCertificate? = nil,
    validity: Validity = Validity(), isAuthority: Bool = false, padding: Int = 0, issuerURL: String? = nil
  ) -> TestCertificate {
    let key = unsafe newKey()
    defer { unsafe EVP_PKEY_free(key) }
    let certificate = unsafe X509_new()!
    defer { unsafe X509_free(certificate) }
    unsafe X509_set_version(certificate, 2)
    unsafe ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...Int(Int32.max)))
    unsafe X509_gmtime_adj(X509_getm_notBefore(certificate), validity.from * 86_400)
    unsafe X509_gmtime_adj(X509_getm_notAfter(certificate), validity.to * 86_400)
    unsafe X509_set_pubkey(certificate, key)
    unsafe add(name, to: X509_get_subject_name(certificate))
    unsafe add(issuer?.name ?? name, to: X509_get_issuer_name(certificate))
    var extensions: [(Int32, String)] = []
    if isAuthority { extensions.append((NID_basic_constraints, "critical,CA:TRUE")) }
    if !alternativeNames.isEmpty { extensions.append((NID_subject_alt_name, alternativeNames.joined(separator: ","))) }
    if let issuerURL { extensions.append((NID_info_access, "caIssuers;URI:\(issuerURL)")) }
    if padding > 0 { extensions.append((NID_netscape_comment, String(repeating: "x", count: padding))) }
    for (kind, value) in extensions {
      let ext = unsafe X509V3_EXT_nconf_nid(nil, nil, kind, value)
      unsafe X509_add_ext(certificate, ext, -1)
      unsafe X509_EXTENSION_free(ext)
    }
    let signer = unsafe issuer.map { unsafe decodeKey($0.key) } ?? key
    unsafe X509_sign(certificate, signer, EVP_sha256())
    if issuer != nil { unsafe EVP_PKEY_free(signer) }
    return unsafe TestCertificate(
      encoding: encode { unsafe i2d_X509(certificate, $0) }, key: encode { unsafe i2d_PrivateKey(key, $0) }, name: name)
  }

  var pem: String {
    let text = Data(encoding).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
  }

  private static func newKey() -> OpaquePointer {
    let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    unsafe EVP_PKEY_keygen_init(context)
    unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
    unsafe EVP_PKEY_keygen(context, &key)
    return unsafe key!
  }

  private static func add(_ name: String, to field: OpaquePointer?) {
    unsafe X509_NAME_add_entry_by_txt(field, "CN", MBSTRING_UTF8, name, -1, -1, 0)
  }

  private static func encode(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(write(nil)))
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      _ = unsafe write(&start)
    }
    return bytes
  }

  static func decodeKey(_ bytes: [UInt8]) -> OpaquePointer? {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return unsafe d2i_AutoPrivateKey(nil, &start, buffer.count)
    }
  }

  func decoded() -> OpaquePointer? {
    unsafe encoding.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return unsafe d2i_X509(nil, &start, buffer.count)
    }
  }
}
