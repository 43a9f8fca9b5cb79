/// Text without what could be a secret.
enum SecretText {
  /// What stands where something was removed.
  static let mark = "(removed)"

  private static let names: Set<String> = [
    "password", "passwd", "pwd", "secret", "client_secret", "sig", "signature", "token", "access_token",
    "refresh_token", "id_token", "accountkey", "sharedaccesskey", "sharedaccesssignature", "api_key", "apikey",
    "session", "sessionid", "authorization", "bearer",
  ]

  /// The text without user parts and queries of URLs, values of names that promise a secret (`sig=…`), and long runs of
  /// letters and digits that look like tokens. GUIDs stay: they name requests, and open nothing.
  static func removed(from text: String) -> (text: String, secrets: [String]) {
    guard text.utf8.count > 3 else { return (text, []) }
    let (bytes, secrets) = withoutTokens(withoutURLParts(Array(text.utf8)))
    return (String(decoding: bytes, as: UTF8.self), secrets)
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

  private static func isRun(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "~"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  private static func withoutTokens(_ bytes: [UInt8]) -> (bytes: [UInt8], secrets: [String]) {
    var output: [UInt8] = []
    var secrets: [String] = []
    var isValueOfSecret = false
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex { !isRun($0) } ?? bytes.endIndex
      guard end > position else {
        // What may stand between a name and its value: `sig=`, `"token": "`, `Bearer `.
        if !"=:\" ".utf8.contains(bytes[position]) { isValueOfSecret = false }
        output.append(bytes[position])
        position += 1
        continue
      }
      let run = String(decoding: bytes[position..<end], as: UTF8.self)
      if isValueOfSecret || looksLikeToken(run) {
        output += mark.utf8
        secrets.append(run)
        isValueOfSecret = false
      } else {
        output += bytes[position..<end]
        let isName = names.contains(run.lowercased())
        let follows = bytes[end...].first { $0 != UInt8(ascii: "\"") }
        isValueOfSecret =
          isName && (follows == UInt8(ascii: "=") || follows == UInt8(ascii: ":") || run.lowercased() == "bearer")
      }
      position = end
    }
    return (output, secrets)
  }

  /// At least 24 characters with letters and digits, not a GUID.
  private static func looksLikeToken(_ run: String) -> Bool {
    guard run.utf8.count >= 24, !isGUID(run) else { return false }
    let digits = run.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let letters = run.utf8.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    // Words joined by hyphens have few digits: `docker-distribution-api-version-2`.
    return letters > 0 && digits >= 4
  }

  /// Whether a text is 32 hexadecimal digits in the groups of a GUID (RFC 9562 section 4).
  static func isGUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.joined().allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          true
        default: false
        }
      }
  }
}
