/// What tells one catalog from another.
public enum CatalogDigest {
  /// FNV-1a of 64 bits over names and texts in the order of names, each ended by a zero byte: sixteen hexadecimal digits.
  public static func digest(of texts: [String: String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      for part in [name, text] {
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = hash &* 0x100_0000_01B3
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
