/// A request as it arrived.
struct HTTPRequest {
  var method: String
  /// Without the query.
  var path: String
  /// Percent-decoded; of several with one name the last.
  var query: [String: String] = [:]
  /// By name in lower case; of several with one name the last.
  var headers: [String: String] = [:]
  var body: [UInt8] = []

  init(method: String, path: String) {
    self.method = method
    self.path = path
  }

  /// Reads head and body, at most 16 and 64 KB; `nil` when it ends before or is no HTTP/1 (RFC 9112 section 3).
  init?(reading tls: borrowing TLSConnection) {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    var head: Range<Int>?
    while head == nil {
      guard bytes.count < 16_384, let more = tls.read() else { return nil }
      bytes += more
      head = bytes.firstRange(of: end)
    }
    let lines = String(decoding: bytes.prefix(head?.lowerBound ?? 0), as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return nil }
    method = String(words[0])
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(target[0])
    if target.count == 2 { query = Self.form(target[1]) }
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].trimmingSpaces)
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    guard (0...65_536).contains(length) else { return nil }
    body = Array(bytes.dropFirst(head?.upperBound ?? 0))
    while body.count < length {
      guard let more = tls.read() else { return nil }
      body += more
    }
  }

  /// The fields of a form in the body, decoded (`application/x-www-form-urlencoded`).
  var form: [String: String] { Self.form(String(decoding: body, as: UTF8.self)) }

  /// The words after the name of the scheme: `Authorization: Bearer …`. Names of schemes are compared without case.
  func authorization(_ scheme: String) -> String? {
    guard let value = headers["authorization"], value.lowercased().hasPrefix(scheme.lowercased() + " ") else {
      return nil
    }
    return String(value.dropFirst(scheme.utf8.count + 1).trimmingSpaces)
  }

  private static func form(_ text: some StringProtocol) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      fields[decoded(parts[0])] = parts.count == 2 ? decoded(parts[1]) : ""
    }
    return fields
  }

  /// Without percent-encoding (RFC 3986 section 2.1); what is not one stays as it is.
  private static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      if first == UInt8(ascii: "%"), rest.count >= 3,
        let byte = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(first == UInt8(ascii: "+") ? UInt8(ascii: " ") : first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  fileprivate var trimmingSpaces: SubSequence {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = drop(while: isSpace)
    while let last = text.last, isSpace(last) { text = text.dropLast() }
    return text
  }
}
