/// A position in a DNS message from which fields are read; never beyond the end.
struct MessageReader {
  let bytes: [UInt8]
  private(set) var position = 0
  /// Where reading ends: the end of the message, or of a record's data.
  let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  private init(_ bytes: [UInt8], from position: Int, to end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  var isAtEnd: Bool { position == end }

  mutating func readByte(of what: MessagePart) throws(MessageError) -> UInt8 {
    guard position < end else { throw Self.shortage(in: what) }
    defer { position += 1 }
    return bytes[position]
  }

  /// In network byte order.
  mutating func readUInt16(of what: MessagePart) throws(MessageError) -> UInt16 {
    UInt16(try readByte(of: what)) << 8 | UInt16(try readByte(of: what))
  }

  /// In network byte order.
  mutating func readUInt32(of what: MessagePart) throws(MessageError) -> UInt32 {
    UInt32(try readUInt16(of: what)) << 16 | UInt32(try readUInt16(of: what))
  }

  mutating func readBytes(_ count: Int, of what: MessagePart) throws(MessageError) -> ArraySlice<UInt8> {
    guard count <= end - position else { throw Self.shortage(in: what) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// A reader of the next `count` bytes alone, which this one skips. Compression pointers in them may still point to all
  /// that lies before.
  mutating func readField(_ count: Int, of what: MessagePart) throws(MessageError) -> MessageReader {
    guard count <= end - position else { throw Self.shortage(in: what) }
    defer { position += count }
    return MessageReader(bytes, from: position, to: position + count)
  }

  /// Goes on at a later position, at most the end.
  mutating func advance(to position: Int) {
    precondition((self.position...end).contains(position), "a reader moves forward within its bytes")
    self.position = position
  }

  static func shortage(in what: MessagePart) -> MessageError {
    MessageError(reason: "the message ends within \(what)", isShortage: true)
  }
}
