import Model

/// Reads the head of an HTTP/1.1 response (RFC 9112 sections 4 and 5) line by line, within bounds: a peer may send as
/// much as it likes.
struct ResponseHead {
  /// `nil` until a status line came.
  private(set) var status: Int?
  /// Those on the allow-list, in their order.
  private(set) var headers: [Response.Header] = []
  /// All of them as they came, where somebody wants them: never recorded.
  private(set) var allHeaders: [Response.Header] = []
  private let keepsAll: Bool
  /// Whether it was more than may be read.
  var isTooLong: Bool { byteCount > Self.byteLimit }
  /// Whether the empty line after the headers of the final response came.
  private(set) var isComplete = false
  private var byteCount = 0

  init(keepingAll keepsAll: Bool = false) {
    self.keepsAll = keepsAll
  }

  /// Whether the status is 2xx (RFC 9110 section 15.3).
  var isSuccessful: Bool { status.map((200..<300).contains) ?? false }

  /// What all lines of a head, interim responses and trailers included, may have together, in bytes.
  static let byteLimit = 64 << 10
  private static let headerLimit = 64

  /// Takes the next line, with its line end or without. Returns whether reading may go on: not if it is too much, or if
  /// the first line is no status line.
  mutating func take(line: some Collection<UInt8>) -> Bool {
    byteCount += line.count
    guard byteCount <= Self.byteLimit else { return false }
    // Further lines are trailers of a chunked body (RFC 9112 section 7.1.2), which are no evidence.
    guard !isComplete else { return true }
    let text = String(decoding: line, as: UTF8.self).trimmed
    if text.isEmpty {
      // An interim response (RFC 9110 section 15.2) is followed by the final one.
      if let status, (100..<200).contains(status), status != 101 {
        self.status = nil
        headers = []
        allHeaders = []
      } else {
        isComplete = status != nil
      }
      return true
    }
    guard status != nil else {
      status = Self.status(from: text)
      return status != nil
    }
    guard let colon = text.firstIndex(of: ":") else { return true }
    let name = text[..<colon].lowercased()
    if keepsAll {
      allHeaders.append(Response.Header(name: name, value: String(text[text.index(after: colon)...]).trimmed))
    }
    if headers.count < Self.headerLimit, KeptHeaders.keeps(name) {
      headers.append(
        Response.Header(
          name: name, value: KeptHeaders.kept(String(text[text.index(after: colon)...]).trimmed, of: name)))
    }
    return true
  }

  /// `HTTP/1.1 401 Unauthorized`.
  private static func status(from line: String) -> Int? {
    let parts = line.split(separator: " ", maxSplits: 2)
    guard line.hasPrefix("HTTP/"), parts.count >= 2, parts[1].utf8.count == 3, let status = Int(parts[1]),
      (100...999).contains(status)
    else { return nil }
    return status
  }
}

extension String {
  /// Without spaces, tabs and line ends at either side.
  fileprivate var trimmed: String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    let tail = utf8.drop(while: isBlank)
    let end = tail.lastIndex { !isBlank($0) }.map { tail.index(after: $0) } ?? tail.startIndex
    return String(self[tail.startIndex..<end])
  }
}
