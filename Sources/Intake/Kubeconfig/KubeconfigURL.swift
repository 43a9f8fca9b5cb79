import Model

/// A URL of a kubeconfig, taken apart (RFC 3986).
struct KubeconfigURL {
  var scheme: String
  /// `user:password`, percent-decoded.
  var userInformation: String?
  var host: Host
  var port: UInt16?
  var path: String
  var query: String?

  /// `nil` for what is no URL with a host.
  init?(_ text: String) {
    guard let separator = text.firstRange(of: "://"), !text.contains(where: \.isWhitespace) else { return nil }
    scheme = text[..<separator.lowerBound].lowercased()
    var rest = text[separator.upperBound...]
    if let mark = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    var authority = rest.prefix { $0 != "/" }
    path = String(rest[authority.endIndex...])
    if let at = authority.lastIndex(of: "@") {
      userInformation = Self.decoded(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    var name = authority
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      name = authority[authority.index(after: authority.startIndex)..<end]
      authority = authority[authority.index(after: end)...]
    } else if let colon = authority.lastIndex(of: ":") {
      name = authority[..<colon]
      authority = authority[colon...]
    } else {
      authority = ""
    }
    if authority.hasPrefix(":"), authority.count > 1 {
      guard let number = UInt16(authority.dropFirst()), number > 0 else { return nil }
      port = number
    } else if !authority.isEmpty, authority != ":" {
      return nil
    }
    guard let host = Host(name.lowercased()) else { return nil }
    self.host = host
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
