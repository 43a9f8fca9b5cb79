/// Lines of text under construction. Everything that is put on it is made safe for terminals first, so that no text of
/// the network or of a file reaches the output as it came.
struct Page {
  let width: Int
  private let color: Bool
  private let ascii: Bool
  private var lines: [String] = []

  init(_ options: TextOptions) {
    width = options.width
    color = options.color
    ascii = options.ascii
  }

  /// The page as text, with a line feed after each line.
  var text: String {
    lines.map { $0 + "\n" }.joined()
  }

  mutating func blank() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  /// Puts pieces on one line; the caller has seen to it that they fit. Spaces at the end are left out.
  mutating func line(_ pieces: [(text: String, style: Style)]) {
    var pieces = pieces
    while let last = pieces.last, last.text.allSatisfy({ $0 == " " }) { pieces.removeLast() }
    if let last = pieces.popLast() {
      var text = last.text
      while text.last == " " || text.last == Self.glue { text.removeLast() }
      pieces.append((text, last.style))
    }
    lines.append(pieces.map { styled($0.text, $0.style) }.joined())
  }

  /// A paragraph: `first` stands before its first line, the other lines are indented as far.
  mutating func paragraph(
    _ text: String, after first: [(text: String, style: Style)] = [], style: Style = .plain, lineLimit: Int = 100
  ) {
    let indent = first.reduce(0) { $0 + TextWidth.of($1.text) }
    for (index, part) in wrapped(safe(text), to: max(10, width - indent), lineLimit: lineLimit).enumerated() {
      let lead = index == 0 ? first : [(String(repeating: " ", count: indent), .plain)]
      line(lead + [(part, style)])
    }
  }

  /// Text with nothing that a terminal could obey, and ASCII alone where that is asked for.
  func safe(_ text: String) -> String {
    let safe = TerminalText.safe(text)
    return ascii ? ASCIIText.of(safe) : safe
  }

  /// Wraps safe text at spaces; a word that is too long is cut where it must. What goes beyond the last line ends in an
  /// ellipsis.
  func wrapped(_ safe: String, to room: Int, lineLimit: Int = 100) -> [String] {
    var wrapped = TextWrapping.lines(of: safe, room: room)
    // Where a line ends, nothing more is needed to set the next part apart.
    let dots = ascii ? ["\(Self.glue)-"] : ["\(Self.glue)·", " ·", "·"]
    let last = wrapped.removeLast()
    wrapped = wrapped.compactMap { line in
      guard let dot = dots.first(where: line.hasSuffix) else { return line }
      return line.count > dot.count ? String(line.dropLast(dot.count)) : nil
    }
    wrapped.append(last)
    if wrapped.count > lineLimit {
      wrapped.removeLast(wrapped.count - lineLimit)
      wrapped[lineLimit - 1] = TextWrapping.cut(
        wrapped[lineLimit - 1] + " ", to: room, always: true, ellipsis: ellipsis)
    }
    return wrapped
  }

  /// Safe text shortened in its middle, where host names differ least.
  func shortened(_ safe: String, to room: Int) -> String {
    TextWrapping.shortened(safe, to: room, ellipsis: ellipsis)
  }

  /// A space at which no line is broken; written as a plain space.
  static let glue: Character = "\u{A0}"

  /// The text in parts that are set apart by dots, lines being broken between parts where these are short.
  static func dotted(_ parts: [String]) -> String {
    parts.map { $0.count <= 30 ? glued($0) : $0 }.joined(separator: "\(glue)· ")
  }

  /// The text on one line, if it can be.
  static func glued(_ text: String) -> String {
    String(text.map { $0 == " " ? glue : $0 })
  }

  var ellipsis: String { ascii ? "..." : "…" }

  private func styled(_ text: String, _ style: Style) -> String {
    // Safe already; this is the one door to the output, so it is kept shut here too.
    let safe = TerminalText.safe(text, limit: .max)
    // 0xC2 is the first of the two bytes that the glue takes.
    let text =
      safe.utf8.contains(0xC2)
      ? String(String.UnicodeScalarView(safe.unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 })) : safe
    guard color, let parameters = style.parameters, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }
}
