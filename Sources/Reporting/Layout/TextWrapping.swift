/// Breaking and shortening of text by display width.
enum TextWrapping {
  /// The lines of a text broken at spaces; a word wider than `room` is broken where it must. At least one line.
  static func lines(of text: String, room: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var word = String(word)
      var wordWidth = TextWidth.of(word)
      if lineWidth > 0, lineWidth + 1 + wordWidth > room {
        lines.append(line)
        line = ""
        lineWidth = 0
      }
      while wordWidth > room {
        let head = prefix(of: word, room: room)
        lines.append(head)
        word.unicodeScalars.removeFirst(head.unicodeScalars.count)
        wordWidth = TextWidth.of(word)
      }
      if lineWidth > 0 {
        line += " "
        lineWidth += 1
      }
      line += word
      lineWidth += wordWidth
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The text, cut at its end with an ellipsis if it is wider than `room` (or `always`).
  static func cut(_ text: String, to room: Int, always: Bool = false, ellipsis: String) -> String {
    guard always || TextWidth.of(text) > room else { return text }
    return prefix(of: text, room: room - TextWidth.of(ellipsis)) + ellipsis
  }

  /// The text, cut in its middle with an ellipsis if it is wider than `room`. The end keeps more, with the port. Both
  /// are cut between the labels of a host name where that costs little.
  static func shortened(_ text: String, to room: Int, ellipsis: String) -> String {
    guard TextWidth.of(text) > room else { return text }
    let kept = max(2, room - TextWidth.of(ellipsis))
    var tail = suffix(of: text, room: kept - kept * 2 / 5)
    if let dot = tail.firstIndex(of: "."), tail[dot...].count * 2 > tail.count { tail = String(tail[dot...]) }
    var head = prefix(of: text, room: kept - TextWidth.of(tail))
    if let dot = head.lastIndex(of: "."), (2...4).contains(head[dot...].count) { head = String(head[..<dot]) }
    return head + ellipsis + tail
  }

  private static func prefix(of text: String, room: Int) -> String {
    var output = String.UnicodeScalarView()
    var width = 0
    for scalar in text.unicodeScalars {
      width += TextWidth.of(scalar)
      if width > room, !output.isEmpty { break }
      output.append(scalar)
    }
    return String(output)
  }

  private static func suffix(of text: String, room: Int) -> String {
    var output: [Unicode.Scalar] = []
    var width = 0
    for scalar in text.unicodeScalars.reversed() {
      width += TextWidth.of(scalar)
      if width > room { break }
      output.append(scalar)
    }
    return String(String.UnicodeScalarView(output.reversed()))
  }
}
