/// Finds where a text stops being JSON (RFC 8259): the decoder says only that it is none.
struct JSONSyntax {
  /// A place in a file, counted from 1; columns in bytes.
  struct Place: Hashable {
    var line: Int
    var column: Int
  }

  private static let ofNumbers = Array("+-.eE0123456789".utf8)
  private static let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

  private let bytes: [UInt8]
  private var position = 0
  /// The brackets that are open.
  private var open: [UInt8] = []

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The first byte that cannot stand where it does, or the end of the file; `nil`: none was found.
  static func firstMistake(in bytes: [UInt8]) -> Place? {
    var scanner = JSONSyntax(bytes)
    guard !scanner.scan() else { return nil }
    let before = bytes[..<min(scanner.position, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Place(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: before.count - lineStart + 1)
  }

  private enum Expected {
    case value, valueOrEnd, key, keyOrEnd, next
  }

  /// Goes over the whole text; `false` with `position` at the mistake.
  private mutating func scan() -> Bool {
    var expected = Expected.value
    while true {
      skipSpace()
      guard position < bytes.count else { return expected == .next && open.isEmpty }
      let byte = bytes[position]
      switch expected {
      case .key, .keyOrEnd:
        if expected == .keyOrEnd, close(byte) {
          expected = .next
          continue
        }
        guard byte == UInt8(ascii: "\""), string() else { return false }
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return false }
        position += 1
        expected = .value
      case .next:
        if close(byte) { continue }
        guard byte == UInt8(ascii: ","), let bracket = open.last else { return false }
        position += 1
        expected = bracket == UInt8(ascii: "{") ? .key : .value
      case .value, .valueOrEnd:
        if expected == .valueOrEnd, close(byte) {
          expected = .next
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          open.append(byte)
          position += 1
          expected = byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd
        } else {
          guard scalar(byte) else { return false }
          expected = .next
        }
      }
    }
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.spaces.contains(bytes[position]) { position += 1 }
  }

  private mutating func close(_ byte: UInt8) -> Bool {
    guard let bracket = open.last else { return false }
    guard byte == (bracket == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
    open.removeLast()
    position += 1
    return true
  }

  private mutating func scalar(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: "\"") { return string() }
    for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return true
    }
    let start = position
    while position < bytes.count, Self.ofNumbers.contains(bytes[position]) { position += 1 }
    return position > start
  }

  /// A string with its quotes; escapes are looked at no closer than to find its end.
  private mutating func string() -> Bool {
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"): position += 2
      case 0..<0x20: return false
      default: position += 1
      }
    }
    return false
  }
}
