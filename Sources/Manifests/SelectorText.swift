/// What selects objects by their labels, written as `kubectl` and the API take it in one line: requirements with commas
/// between them, all of which must hold (Kubernetes, "Labels and Selectors"; the grammar of `Parse` in
/// `k8s.io/apimachinery/pkg/labels`). Read before anything is sent, so that a mistake is not left to the API's server.
///
///     key   !key   key=value   key==value   key!=value   key in (a, b)   key notin (a, b)   key>1   key<1
public enum SelectorText {
  /// What no server takes, and where.
  public struct Mistake: Error, Hashable {
    /// The character at which it is seen, from 1 on.
    public var column: Int
    /// What is wrong, and what was expected.
    public var message: String
  }

  /// How a requirement is told from another, for messages.
  private static let operators = "in, notin, =, ==, !=, > or <"

  /// What is wrong with a text; `nil` if a server takes it. Nothing at all is a selector, too, of everything.
  public static func mistake(in text: String) -> Mistake? {
    var reader = Reader(SelectorToken.tokens(of: text))
    do throws(Mistake) {
      try reader.readRequirements()
      return nil
    } catch {
      return error
    }
  }

  private struct Reader {
    private var rest: ArraySlice<SelectorToken>

    init(_ tokens: [SelectorToken]) { rest = tokens[...] }

    /// The last token is the end, which nothing takes away.
    private var next: SelectorToken { rest.first ?? SelectorToken(kind: .end, text: "", column: 1) }

    private mutating func take() -> SelectorToken {
      let token = next
      if token.kind != .end { rest.removeFirst() }
      return token
    }

    mutating func readRequirements() throws(Mistake) {
      guard next.kind != .end else { return }
      while true {
        try readRequirement()
        let after = take()
        switch after.kind {
        case .end: return
        case .comma: if next.kind == .end { throw found(next, after: ",", wanting: "another label") }
        case .word, .not, .equal, .notEqual, .greater, .less, .open, .close:
          throw found(after, wanting: "a comma or the end")
        }
      }
    }

    private mutating func readRequirement() throws(Mistake) {
      let isNegated = next.kind == .not
      if isNegated { _ = take() }
      let key = take()
      guard key.kind == .word else { throw found(key, wanting: isNegated ? "a label" : "a label or !") }
      guard KubernetesName.isQualified(key.text) else {
        throw Mistake(
          column: key.column,
          message: "\(key.text.debugDescription) is no label: expected a name of up to 63 letters, digits, -, _ and ., "
            + "perhaps after a lower-case domain and /, as in app.kubernetes.io/name")
      }
      // After an exclamation mark stands a label alone.
      guard !isNegated, next.kind != .end, next.kind != .comma else { return }
      let sign = take()
      switch (sign.kind, sign.text) {
      case (.equal, _), (.notEqual, _): try readValue()
      case (.greater, _), (.less, _): try readNumber(after: sign)
      case (.word, "in"), (.word, "notin"): try readValues(after: sign)
      default: throw found(sign, after: key.text, wanting: "\(operators), or a comma before another label")
      }
    }

    /// A value, which may be empty.
    private mutating func readValue() throws(Mistake) {
      guard next.kind != .end, next.kind != .comma else { return }
      let value = take()
      guard value.kind == .word else { throw found(value, wanting: "a value") }
      try check(value)
    }

    private mutating func readNumber(after sign: SelectorToken) throws(Mistake) {
      let value = take()
      guard value.kind == .word, Int64(value.text) != nil, KubernetesName.isLabelValue(value.text) else {
        throw found(value, after: sign.text, wanting: "a whole number without a sign")
      }
    }

    /// Values in parentheses; each may be empty, and so may all of them.
    private mutating func readValues(after sign: SelectorToken) throws(Mistake) {
      let opening = take()
      guard opening.kind == .open else { throw found(opening, after: sign.text, wanting: "values in ( )") }
      while true {
        if next.kind == .word {
          let value = take()
          try check(value)
          guard next.kind == .comma || next.kind == .close else {
            throw found(next, after: value.text, wanting: "a comma or )")
          }
        }
        let after = take()
        switch after.kind {
        case .close: return
        case .comma: continue
        case .end: throw found(after, wanting: "a value or )")
        case .word, .not, .equal, .notEqual, .greater, .less, .open:
          throw found(after, wanting: "a value, a comma or )")
        }
      }
    }

    private func check(_ value: SelectorToken) throws(Mistake) {
      guard !KubernetesName.isLabelValue(value.text) else { return }
      throw Mistake(
        column: value.column,
        message:
          "\(value.text.debugDescription) is no value of a label: expected up to 63 letters, digits, -, _ and ., "
          + "with a letter or digit at either end")
    }

    private func found(_ token: SelectorToken, after: String? = nil, wanting wanted: String) -> Mistake {
      let what = token.kind == .end ? "the end" : token.text.debugDescription
      let place = after.map { " after \($0)" } ?? ""
      return Mistake(column: token.column, message: "found \(what)\(place), expected \(wanted)")
    }
  }
}
