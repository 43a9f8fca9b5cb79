/// A DNS query as received: header fields, the one question and the requestor's EDNS record.
struct Question {
  var id: UInt16
  var opcode: UInt8
  var recursionDesired: Bool
  /// The labels as they were spelled: an answer repeats them.
  var labels: [[UInt8]]
  var type: UInt16
  var recordClass: UInt16
  /// Version and UDP payload size of the OPT record (RFC 6891 section 6.1.2), if there was one.
  var edns: (version: UInt8, payloadSize: UInt16)?

  /// Lower case, without a final dot; empty for the root.
  var name: String {
    labels.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".").lowercased()
  }

  /// Why a message is not a query that can be answered in full.
  enum Refusal: Error, Equatable {
    /// Too short for a header, or a response: to be ignored.
    case notAQuery
    /// To be answered with FORMERR.
    case malformed(id: UInt16)
  }

  init(_ message: [UInt8]) throws(Refusal) {
    guard message.count >= 12, message[2] & 0x80 == 0 else { throw .notAQuery }
    func word(_ offset: Int) -> UInt16 { UInt16(message[offset]) << 8 | UInt16(message[offset + 1]) }
    id = word(0)
    opcode = message[2] >> 3 & 0xF
    recursionDesired = message[2] & 1 == 1
    let malformed = Refusal.malformed(id: id)
    guard word(4) == 1, word(6) == 0, word(8) == 0, word(10) <= 1 else { throw malformed }

    var offset = 12
    var labels: [[UInt8]] = []
    while true {
      guard offset < message.count, message[offset] < 64 else { throw malformed }
      let length = Int(message[offset])
      offset += 1
      if length == 0 { break }
      guard offset + length < message.count, offset + length - 12 < 255 else { throw malformed }
      labels.append(Array(message[offset..<offset + length]))
      offset += length
    }
    self.labels = labels
    guard offset + 4 <= message.count else { throw malformed }
    type = word(offset)
    recordClass = word(offset + 2)
    offset += 4

    guard word(10) == 1 else { return }
    // OPT: root name, type 41, class = payload size, TTL = extended code, version and flags (RFC 6891 section 6.1.2).
    guard offset + 11 <= message.count, message[offset] == 0, word(offset + 1) == 41 else { throw malformed }
    edns = (version: message[offset + 6], payloadSize: word(offset + 3))
  }
}
