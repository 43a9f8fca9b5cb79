/// A DNS message decoded as simply as RFC 1035 allows: strict about lengths, so that a badly formed one is `nil`.
struct DecodedMessage {
  struct Record: Equatable {
    var owner: String
    var type: UInt16
    var timeToLive: UInt32
    /// An address in decimal, a name, or the first name of an SOA record.
    var content: String
  }
  var id: UInt16
  var code: UInt16
  var isTruncated: Bool
  var isRecursionAvailable: Bool
  var answers: [Record] = []
  var authorities: [Record] = []
  var additional: [Record] = []

  static func query(_ name: String, type: UInt16, id: UInt16 = 0x1234, edns: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(id >> 8), UInt8(id & 255), 1, 0, 0, 1, 0, 0, 0, 0, 0, edns ? 1 : 0]
    for label in name.split(separator: ".") { bytes += [UInt8(label.utf8.count)] + Array(label.utf8) }
    bytes += [0, UInt8(type >> 8), UInt8(type & 255), 0, 1]
    if edns { bytes += [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0] }
    return bytes
  }

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 12 else { return nil }
    var reader = Reader(bytes: bytes)
    guard let id = reader.word(), let flags = reader.word(), flags & 0x8000 != 0 else { return nil }
    self.id = id
    code = flags & 15
    isTruncated = flags & 0x0200 != 0
    isRecursionAvailable = flags & 0x0080 != 0
    var counts: [Int] = []
    for _ in 0..<4 { counts.append(Int(reader.word() ?? 0)) }
    for _ in 0..<counts[0] {
      guard reader.name() != nil, reader.word() != nil, reader.word() != nil else { return nil }
    }
    for section in 1...3 {
      for _ in 0..<counts[section] {
        guard let record = reader.record() else { return nil }
        switch section {
        case 1: answers.append(record)
        case 2: authorities.append(record)
        default: additional.append(record)
        }
      }
    }
    guard reader.offset == bytes.count else { return nil }
  }

  private struct Reader {
    var bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func word() -> UInt16? {
      guard offset + 2 <= bytes.count else { return nil }
      defer { offset += 2 }
      return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }

    mutating func name() -> String? {
      var labels: [String] = []
      var position = offset
      var end: Int?
      while position < bytes.count {
        let length = Int(bytes[position])
        if length == 0 {
          offset = end ?? position + 1
          return labels.joined(separator: ".")
        } else if length >= 0xC0 {
          guard position + 1 < bytes.count else { return nil }
          end = end ?? position + 2
          let target = (length & 0x3F) << 8 | Int(bytes[position + 1])
          guard target < position else { return nil }
          position = target
        } else {
          guard length < 64, position + 1 + length <= bytes.count else { return nil }
          labels.append(String(decoding: bytes[position + 1..<position + 1 + length], as: UTF8.self))
          position += 1 + length
        }
      }
      return nil
    }

    mutating func record() -> Record? {
      guard let owner = name(), let type = word(), word() != nil, let high = word(), let low = word(),
        let length = word(), offset + Int(length) <= bytes.count
      else { return nil }
      let end = offset + Int(length)
      let content: String?
      switch type {
      case 1: content = length == 4 ? bytes[offset..<end].map(String.init).joined(separator: ".") : nil
      case 5, 6: content = name()
      default: content = ""
      }
      guard let content else { return nil }
      if type == 5, offset != end { return nil }
      offset = end
      return Record(owner: owner, type: type, timeToLive: UInt32(high) << 16 | UInt32(low), content: content)
    }
  }
}
