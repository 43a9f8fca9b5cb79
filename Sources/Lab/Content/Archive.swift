/// A file without meaning, and tar archives (POSIX.1-1988, ustar) with one such file: what layers and models are made of.
enum Archive {
  /// As many bytes as are asked for, always the same ones for one seed; they repeat after 64 KB.
  static func filling(count: Int, seed: UInt32) -> [UInt8] {
    var state = seed | 1
    let block = (0..<min(count, 65_536)).map { _ in
      // Marsaglia's xorshift32.
      state ^= state << 13
      state ^= state >> 17
      state ^= state << 5
      return UInt8(truncatingIfNeeded: state >> 11)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + block.count)
    while bytes.count < count { bytes += block }
    return Array(bytes.prefix(count))
  }

  /// The file of that name, readable for all.
  static func tar(name: String, content: [UInt8]) -> [UInt8] {
    func octal(_ number: Int, width: Int) -> String {
      let digits = String(number, radix: 8)
      return String(repeating: "0", count: width - 1 - digits.utf8.count) + digits + "\0"
    }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at position: Int) {
      header.replaceSubrange(position..<position + text.utf8.count, with: text.utf8)
    }
    put(name, at: 0)
    put(octal(0o644, width: 8) + octal(0, width: 8) + octal(0, width: 8), at: 100)
    put(octal(content.count, width: 12) + octal(1_577_836_800, width: 12), at: 124)
    put("        0", at: 148)  // the check sum counts as spaces while it is made; then the kind: a file
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, width: 7) + " ", at: 148)
    let padding = (512 - content.count % 512) % 512
    return header + content + [UInt8](repeating: 0, count: padding + 1024)
  }
}
