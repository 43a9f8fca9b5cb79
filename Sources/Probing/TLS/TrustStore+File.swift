import COpenSSL
import Glibc

extension TrustStore {
  /// The certificates of a PEM file, DER.
  static func authorities(in file: String) throws(TrustStoreError) -> [[UInt8]] {
    let content = try content(of: file)
    guard !content.isEmpty else {
      throw TrustStoreError(path: file, reason: "is empty. It should hold one or more certificates in PEM.")
    }
    ERR_clear_error()
    defer { ERR_clear_error() }
    guard let bio = unsafe BIO_new_mem_buf(content, Int32(content.count)) else {
      throw TrustStoreError(path: file, reason: "could not be read: out of memory.")
    }
    defer { unsafe BIO_free(bio) }

    var authorities: [[UInt8]] = []
    // A password callback of our own: without one OpenSSL would ask on the terminal for an encrypted block.
    while let certificate = unsafe PEM_read_bio_X509(bio, nil, { _, _, _, _ in -1 }, nil) {
      if let encoding = unsafe CertificateReader.encoding(of: certificate) { authorities.append(encoding) }
      unsafe X509_free(certificate)
    }
    // At the end of the file the reader finds no further block, and that is how it ends.
    let ended = ox_reason(ERR_peek_last_error()) == PEM_R_NO_START_LINE
    if !ended {
      throw TrustStoreError(
        path: file,
        reason: "its certificate number \(authorities.count + 1) cannot be read. "
          + "Each should stand between BEGIN CERTIFICATE and END CERTIFICATE.")
    }
    if authorities.isEmpty {
      let hint =
        content.first == 0x30
        ? " It looks like DER: convert it with `openssl x509 -inform der -in FILE -out FILE.pem`."
        : " It should hold one or more, each between BEGIN CERTIFICATE and END CERTIFICATE."
      throw TrustStoreError(path: file, reason: "holds no certificate in PEM.\(hint)")
    }
    return authorities
  }

  /// The bytes of a regular file, at most `fileLimit`.
  private static func content(of file: String) throws(TrustStoreError) -> [UInt8] {
    func failure(_ code: Int32) -> TrustStoreError {
      TrustStoreError(path: file, reason: "cannot be read: \(SystemReason.text(of: code)).")
    }
    // Without O_NONBLOCK a pipe without a writer would be waited for.
    let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw TrustStoreError(path: file, reason: "is not a regular file. Name a PEM file.")
    }
    guard status.st_size <= fileLimit else {
      throw TrustStoreError(
        path: file, reason: "is larger than \(fileLimit >> 20) MiB, which no file of certificates should be.")
    }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while content.count <= fileLimit {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0 { throw failure(errno) }
      if count == 0 { break }
      content += buffer[..<count]
    }
    return content
  }
}
