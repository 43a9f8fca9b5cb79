/// A place in a YAML text.
public struct YAMLMark: Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1. LF, CR, both in this order, NEL, LS and PS end a line (YAML 1.1, section 4.2).
  public var line: Int
  /// Counted from 1, in Unicode scalars, without a byte order mark.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public var description: String { "\(line):\(column)" }

  /// The place of a byte. For texts that cannot be decoded, hence lines end with LF, CR or both only.
  init(of offset: Int, in bytes: Span<UInt8>) {
    self.init(line: 1, column: 1)
    for index in 0..<min(offset, bytes.count) {
      let byte = bytes[index]
      let isFollowed = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !isFollowed {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}
