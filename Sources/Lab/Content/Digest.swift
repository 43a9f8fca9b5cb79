import COpenSSL

/// SHA-256 (FIPS 180-4) in the form of the OCI image specification: `sha256:` and 64 hexadecimal digits.
struct Digest: Hashable, CustomStringConvertible {
  let hexadecimal: String

  init(of bytes: [UInt8]) {
    var value = [UInt8](repeating: 0, count: 32)
    let status = unsafe EVP_Digest(bytes, bytes.count, &value, nil, EVP_sha256(), nil)
    precondition(status == 1, "OpenSSL has SHA-256")
    let digits = Array("0123456789abcdef".utf8)
    hexadecimal = String(decoding: value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  var description: String { "sha256:" + hexadecimal }
}
