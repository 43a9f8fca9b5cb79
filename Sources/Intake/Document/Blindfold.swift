import Yams

/// Hides duplicate keys from the YAML parser.
///
/// The parser gives up at the first key that stands twice, and tells only where it stands first. To find the others, and
/// whatever else is wrong, that first key is overwritten with as many characters that nobody uses, and the text is parsed
/// again; places stay the same.
struct Blindfold {
  /// What was hidden, by what stands in its place.
  private(set) var hidden: [String: String] = [:]

  /// The text with the key at a place overwritten; `nil` if the key is not spelled there as it reads (with an escape or
  /// a tag), or no private character (U+E000…U+F8FF) is left.
  mutating func hiding(_ key: String, at mark: Mark, in text: String) -> String? {
    let scalars = text.unicodeScalars
    let used = Set(scalars.lazy.map(\.value).filter { (0xE000...0xF8FF).contains($0) })
    guard !key.isEmpty, var start = Self.index(of: mark, in: scalars), start < scalars.endIndex,
      let free = (UInt32(0xE000)...0xF8FF).first(where: { !used.contains($0) }), let mask = Unicode.Scalar(free)
    else { return nil }
    if scalars[start] == "\"" || scalars[start] == "'" { start = scalars.index(after: start) }
    let count = key.unicodeScalars.count
    guard scalars[start...].prefix(count).elementsEqual(key.unicodeScalars) else { return nil }
    let replacement = String(repeating: Character(mask), count: count)
    hidden[replacement] = key
    var result = String(scalars[..<start])
    result += replacement
    result += String(scalars[start...].dropFirst(count))
    return result
  }

  /// Where a mark points. The parser counts columns in Unicode scalars.
  private static func index(of mark: Mark, in scalars: String.UnicodeScalarView) -> String.Index? {
    var index = scalars.startIndex
    var line = 1
    while line < mark.line {
      guard index < scalars.endIndex else { return nil }
      let scalar = scalars[index]
      index = scalars.index(after: index)
      switch scalar {
      case "\r": if index < scalars.endIndex, scalars[index] == "\n" { index = scalars.index(after: index) }
      case "\n": break
      default: continue
      }
      line += 1
    }
    return scalars.index(index, offsetBy: max(0, mark.column - 1), limitedBy: scalars.endIndex)
  }

  /// The character that a mark points at.
  static func character(at mark: Mark, in text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    guard let index = index(of: mark, in: scalars), index < scalars.endIndex else { return nil }
    return scalars[index]
  }
}
