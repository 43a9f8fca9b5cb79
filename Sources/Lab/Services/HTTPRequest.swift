/// The first line of a request; header fields are read and not kept.
struct HTTPRequest {
  var method: String
  /// Without the query.
  var path: String

  init(method: String, path: String) {
    self.method = method
    self.path = path
  }

  /// Reads to the end of the head, at most 16 KB; `nil` when it ends before or is no HTTP/1 (RFC 9112 section 3).
  init?(reading tls: borrowing TLSConnection) {
    var head: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while !head.contains(end) {
      guard head.count < 16_384, let bytes = tls.read() else { return nil }
      head += bytes
    }
    let line = String(decoding: head.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    let words = line.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return nil }
    method = String(words[0])
    path = String(words[1].prefix { $0 != "?" })
  }
}
