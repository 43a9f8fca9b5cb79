import Model

/// A URL of HTTP as far as a request needs it (RFC 9110 section 4.2): user part and fragment are left out.
struct WebAddress: Sendable, Hashable {
  var isEncrypted: Bool
  var host: Host
  var port: UInt16
  /// Path and query as they are sent, with a leading slash.
  var target: String

  /// Reads an absolute URL; `nil` for anything that is none of HTTP.
  init?(_ text: String) {
    guard let colon = text.firstRange(of: "://") else { return nil }
    switch text[..<colon.lowerBound].lowercased() {
    case "https": isEncrypted = true
    case "http": isEncrypted = false
    default: return nil
    }
    let rest = text[colon.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    port = isEncrypted ? 443 : 80
    let bracket = authority.lastIndex(of: "]")
    if let mark = authority.lastIndex(of: ":"), bracket.map({ mark > $0 }) ?? true {
      let digits = authority[authority.index(after: mark)...]
      if !digits.isEmpty {
        guard let number = UInt16(digits), number > 0 else { return nil }
        port = number
      }
      authority = authority[..<mark]
    }
    if authority.hasPrefix("["), authority.hasSuffix("]") { authority = authority.dropFirst().dropLast() }
    guard let host = Host(String(authority)) else { return nil }
    self.host = host
    target = Self.target(String(rest[end...]))
  }

  init(isEncrypted: Bool, host: Host, port: UInt16, target: String) {
    self.isEncrypted = isEncrypted
    self.host = host
    self.port = port
    self.target = target
  }

  /// Where an answer of `base` leads (RFC 9110 section 10.2.2): an absolute URL, or one that is relative to it.
  init?(location text: String, relativeTo base: WebAddress) {
    let text = text.prefix { $0 != "#" }
    if let absolute = WebAddress(String(text)) {
      self = absolute
    } else if text.contains("://") {
      return nil
    } else if text.hasPrefix("//") {
      guard let address = WebAddress((base.isEncrypted ? "https:" : "http:") + text) else { return nil }
      self = address
    } else if text.hasPrefix("/") {
      self.init(isEncrypted: base.isEncrypted, host: base.host, port: base.port, target: Self.target(String(text)))
    } else {
      guard !text.isEmpty else { return nil }
      let path = base.target.prefix { $0 != "?" }
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
      self.init(
        isEncrypted: base.isEncrypted, host: base.host, port: base.port, target: Self.target(folder + String(text)))
    }
  }

  /// The endpoint there, playing a role.
  func endpoint(as role: EndpointRole) -> Endpoint {
    Endpoint(role: role, host: host, port: port, transport: isEncrypted ? .https : .http, path: path)
  }

  /// Without the query, which may be a secret.
  var path: String { String(target.prefix { $0 != "?" }) }

  /// What a request line can carry; what it cannot is percent-encoded (RFC 3986 section 2.1).
  private static func target(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.prefix { $0 != "#" }.utf8.flatMap { byte -> [UInt8] in
      (0x21...0x7E).contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    let encoded = String(decoding: bytes, as: UTF8.self)
    return encoded.hasPrefix("/") ? encoded : "/" + encoded
  }
}

extension String {
  /// As the value of a form or a query (WHATWG URL, "application/x-www-form-urlencoded"); a blank becomes `%20`.
  var formEncoded: String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        [byte]
      default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
