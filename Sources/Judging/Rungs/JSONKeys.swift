/// The keys at the top level of a JSON object (RFC 8259), out of the beginning of its text: a body is kept only in part,
/// and a part is no JSON text that a decoder would take.
struct JSONKeys {
  /// Those whose colon was seen, up to where the text ends or stops being JSON. Empty if it is no object.
  private(set) var keys: Set<String> = []

  init(atTopLevelOf text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    guard scanner.skipSpace() == UInt8(ascii: "{") else { return }
    scanner.position += 1
    while scanner.skipSpace() == UInt8(ascii: "\""), let key = scanner.string(),
      scanner.skipSpace() == UInt8(ascii: ":")
    {
      keys.insert(key)
      scanner.position += 1
      guard scanner.skipValue(), scanner.skipSpace() == UInt8(ascii: ",") else { return }
      scanner.position += 1
    }
  }

  private struct Scanner {
    var bytes: [UInt8]
    var position = 0

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The next byte that is not space.
    mutating func skipSpace() -> UInt8? {
      while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
      return current
    }

    /// The string at the position, which is its opening quote; escapes other than `\"`, `\\` and `\/` stay as written.
    /// `nil` if it does not end.
    mutating func string() -> String? {
      position += 1
      var content: [UInt8] = []
      while let byte = current {
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let escaped = current else { return nil }
          position += 1
          if ![UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(escaped) { content.append(byte) }
          content.append(escaped)
        default: content.append(byte)
        }
      }
      return nil
    }

    /// Passes over one value of any kind; `false` if it does not end here.
    mutating func skipValue() -> Bool {
      var depth = 0
      guard skipSpace() != nil else { return false }
      while let byte = current {
        switch byte {
        case UInt8(ascii: "\""):
          guard string() != nil else { return false }
          if depth == 0 { return true }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return true }  // the end of the object that holds a number or a word
          depth -= 1
          if depth == 0 {
            position += 1
            return true
          }
        case UInt8(ascii: ",") where depth == 0: return true
        default: break
        }
        position += 1
      }
      return false
    }
  }
}
