/// A configuration of CoreDNS, as far as it says who answers for a name (CoreDNS manual, "Corefile"; the grammar is that of
/// the Caddyfile).
struct Corefile: Hashable {
  /// Blocks in the order of the text.
  var blocks: [Block]

  /// `ZONE… { directives }`.
  struct Block: Hashable {
    /// Zones without ports and final dots, lower case; the root is empty.
    var zones: [String]
    var directives: [Directive]
  }

  /// A plugin with its arguments, and the lines in its braces.
  struct Directive: Hashable {
    var name: String
    var arguments: [String]
    var lines: [[String]]
  }

  /// Reads a whole Corefile; `nil` if its braces do not match. Imports of other files are left out: their contents are
  /// elsewhere.
  init?(_ text: String) {
    guard let items = Self.items(of: text) else { return nil }
    blocks = items.compactMap { item in
      guard item.isBlock else { return nil }
      let keys = item.words.flatMap { $0.split(separator: ",").map(String.init) }
      // A snippet stands in parentheses and is no server.
      guard !keys.contains(where: { $0.hasPrefix("(") }) else { return nil }
      return Block(zones: keys.compactMap(Self.zone), directives: item.children.map(\.directive))
    }
  }

  /// Reads lines that are put into the block of the root zone.
  init?(override text: String) {
    guard let items = Self.items(of: text) else { return nil }
    blocks = [Block(zones: [""], directives: items.map(\.directive))]
  }

  // MARK: - Reading

  /// A line, with the lines in its braces.
  private struct Line {
    var words: [String]
    var children: [Line] = []
    var isBlock = false

    var directive: Directive {
      Directive(name: words.first ?? "", arguments: Array(words.dropFirst()), lines: children.map(\.words))
    }
  }

  private static func items(of text: String) -> [Line]? {
    var stack: [Line] = [Line(words: [])]
    for row in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      var words = Self.words(of: row)
      guard !words.isEmpty else { continue }
      if words == ["}"] {
        guard stack.count > 1, let done = stack.popLast() else { return nil }
        stack[stack.count - 1].children.append(done)
        continue
      }
      if words.last == "{" {
        words.removeLast()
        stack.append(Line(words: words, isBlock: true))
        continue
      }
      // `{ rcode NXDOMAIN }` on one line.
      if let open = words.firstIndex(of: "{"), words.last == "}" {
        let inner = Array(words[(open + 1)..<(words.count - 1)])
        stack[stack.count - 1].children.append(
          Line(words: Array(words[..<open]), children: [Line(words: inner)], isBlock: true))
        continue
      }
      stack[stack.count - 1].children.append(Line(words: words))
    }
    return stack.count == 1 ? stack[0].children : nil
  }

  /// Words by spaces; one in quotes may have spaces; `#` begins a comment where a word would begin.
  private static func words(of row: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var isEscaped = false
    func flush() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in row {
      if isQuoted {
        if isEscaped {
          // Only a quote is escaped; in regular expressions the backslash stays.
          word += character == "\"" ? "\"" : "\\\(character)"
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isQuoted = false
          flush()
        } else {
          word.append(character)
        }
      } else if character == "\"", word.isEmpty {
        isQuoted = true
      } else if character.isWhitespace {
        flush()
      } else if character == "#", word.isEmpty {
        return words
      } else {
        word.append(character)
      }
    }
    flush()
    return words
  }

  /// `azurecr.io` of `dns://azurecr.io.:53`; `nil` for what is not spoken as plain DNS, and for reverse zones.
  private static func zone(_ key: String) -> String? {
    var text = key.lowercased()
    if text.hasPrefix("dns://") { text.removeFirst(6) }
    guard !text.contains("://"), !text.contains("/") else { return nil }
    if let colon = text.lastIndex(of: ":") { text = String(text[..<colon]) }
    while text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
