import Model

/// The beginning of a response's body, and how much of it there was.
struct ResponseBody {
  private(set) var byteCount = 0
  private var prefix: [UInt8] = []

  /// Takes what came. Returns whether reading may go on.
  mutating func take(_ bytes: some Collection<UInt8>) -> Bool {
    byteCount += bytes.count
    prefix += bytes.prefix(Response.Answer.bodyLimit - prefix.count)
    return byteCount < Response.Answer.readLimit
  }

  /// The beginning, at most `Response.Answer.bodyLimit` bytes, without what is certainly a secret: a token service's
  /// answer is recorded as any other. Bytes that are not UTF-8 are replaced.
  var text: String {
    // A character that the limit cuts in two is left out.
    var bytes = prefix[...]
    if byteCount > prefix.count, let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes.endIndex - lead < 4 {
      let width = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : bytes[lead] >= 0xC0 ? 2 : 1
      if bytes.endIndex - lead < width { bytes = bytes[..<lead] }
    }
    return SecretSearch.removed(from: String(decoding: bytes, as: UTF8.self)).text
  }
}
