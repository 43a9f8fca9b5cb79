import COpenSSL

/// A digest over bytes that come piece by piece (FIPS 180-4).
@safe final class SHA256 {
  private let context: OpaquePointer

  /// `nil` without memory.
  init?() {
    guard let context = unsafe EVP_MD_CTX_new() else { return nil }
    unsafe self.context = context
    guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      unsafe EVP_MD_CTX_free(context)
      return nil
    }
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    unsafe EVP_DigestUpdate(context, start, bytes.count)
  }

  /// The digest of what came so far, `sha256:…`; more may follow.
  var text: String? {
    guard let copy = unsafe EVP_MD_CTX_new() else { return nil }
    defer { unsafe EVP_MD_CTX_free(copy) }
    var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard unsafe EVP_MD_CTX_copy_ex(copy, context) == 1, unsafe EVP_DigestFinal_ex(copy, &bytes, &count) == 1 else {
      return nil
    }
    let digits = Array("0123456789abcdef".utf8)
    let hexadecimal = bytes.prefix(Int(count)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "sha256:" + String(decoding: hexadecimal, as: UTF8.self)
  }

  /// The digest of bytes that are all there.
  static func text(of bytes: [UInt8]) -> String? {
    guard let digest = SHA256() else { return nil }
    unsafe bytes.withUnsafeBytes { unsafe digest.update($0) }
    return digest.text
  }
}
