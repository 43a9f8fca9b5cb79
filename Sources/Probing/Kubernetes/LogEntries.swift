/// Looks for documents in JSON among what a program printed: one on a line of its own, or one over many lines. Everything
/// else in a log is left alone.
struct LogEntries {
  private static let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
  private static let newline = UInt8(ascii: "\n")
  /// What every document that is looked for has in it.
  private static let mark = Array("\"schemaVersion\"".utf8)
  /// How many are looked at closely.
  private static let limit = 64
  /// Kubelets break what is longer into lines of the log file, and put it together again.
  private static let longestLine = 16 << 10

  let bytes: [UInt8]

  /// Documents that may be reports, the newest first: lines from the end to the beginning, then what stands over several
  /// lines between a brace alone on its line and another.
  var candidates: [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var blocks: [ArraySlice<UInt8>] = []
    var blockEnd: Int?
    for line in linesFromEnd where !line.isEmpty {
      if line.count == 1, line.first == Self.close {
        blockEnd = blockEnd ?? line.endIndex
      } else if line.count == 1, line.first == Self.open, let end = blockEnd {
        if blocks.count < Self.limit { blocks.append(bytes[line.startIndex..<end]) }
        blockEnd = nil
      } else if line.first == Self.open, line.last == Self.close, lines.count < Self.limit, isMarked(line) {
        lines.append(line)
      }
    }
    return lines + blocks.filter(isMarked)
  }

  /// Whether a log of this many lines at most must be whole.
  func isWhole(askedFor tail: Int?) -> Bool {
    guard let tail else { return true }
    var count = 0
    for line in linesFromEnd {
      guard line.count < Self.longestLine else { return false }
      count += 1
    }
    // The last is what stands behind the last line feed.
    return count - 1 < tail
  }

  /// From the last to the first, without spaces at their ends.
  private var linesFromEnd: some Sequence<ArraySlice<UInt8>> {
    sequence(state: bytes.endIndex as Int?) { place -> ArraySlice<UInt8>? in
      guard let end = place else { return nil }
      let start = bytes[..<end].lastIndex(of: Self.newline).map { $0 + 1 } ?? bytes.startIndex
      place = start > bytes.startIndex ? start - 1 : nil
      var line = bytes[start..<end]
      while let last = line.last, last == 0x0D || last == 0x20 { line.removeLast() }
      return line
    }
  }

  /// Whether it has the mark.
  private func isMarked(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while let quote = rest.firstIndex(of: Self.mark[0]) {
      if rest[quote...].starts(with: Self.mark) { return true }
      rest = rest[(quote + 1)...]
    }
    return false
  }
}
