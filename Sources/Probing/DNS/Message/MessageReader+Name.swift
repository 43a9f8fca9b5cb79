extension MessageReader {
  /// How many compression pointers one name may follow; a name of 255 bytes has at most 127 labels.
  private static let hopLimit = 127
  /// The longest name, in bytes as sent, with the root's (RFC 1035 section 2.3.4).
  private static let nameLimit = 255
  private static let headerLength = 12
  /// Room for most names, so that the text grows once.
  private static let usualLength = 80

  /// A domain name, with compression (RFC 1035 section 4.1.4): lower case, without a final dot; the root is empty. A byte
  /// that is not printable ASCII, and a dot or backslash within a label, is written `\ddd` (section 5.1).
  ///
  /// A pointer must point to before everything of the name that was read so far, so that no name can loop.
  mutating func readName(of what: MessagePart) throws(MessageError) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(Self.usualLength)
    var length = 1
    var hops = 0
    var index = position
    var limit = end
    var start = position
    var afterFirstPointer: Int?
    /// What is pointed to must end before the pointer; only at the name's own place can the message be cut.
    func shortage() -> MessageError {
      hops == 0
        ? Self.shortage(in: what) : MessageError(reason: "a compression pointer in \(what) leads back to itself")
    }
    while true {
      guard index < limit else { throw shortage() }
      let head = Int(bytes[index])
      switch head >> 6 {
      case 0 where head == 0:
        advance(to: afterFirstPointer ?? index + 1)
        return String(decoding: text, as: UTF8.self)
      case 0:
        length += head + 1
        guard length <= Self.nameLimit else { throw MessageError(reason: "\(what) is longer than 255 bytes") }
        guard index + head < limit else { throw shortage() }
        if !text.isEmpty { text.append(UInt8(ascii: ".")) }
        for byte in bytes[index + 1...index + head] { Self.append(byte, to: &text) }
        index += head + 1
      case 3:
        guard index + 1 < limit else { throw shortage() }
        let target = (head & 0x3F) << 8 | Int(bytes[index + 1])
        guard target < start else { throw MessageError(reason: "a compression pointer in \(what) does not point back") }
        guard target >= Self.headerLength else {
          throw MessageError(reason: "a compression pointer in \(what) points into the header")
        }
        hops += 1
        guard hops <= Self.hopLimit else { throw MessageError(reason: "\(what) has too many compression pointers") }
        afterFirstPointer = afterFirstPointer ?? index + 2
        // What is pointed to lies before this segment and must end there too.
        limit = start
        start = target
        index = target
      default:
        throw MessageError(reason: "\(what) has a label of a kind that does not exist")
      }
    }
  }

  private static func append(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      text.append(byte | 0x20)
    case UInt8(ascii: "."), UInt8(ascii: "\\"), ...0x20, 0x7F...:
      text.append(UInt8(ascii: "\\"))
      for divisor: UInt8 in [100, 10, 1] { text.append(UInt8(ascii: "0") + byte / divisor % 10) }
    default:
      text.append(byte)
    }
  }
}
