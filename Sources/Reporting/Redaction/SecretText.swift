internal import Model

/// Text without what could be a secret.
enum SecretText {
  /// The text without user parts and queries of URLs, values of names that promise a secret (`sig=…`), and runs of
  /// letters and digits that look like tokens. GUIDs stay: they name requests, and open nothing.
  static func removed(from text: String) -> (text: String, secrets: [String]) {
    guard text.utf8.count > 3 else { return (text, []) }
    // A private key may stand in a query, and be longer than the URL.
    let (certain, first) = SecretSearch.removed(from: text, by: [.form, .name])
    let rest = String(decoding: withoutURLParts(Array(certain.utf8)), as: UTF8.self)
    let (safe, second) = SecretSearch.removed(from: rest, by: Set(SecretSearch.Sign.allCases))
    return (safe, first + second)
  }

  /// A URL with scheme, host and path alone.
  static func url(_ url: String) -> String {
    String(decoding: withoutURLParts(Array(url.utf8)), as: UTF8.self)
  }

  /// A path without its query and fragment.
  static func path(_ path: String) -> String {
    String(path.prefix { $0 != "?" && $0 != "#" })
  }

  private static func endsURL(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7F || "\"'<>\\`".utf8.contains(byte)
  }

  /// URLs (RFC 3986 section 3) with scheme, host and path alone.
  private static func withoutURLParts(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position...].starts(with: "://".utf8) else {
        output.append(bytes[position])
        position += 1
        continue
      }
      position += 3
      let end = bytes[position...].firstIndex(where: endsURL) ?? bytes.endIndex
      let url = bytes[position..<end]
      let authority = url.prefix { !"/?#".utf8.contains($0) }
      let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
      output += "://".utf8
      output += host
      output += url[authority.endIndex...].prefix { !"?#".utf8.contains($0) }
      position = end
    }
    return output
  }
}
