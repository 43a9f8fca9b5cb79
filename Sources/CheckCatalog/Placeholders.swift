import Model

/// Names in braces within the catalog's texts.
enum Placeholders {
  /// Reports each brace that does not belong to a known placeholder. A doubled one stands for itself.
  static func check(
    _ text: String, at place: SourcePlace, among known: [String], in what: String, _ log: inout ProblemLog
  ) {
    // Braces are looked for among bytes, which takes a fifth of what looking among characters does.
    let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    var rest = text.utf8[...]
    while let brace = rest.firstIndex(where: { $0 == opening || $0 == closing }) {
      let next = rest.index(after: brace)
      if next < rest.endIndex, rest[next] == rest[brace] {
        rest = rest[rest.index(after: next)...]
        continue
      }
      guard rest[brace] == opening, let end = rest[brace...].firstIndex(of: closing) else {
        let sign = Character(Unicode.Scalar(rest[brace]))
        log.add("a single \"\(sign)\" in \(what)", at: place, expected: "braces enclose the name of a value")
        return
      }
      let name = String(Substring(rest[rest.index(after: brace)..<end]))
      if !known.contains(name) {
        log.add(
          "unknown placeholder \"{\(name)}\" in \(what)", at: place, expected: Suggestion.text(for: name, among: known))
      }
      rest = rest[rest.index(after: end)...]
    }
  }

  /// The text with every placeholder replaced by one letter, so that the form of the rest can be checked.
  static func blanked(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isInside = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "{"):
        isInside = true
        bytes.append(UInt8(ascii: "x"))
      case UInt8(ascii: "}"): isInside = false
      default: if !isInside { bytes.append(byte) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
