/// A piece of a selector as the API's server takes it apart (`Lexer` in `k8s.io/apimachinery/pkg/labels`): signs, and words
/// between them and white space. `in` and `notin` are words: whether they are operators depends on where they stand.
struct SelectorToken {
  enum Kind: Sendable, Hashable {
    case word, comma, not, equal, notEqual, greater, less, open, close, end
  }

  var kind: Kind
  var text: String
  /// From 1 on.
  var column: Int

  private static let signs: [Unicode.Scalar: Kind] = [
    ",": .comma, "!": .not, "=": .equal, ">": .greater, "<": .less, "(": .open, ")": .close,
  ]

  /// The pieces, and the end as the last of them.
  static func tokens(of text: String) -> [SelectorToken] {
    let scalars = Array(text.unicodeScalars)
    var tokens: [SelectorToken] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let start = index
      index += 1
      if " \t\r\n".unicodeScalars.contains(scalar) { continue }
      var kind = signs[scalar] ?? .word
      if kind == .word {
        while index < scalars.count, signs[scalars[index]] == nil, !" \t\r\n".unicodeScalars.contains(scalars[index]) {
          index += 1
        }
      } else if index < scalars.count, scalars[index] == "=", kind == .not || kind == .equal {
        if kind == .not { kind = .notEqual }
        index += 1
      }
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[start..<index])
      tokens.append(SelectorToken(kind: kind, text: String(piece), column: start + 1))
    }
    tokens.append(SelectorToken(kind: .end, text: "", column: scalars.count + 1))
    return tokens
  }
}
