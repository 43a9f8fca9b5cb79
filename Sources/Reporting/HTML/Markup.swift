/// A piece of HTML. What is written in the source is markup; every text put into it is made safe on the way, so that a
/// value can be anything and cannot become markup.
struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The markup itself.
  private(set) var text: String

  static let empty = Markup(markup: "")

  /// Takes text as markup. Only for what is part of this program.
  init(markup: String) { text = markup }

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  static func += (left: inout Markup, right: Markup) { left.text += right.text }

  static func + (left: Markup, right: Markup) -> Markup { Markup(markup: left.text + right.text) }

  var isEmpty: Bool { text.isEmpty }

  /// The pieces one after another.
  static func joined(_ pieces: some Sequence<Markup>, by separator: String = "") -> Markup {
    Markup(markup: pieces.map(\.text).joined(separator: separator))
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }

    /// Markup as it is.
    mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    /// Markup, or nothing.
    mutating func appendInterpolation(_ markup: Markup, if condition: Bool) { if condition { text += markup.text } }

    mutating func appendInterpolation(_ number: Int) { text += String(number) }

    /// A value of one line, cut where it is longer than anybody reads.
    mutating func appendInterpolation(_ value: String) { text += HTMLText.escaped(value, limit: 400) }

    /// A sentence or a command, of which more is kept.
    mutating func appendInterpolation(long value: String) { text += HTMLText.escaped(value, limit: 3_000) }

    /// The same, where a long name is to be broken behind its dots and not anywhere.
    mutating func appendInterpolation(dotted value: String) {
      text += HTMLText.withBreaks(HTMLText.escaped(value, limit: 3_000))
    }
  }
}

/// Text from files and the network as text of HTML.
enum HTMLText {
  /// The text with markup's characters written as references, and with everything that hides, reorders or controls text
  /// written as `\u{202E}`; more than `limit` columns are cut, with an ellipsis. Also safe in a quoted attribute.
  static func escaped(_ value: String, limit: Int) -> String {
    let isPlain =
      value.utf8.count < limit
      && value.utf8.allSatisfy { (0x20..<0x7F).contains($0) && !markup.contains($0) }
    guard !isPlain else { return value }
    return XMLText.of(value, limit: limit)
  }

  /// The shortest word that need not fit into a line of a narrow page.
  private static let longWord = 24

  /// Text that is safe already with a place for a line's end after each dot inside of a long word; a reference and an
  /// escape have no dots.
  static func withBreaks(_ escaped: String) -> String {
    guard escaped.utf8.count >= longWord, escaped.utf8.contains(UInt8(ascii: ".")) else { return escaped }
    let words = escaped.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.utf8.count >= longWord else { return String(word) }
      return word.split(separator: ".", omittingEmptySubsequences: false).joined(separator: ".<wbr>")
    }
    return words.joined(separator: " ")
  }

  private static let markup: [UInt8] = Array("&<>\"'".utf8)
}
