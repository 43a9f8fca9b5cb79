/// Writes a DNS message (RFC 1035 section 4), with compressed names.
struct MessageWriter {
  private(set) var bytes: [UInt8] = []
  /// Where each name suffix stands, by its text.
  private var offsets: [String: Int] = [:]

  mutating func write(_ word: UInt16) {
    bytes += [UInt8(word >> 8), UInt8(truncatingIfNeeded: word)]
  }

  mutating func write(_ number: UInt32) {
    write(UInt16(number >> 16))
    write(UInt16(truncatingIfNeeded: number))
  }

  mutating func write(_ content: [UInt8]) {
    bytes += content
  }

  /// Sets 16 bits that were written before.
  mutating func set(_ word: UInt16, at offset: Int) {
    bytes[offset] = UInt8(word >> 8)
    bytes[offset + 1] = UInt8(truncatingIfNeeded: word)
  }

  /// Writes labels as they are spelled and remembers them in lower case, so that answers point at the question.
  mutating func write(labels: [[UInt8]]) {
    for index in labels.indices {
      remember(labels[index...].map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".").lowercased())
      bytes.append(UInt8(labels[index].count))
      bytes += labels[index]
    }
    bytes.append(0)
  }

  /// Writes a name, with a pointer to the longest suffix already there (RFC 1035 section 4.1.4).
  mutating func write(name: String) {
    var rest = name[...]
    while !rest.isEmpty {
      if let offset = offsets[String(rest)] {
        write(0xC000 | UInt16(offset))
        return
      }
      remember(String(rest))
      let label = rest.prefix { $0 != "." }
      bytes.append(UInt8(label.utf8.count))
      bytes += Array(label.utf8)
      rest = rest[label.endIndex...].dropFirst()
    }
    bytes.append(0)
  }

  /// Writes a record of class IN: header, then what `data` writes, with its length filled in.
  mutating func writeRecord(owner: String, type: UInt16, timeToLive: UInt32, data: (inout MessageWriter) -> Void) {
    write(name: owner)
    write(type)
    write(UInt16(1))
    write(timeToLive)
    let lengthOffset = bytes.count
    write(UInt16(0))
    data(&self)
    set(UInt16(bytes.count - lengthOffset - 2), at: lengthOffset)
  }

  private mutating func remember(_ suffix: String) {
    if bytes.count < 0x4000, offsets[suffix] == nil { offsets[suffix] = bytes.count }
  }
}
