/// Text with certificates and keys between lines of dashes (RFC 7468).
public enum PEM {
  /// What stands between the lines of one label (`CERTIFICATE`), in the order of the text; those that are no Base64 are
  /// left out.
  public static func blocks(of label: String, in text: [UInt8], limit: Int = 64) -> [[UInt8]] {
    let begin = Array("-----BEGIN \(label)-----".utf8)
    let end = Array("-----END \(label)-----".utf8)
    var blocks: [[UInt8]] = []
    var rest = text[...]
    while blocks.count < limit, let start = rest.firstRange(of: begin),
      let stop = rest[start.upperBound...].firstRange(of: end)
    {
      if let block = Base64.decoded(rest[start.upperBound..<stop.lowerBound]) { blocks.append(block) }
      rest = rest[stop.upperBound...]
    }
    return blocks
  }

  /// Whether there is a private key, of whatever kind; an encrypted one is none, since nobody knows its password.
  public static func hasPrivateKey(_ text: [UInt8]) -> Bool {
    ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"].contains { !blocks(of: $0, in: text, limit: 1).isEmpty }
  }
}
