import Model

/// Parses each distinct certificate once: hosts of one service share theirs.
struct CertificateCache {
  private var certificates: [[UInt8]: Certificate] = [:]
  /// More than any run meets; a peer that makes up certificates shall not fill the memory.
  private static let limit = 1_000

  /// The certificates of a presented chain, in their order. What cannot be decoded is left out.
  mutating func certificates(from encodings: [[UInt8]]) -> [Certificate] {
    encodings.compactMap { encoding in
      let digest = CertificateReader.digest(of: encoding)
      if let known = certificates[digest] { return known }
      guard let certificate = CertificateReader.certificate(from: encoding, digest: digest) else { return nil }
      if certificates.count >= Self.limit { certificates.removeAll() }
      certificates[digest] = certificate
      return certificate
    }
  }
}
