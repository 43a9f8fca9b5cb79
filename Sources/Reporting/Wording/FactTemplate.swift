internal import Model

/// A text of the catalog with placeholders in braces (`{host}`), to be filled in with the facts of a finding.
struct FactTemplate {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The sentence with its facts. A parenthesis that needs a fact that is not known is left out; elsewhere an unknown
  /// fact reads `?`. Braces are never shown. Parentheses that follow each other become one; at the end, one that would
  /// begin with another (arithmetic) stands behind a colon instead.
  func sentence(_ facts: [Symptom.Fact: String]) -> String {
    var output = ""
    var endsInParenthesis = false
    let pieces = pieces(of: text)
    for (number, piece) in pieces.enumerated() {
      let filled = fill(piece.text, facts: facts, unknown: { _ in "?" }, word: { $0 })
      if piece.isParenthesis, filled.hasUnknowns {
        if output.hasSuffix(" ") { output.removeLast() }
      } else if piece.isParenthesis, endsInParenthesis, output.hasSuffix(") ") {
        output.removeLast(2)
        output += ", " + filled.text.dropFirst()
      } else if number == pieces.count - 1, piece.isParenthesis, filled.text.hasPrefix("(("), output.hasSuffix(" ") {
        output.removeLast()
        output += ": " + filled.text.dropFirst().dropLast()
      } else {
        output += filled.text
        if piece.text != " " { endsInParenthesis = piece.isParenthesis }
      }
    }
    return output
  }

  /// The command line with its facts. An unknown fact, or one that a shell would read as more than a word, is left to
  /// the reader as a word in capitals (`ISSUER`), like the other values that only the reader knows.
  /// Of several with commas, the first is taken.
  func command(_ facts: [Symptom.Fact: String]) -> String {
    fill(text, facts: facts, unknown: { $0.rawValue.uppercased() }, word: Self.shellWord).text
  }

  /// Lines of a configuration file with their facts; what is not known, or would be more than one word there, is left to
  /// the reader as a word in capitals (`PUBLIC_ZONE`).
  func lines(_ facts: [Symptom.Fact: String]) -> String {
    fill(text, facts: facts, unknown: Self.capitals, word: Self.shellWord).text
  }

  /// The text without any finding: parentheses with facts are left out, and every other fact is a word in capitals.
  var general: String {
    var output = ""
    for piece in pieces(of: text) {
      let filled = fill(piece.text, facts: [:], unknown: Self.capitals, word: { $0 })
      if piece.isParenthesis, filled.hasUnknowns {
        if output.hasSuffix(" ") { output.removeLast() }
      } else {
        output += filled.text
      }
    }
    return output
  }

  /// `NOT_AFTER` for `notAfter`. The role's title reads better as what it is.
  private static func capitals(_ fact: Symptom.Fact) -> String {
    fact == .title ? "SERVICE" : capitals(fact.rawValue)
  }

  /// A name as a word that the reader replaces: `WORKSPACE_ID` for `workspaceId`.
  static func capitals(_ name: String) -> String {
    name.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  /// A fact as one word of a command; `nil` where it is none.
  private static func shellWord(_ fact: String) -> String? {
    let parts = fact.split(separator: ", ")
    guard let first = parts.first, parts.allSatisfy({ isShellWord(String($0)) }) else { return nil }
    // The brackets around an IPv6 address would match file names.
    return first.contains("[") ? "'\(first)'" : String(first)
  }

  /// Whether a shell takes the text as one plain word.
  static func isShellWord(_ text: String) -> Bool {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || "._:/@%+=,-[]".unicodeScalars.contains(scalar)
    }
    return isPlain && !text.isEmpty && !text.hasPrefix("-") && !text.hasPrefix("=")
  }

  // MARK: - Pieces

  private struct Piece {
    var text: String
    var isParenthesis: Bool
  }

  /// The text cut at its outer parentheses, which keep their own.
  private func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var current = ""
    var depth = 0
    for character in text {
      if character == "(" {
        if depth == 0, !current.isEmpty {
          pieces.append(Piece(text: current, isParenthesis: false))
          current = ""
        }
        depth += 1
      }
      current.append(character)
      if character == ")", depth > 0 {
        depth -= 1
        if depth == 0 {
          pieces.append(Piece(text: current, isParenthesis: true))
          current = ""
        }
      }
    }
    if !current.isEmpty { pieces.append(Piece(text: current, isParenthesis: false)) }
    return pieces
  }

  private struct Filled {
    var text = ""
    var hasUnknowns = false
  }

  /// Fills each placeholder once: braces inside a fact stay what they are.
  private func fill(
    _ text: String, facts: [Symptom.Fact: String], unknown: (Symptom.Fact) -> String, word: (String) -> String?
  ) -> Filled {
    var filled = Filled()
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      filled.text += rest[..<open]
      let next = rest.index(after: open)
      if next < rest.endIndex, rest[next] == rest[open] {
        // Doubled, it stands for itself.
        filled.text.append(rest[open])
        rest = rest[rest.index(after: next)...]
        continue
      }
      guard rest[open] == "{" else {
        filled.text.append("}")
        rest = rest[next...]
        continue
      }
      guard let close = rest[open...].firstIndex(of: "}") else {
        rest = rest[open...]
        break
      }
      let name = rest[rest.index(after: open)..<close]
      if let fact = Symptom.Fact(rawValue: String(name)) {
        if let value = facts[fact], !value.isEmpty, let value = word(value) {
          filled.text += Self.afterAt(filled.text) ? Self.withPortOption(value) : value
        } else {
          filled.text += unknown(fact)
          filled.hasUnknowns = true
        }
      } else if !name.isEmpty, name.allSatisfy(\.isLetter) {
        filled.text += "?"
        filled.hasUnknowns = true
      } else {
        filled.text += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    filled.text += rest
    return filled
  }

  /// Whether what comes next is dig's `@server`.
  private static func afterAt(_ text: String) -> Bool {
    text.hasSuffix(" @")
  }

  /// `127.0.0.1 -p 5353` for `127.0.0.1:5353`, as dig takes it.
  private static func withPortOption(_ nameserver: String) -> String {
    SocketAddress(nameserver.filter { $0 != "'" }).map { "\($0.address) -p \($0.port)" } ?? nameserver
  }
}
