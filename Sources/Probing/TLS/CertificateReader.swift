import COpenSSL
import Glibc
import Model

/// Reads the facts of an X.509 certificate through OpenSSL. Whatever a field holds, the rest is read.
enum CertificateReader {
  /// What is kept of names and lists that a peer may make as long as it likes.
  private static let nameLimit = 1_024
  private static let alternativeNameLimit = 100
  private static let issuerURLLimit = 8
  /// What an encoding may have to be kept, in bytes.
  static let encodingLimit = 16 << 10

  /// The decoded certificate, for the caller to free; `nil` if the bytes are not one.
  static func decode(_ encoding: [UInt8]) -> OpaquePointer? {
    unsafe encoding.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return unsafe d2i_X509(nil, &start, buffer.count)
    }
  }

  /// The DER encoding; `nil` if it cannot be made.
  static func encoding(of certificate: OpaquePointer) -> [UInt8]? {
    let count = unsafe i2d_X509(certificate, nil)
    guard count > 0 else { return nil }
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, written in
      var start = buffer.baseAddress
      unsafe written = Int(max(0, i2d_X509(certificate, &start)))
    }
  }

  /// The subject of a certificate with this encoding, unless a directory of authorities, in which files are named by the
  /// hash of the subject, has one with this subject; `nil` then, and if it cannot be decoded.
  static func subject(of encoding: [UInt8], unlessIn directory: String? = nil) -> String? {
    guard let certificate = unsafe decode(encoding) else { return nil }
    defer {
      unsafe X509_free(certificate)
      ERR_clear_error()
    }
    if let directory {
      let digits = String(unsafe X509_subject_name_hash(certificate), radix: 16)
      let name = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
      if unsafe access("\(directory)/\(name).0", R_OK) == 0 { return nil }
    }
    return unsafe name(X509_get_subject_name(certificate))
  }

  /// SHA-256 over bytes.
  static func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    return digest
  }

  /// The facts of a certificate with this encoding; `nil` if it cannot be decoded.
  static func certificate(from encoding: [UInt8], digest: [UInt8]) -> Certificate? {
    guard let certificate = unsafe decode(encoding) else { return nil }
    defer {
      unsafe X509_free(certificate)
      ERR_clear_error()
    }
    return unsafe Certificate(
      subject: name(X509_get_subject_name(certificate)), issuer: name(X509_get_issuer_name(certificate)),
      serialNumber: serialNumber(X509_get0_serialNumber(certificate)),
      notBefore: timestamp(X509_get0_notBefore(certificate)), notAfter: timestamp(X509_get0_notAfter(certificate)),
      alternativeNames: alternativeNames(certificate), publicKey: publicKey(certificate),
      isAuthority: isAuthority(certificate), issuerURLs: issuerURLs(certificate), fingerprint: hexadecimal(digest),
      encoding: encoding.count <= encodingLimit ? Bytes(encoding) : nil)
  }

  // MARK: Fields

  /// RFC 2253 text, with letters beyond ASCII as they are.
  private static func name(_ name: OpaquePointer?) -> String {
    guard let name = unsafe name, let bio = unsafe BIO_new(BIO_s_mem()) else { return "" }
    defer { unsafe BIO_free(bio) }
    guard unsafe ox_print_name(bio, name) >= 0 else { return "" }
    var start: UnsafePointer<CChar>?
    let count = unsafe ox_memory(bio, &start)
    guard count > 0, let start = unsafe start else { return "" }
    return unsafe text(UnsafeRawBufferPointer(start: start, count: count), limit: nameLimit)
  }

  /// Bytes as text: those that are not UTF-8, and control characters, are replaced.
  private static func text(_ bytes: UnsafeRawBufferPointer, limit: Int) -> String {
    let text = unsafe String(decoding: bytes.prefix(limit), as: UTF8.self)
    return text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      ? String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
      : text
  }

  private static func bytes(of string: UnsafePointer<ASN1_STRING>?) -> UnsafeRawBufferPointer {
    guard let string = unsafe string else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
    return unsafe UnsafeRawBufferPointer(
      start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string)))
  }

  private static func serialNumber(_ number: UnsafePointer<ASN1_INTEGER>?) -> String {
    let digits = unsafe hexadecimal(bytes(of: number).prefix(64)).uppercased()
    return digits.isEmpty ? "00" : digits
  }

  private static func timestamp(_ time: UnsafePointer<ASN1_TIME>?) -> Timestamp {
    var parts = unsafe tm()
    // A time that cannot be read counts as the beginning of 1970, which no valid certificate has.
    guard let time = unsafe time, unsafe ASN1_TIME_to_tm(time, &parts) == 1 else {
      return Timestamp(secondsSince1970: 0)
    }
    return unsafe Timestamp(
      year: Int64(parts.tm_year) + 1_900, month: Int64(parts.tm_mon) + 1, day: Int64(parts.tm_mday),
      hour: Int64(parts.tm_hour), minute: Int64(parts.tm_min), second: Int64(parts.tm_sec))
  }

  private static func alternativeNames(_ certificate: OpaquePointer) -> [String] {
    guard let names = unsafe ox_alternative_names(certificate) else { return [] }
    defer { unsafe GENERAL_NAMES_free(names) }
    var texts: [String] = []
    for index in unsafe 0..<ox_name_count(names) where texts.count < alternativeNameLimit {
      let name = unsafe ox_name(names, index)
      if let value = unsafe ox_name_value(name, GEN_DNS) {
        unsafe texts.append(text(bytes(of: value), limit: 255))
      } else if let value = unsafe ox_name_value(name, GEN_IPADD), let address = unsafe address(bytes(of: value)) {
        texts.append(address.description)
      }
    }
    return texts
  }

  /// An `iPAddress` entry: 4 or 16 bytes (RFC 5280 section 4.2.1.6).
  private static func address(_ bytes: UnsafeRawBufferPointer) -> IPAddress? {
    unsafe IPAddress(bytes: Array(bytes))
  }

  private static func issuerURLs(_ certificate: OpaquePointer) -> [String] {
    guard let access = unsafe ox_information_access(certificate) else { return [] }
    defer { unsafe AUTHORITY_INFO_ACCESS_free(access) }
    var urls: [String] = []
    for index in unsafe 0..<ox_access_count(access) where urls.count < issuerURLLimit {
      guard let location = unsafe ox_issuer_location(access, index),
        let value = unsafe ox_name_value(location, GEN_URI)
      else { continue }
      unsafe urls.append(text(bytes(of: value), limit: nameLimit))
    }
    return urls
  }

  /// Algorithm and size in bits; the algorithm alone if the key cannot be decoded.
  private static func publicKey(_ certificate: OpaquePointer) -> String {
    if let key = unsafe X509_get0_pubkey(certificate) {
      let algorithm = unsafe OBJ_nid2sn(EVP_PKEY_get_base_id(key)).map { unsafe String(cString: $0) } ?? "unknown"
      return unsafe "\(algorithm) \(EVP_PKEY_get_bits(key))"
    }
    var algorithm: OpaquePointer?
    guard let key = unsafe X509_get_X509_PUBKEY(certificate),
      unsafe X509_PUBKEY_get0_param(&algorithm, nil, nil, nil, key) == 1, let algorithm = unsafe algorithm,
      let name = unsafe OBJ_nid2sn(OBJ_obj2nid(algorithm))
    else { return "unknown" }
    return unsafe String(cString: name)
  }

  /// 1: by its basic constraints; 3: a self-signed certificate of version 1 (`X509_check_ca`).
  private static func isAuthority(_ certificate: OpaquePointer) -> Bool {
    [1, 3].contains(unsafe X509_check_ca(certificate))
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
