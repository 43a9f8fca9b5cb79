extension YAMLNode {
  /// Whether every reader takes a scalar without quotes for text: none for a number, a date, a truth value, nothing or a
  /// mark of YAML's.
  ///
  /// By the types of YAML 1.1 (yaml.org/type: null, bool, int, float, timestamp, merge, value) and by the core schema of
  /// YAML 1.2 (section 10.3.2). Whether it can be written without quotes at all is another question.
  public static func readsAsText(_ text: String) -> Bool {
    // What is none of the words begins with a digit, a sign or a point.
    guard let first = text.utf8.first, !words.contains(text) else { return false }
    guard first.isDigit || "+-.".utf8.contains(first) else { return true }
    var number = Scanner(text.utf8)
    var date = Scanner(text.utf8)
    return !number.skipNumber() && !date.skipTimestamp()
  }

  private static let words: Set<String> = [
    "~", "null", "Null", "NULL", "=", "<<",
    "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO",
    "true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF",
  ]
}

extension UInt8 {
  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}

/// What is left of a scalar.
private struct Scanner {
  private var rest: Substring.UTF8View

  init(_ text: String.UTF8View) { rest = text[...] }

  /// The whole scalar: an integer in base 2, 8, 10, 16 or 60, or a floating-point number.
  mutating func skipNumber() -> Bool {
    let hasSign = skip(oneOf: "+-")
    if skip(word: ".inf") || skip(word: ".Inf") || skip(word: ".INF") { return rest.isEmpty }
    if !hasSign, skip(word: ".nan") || skip(word: ".NaN") || skip(word: ".NAN") { return rest.isEmpty }
    for (prefix, digits) in [("0b", "01_"), ("0o", "01234567_"), ("0x", "0123456789abcdefABCDEF_")]
    where skip(word: prefix) {
      return skip(all: digits) > 0 && rest.isEmpty
    }
    let hasWhole = rest.first?.isDigit == true && skip(all: "0123456789_") > 0
    if hasWhole, rest.first == UInt8(ascii: ":") {
      while skip(oneOf: ":") {
        let digits = rest.prefix(while: \.isDigit)
        guard digits.count == 1 || digits.count == 2 && (digits.first ?? 0) <= UInt8(ascii: "5") else { return false }
        rest.removeFirst(digits.count)
      }
      if skip(oneOf: ".") { _ = skip(all: "0123456789_") }
      return rest.isEmpty
    }
    if skip(oneOf: ".") {
      guard hasWhole || rest.first?.isDigit == true else { return false }
      _ = skip(all: "0123456789_")
    } else if !hasWhole {
      return false
    }
    if skip(oneOf: "eE") {
      _ = skip(oneOf: "+-")
      guard skip(all: "0123456789") > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// The whole scalar: `2026-11-22`, or with a time, as in `2026-1-2T3:04:05.6 +7:00`.
  mutating func skipTimestamp() -> Bool {
    let text = rest
    guard skipDigits(4...4), skip(oneOf: "-"), skipDigits(1...2), skip(oneOf: "-"), skipDigits(1...2) else {
      return false
    }
    if rest.isEmpty { return text.count == 10 }
    guard skip(oneOf: "Tt") || skip(all: " \t") > 0, skipDigits(1...2), skip(oneOf: ":"), skipDigits(2...2),
      skip(oneOf: ":"), skipDigits(2...2)
    else { return false }
    if skip(oneOf: ".") { _ = skip(all: "0123456789") }
    _ = skip(all: " \t")
    if !skip(oneOf: "Z"), skip(oneOf: "+-") {
      guard skipDigits(1...2) else { return false }
      if skip(oneOf: ":") { guard skipDigits(2...2) else { return false } }
    }
    return rest.isEmpty
  }

  private mutating func skip(oneOf characters: String) -> Bool {
    guard let first = rest.first, characters.utf8.contains(first) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skip(word: String) -> Bool {
    guard rest.starts(with: word.utf8) else { return false }
    rest.removeFirst(word.utf8.count)
    return true
  }

  /// Skips as many of these characters as there are, and says how many.
  private mutating func skip(all characters: String) -> Int {
    let count = rest.prefix { characters.utf8.contains($0) }.count
    rest.removeFirst(count)
    return count
  }

  private mutating func skipDigits(_ counts: ClosedRange<Int>) -> Bool {
    let count = rest.prefix(while: \.isDigit).count
    guard counts.contains(count) else { return false }
    rest.removeFirst(count)
    return true
  }
}
