/// A DNS message written byte by byte, as a test needs it: also wrongly.
struct DNSBytes {
  var bytes: [UInt8] = []

  /// A response to `question`, with the counts that the header shall announce.
  static func response(
    id: UInt16 = 0x1234, flags: UInt16 = 0x8180, question: String? = "www.example.com", type: UInt16 = 1,
    answers: UInt16 = 0, authority: UInt16 = 0, additional: UInt16 = 0
  ) -> DNSBytes {
    var message = DNSBytes()
    for word in [id, flags, question == nil ? 0 : 1, answers, authority, additional] { message.add16(word) }
    if let question {
      message.addName(question)
      message.add16(type)
      message.add16(1)
    }
    return message
  }

  mutating func add16(_ word: UInt16) {
    bytes += [UInt8(word >> 8), UInt8(truncatingIfNeeded: word)]
  }

  mutating func add32(_ word: UInt32) {
    add16(UInt16(word >> 16))
    add16(UInt16(truncatingIfNeeded: word))
  }

  mutating func addName(_ name: String) { bytes += Self.name(name) }

  mutating func addPointer(to position: Int) { add16(0xC000 | UInt16(position)) }

  /// A record whose name is a pointer to the question's.
  mutating func addRecord(
    type: UInt16, dnsClass: UInt16 = 1, ttl: UInt32 = 60, data: [UInt8], length: Int? = nil, nameAt: Int = 12
  ) {
    addPointer(to: nameAt)
    add16(type)
    add16(dnsClass)
    add32(ttl)
    add16(UInt16(length ?? data.count))
    bytes += data
  }

  /// An OPT record (RFC 6891).
  mutating func addOptions(extendedCode: UInt8 = 0, options: [UInt8] = []) {
    bytes.append(0)
    add16(41)
    add16(1232)
    add32(UInt32(extendedCode) << 24)
    add16(UInt16(options.count))
    bytes += options
  }

  static func name(_ name: String) -> [UInt8] {
    name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
  }
}
