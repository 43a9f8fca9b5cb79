/// The title of an HTML page, out of the beginning of its source.
struct PageTitle {
  /// One line of at most 80 characters.
  var text: String

  /// The longest text that is taken over from a stranger.
  static let limit = 80

  /// `nil` if there is no title, or an empty one.
  init?(of body: String) {
    // Lower case byte by byte keeps the positions, which `lowercased()` need not.
    let bytes = Array(body.utf8)
    let lower = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    guard let tag = Self.position(of: "<title", in: lower[...]),
      let open = lower[tag...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let start = open + 1
    let end = lower[start...].firstIndex(of: UInt8(ascii: "<")) ?? lower.endIndex
    text = Self.plain(String(decoding: bytes[start..<end], as: UTF8.self))
    guard !text.isEmpty else { return nil }
  }

  /// One line without control characters and runs of space, at most 80 characters: it came from nobody knows whom.
  static func plain(_ text: String) -> String {
    let words = text.unicodeScalars.split { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse: true
      default: false
      }
    }
    return String(words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ").prefix(limit))
  }

  private static func position(of text: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - wanted.count)).first { start in
      bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
