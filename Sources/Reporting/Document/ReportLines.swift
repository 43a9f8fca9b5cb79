/// Several reports in one text, one a line (JSON Lines), as `validate` writes them of several deployments and `run --every`
/// one after the other.
public enum ReportLines {
  /// The lines that are not empty, where there are several and each is an object by its first and last character; `nil`:
  /// the text is something else.
  public static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
    // A report over several lines is told by its first one, whatever its size.
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), isObject(trimmed(bytes[..<end])) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map(trimmed).filter { !$0.isEmpty }
    return lines.count > 1 && lines.allSatisfy(isObject) ? lines : nil
  }

  private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == UInt8(ascii: "{") && line.last == UInt8(ascii: "}")
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let spaces: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
    var line = line.drop { spaces.contains($0) }
    while let last = line.last, spaces.contains(last) { line.removeLast() }
    return line
  }
}
