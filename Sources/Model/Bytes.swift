/// Raw bytes kept as evidence; base64 in JSON (RFC 4648 section 4).
public struct Bytes: Sendable, Hashable {
  public let content: [UInt8]

  public init(_ content: [UInt8]) {
    self.content = content
  }
}

extension Bytes: LosslessStringConvertible {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Base64 with padding.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity((content.count + 2) / 3 * 4)
    for start in stride(from: 0, to: content.count, by: 3) {
      let group = content[start..<min(start + 3, content.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - group.count))
      for position in 0..<4 {
        text.append(
          position > group.count ? UInt8(ascii: "=") : Self.alphabet[Int(bits >> (18 - 6 * position) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads base64 with padding and nothing else between; `nil` otherwise.
  public init?(_ description: String) {
    let text = Array(description.utf8)
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    var content: [UInt8] = []
    content.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    for (index, byte) in text.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      case UInt8(ascii: "=") where index >= text.count - padding: digit = 0
      default: return nil
      }
      bits = bits << 6 | UInt32(digit)
      if index % 4 == 3 {
        content += [
          UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits),
        ]
        bits = 0
      }
    }
    content.removeLast(padding)
    self.content = content
  }
}

extension Bytes: Codable {
  public init(from decoder: any Decoder) throws { self = try decoder.lossless("base64") }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
