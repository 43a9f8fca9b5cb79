/// Secrets behind a name or a word.
extension SecretSearch {
  /// Each word, with what stands behind it.
  mutating func findBehindNames() {
    var position = 0
    while position < bytes.count {
      guard Self.isName(bytes[position]) else {
        if signs.contains(.form), bytes[position] == UInt8(ascii: ":") { findUserPart(at: position) }
        position += 1
        continue
      }
      let end = bytes[position...].firstIndex { !Self.isName($0) } ?? bytes.count
      position = max(end, findBehind(position..<end))
    }
  }

  /// Looks at a word and what follows. Returns where to go on.
  private mutating func findBehind(_ word: Range<Int>) -> Int {
    if signs.contains(.form) {
      if let token = webToken(in: word) {
        add(token)
        return token.upperBound
      }
      if let credential = credential(behind: word) {
        add(credential)
        return credential.upperBound
      }
    }
    guard signs.contains(.name) || signs.contains(.weakName), let value = value(behind: word),
      let promise = SecretName(bytes[word]), isBelieved(promise, value)
    else { return word.upperBound }
    let range = range(of: value, promise)
    guard !range.isEmpty, !isEmptyWord(range), !isNumber(range, of: value) else { return word.upperBound }
    add(range)
    return range.upperBound
  }

  // MARK: - Values

  /// A value and how it is tied to its name.
  struct Value {
    var start: Int
    /// The quote that it stands in.
    var quote: Quote?
    /// Whether the name stands in quotes, as in JSON.
    var isMember: Bool
    /// Whether an equals sign is between them.
    var isParameter: Bool
  }

  /// Behind `name=`, `"name": `, `<name>`, `"name","value": ` and `name="…" value=`.
  private func value(behind word: Range<Int>) -> Value? {
    var position = word.upperBound
    let closing = quote(at: position)
    position += closing?.length ?? 0
    position = skipSpaces(from: position)
    if let behind = behindValueWord(from: position) { position = behind }
    guard let sign = sign(at: position, isElement: isElement(word)) else { return nil }
    position = skipSpaces(from: position + sign.length)
    let opening = quote(at: position)
    position += opening?.length ?? 0
    guard position < bytes.count else { return nil }
    return Value(
      start: position, quote: opening?.quote, isMember: closing != nil || sign.isMarkup, isParameter: sign.isEqual)
  }

  private func skipSpaces(from position: Int) -> Int {
    bytes[min(position, bytes.count)...].firstIndex { !Self.isSpace($0) } ?? bytes.count
  }

  /// Behind `, "value"`, by which lists of pairs give what is called so.
  private func behindValueWord(from position: Int) -> Int? {
    var position = position
    if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position = skipSpaces(from: position + 1) }
    position += quote(at: position)?.length ?? 0
    guard starts(with: "value", at: position) || starts(with: "Value", at: position) else { return nil }
    position += 5
    position += quote(at: position)?.length ?? 0
    return skipSpaces(from: position)
  }

  /// `<name` or `&lt;name`, so that `>` ends it.
  private func isElement(_ word: Range<Int>) -> Bool {
    word.lowerBound > 0
      && [UInt8(ascii: "<"), UInt8(ascii: ";"), UInt8(ascii: ":")].contains(bytes[word.lowerBound - 1])
  }

  /// What ties a name to its value.
  private func sign(at position: Int, isElement: Bool) -> (length: Int, isEqual: Bool, isMarkup: Bool)? {
    for text in ["=>", ":=", "=", "%3D", "%3d", "\\u003d", "\\u003D", "&#61;", "&#x3D;"]
    where starts(with: text, at: position) {
      return (text.utf8.count, true, false)
    }
    for text in [":", "%3A", "%3a", "\\u003a", "\\u003A", "&#58;", "&#x3A;"] where starts(with: text, at: position) {
      return (text.utf8.count, false, false)
    }
    guard isElement else { return nil }
    for text in [">", "&gt;"] where starts(with: text, at: position) { return (text.utf8.count, true, true) }
    return nil
  }

  private func isBelieved(_ promise: SecretName, _ value: Value) -> Bool {
    switch promise {
    case .certain, .line: signs.contains(.name)
    case .weak:
      signs.contains(.weakName)
        || (value.isMember || value.isParameter) && valueEnd(from: value.start, closes: true) - value.start >= 8
    case .pair: signs.contains(.name) && value.isMember
    }
  }

  private func range(of value: Value, _ promise: SecretName) -> Range<Int> {
    if let quote = value.quote { return value.start..<end(of: quote, from: value.start) }
    if promise == .line {
      // `Authorization: Bearer …`: the scheme says nothing about the rest.
      let line = bytes[value.start...].firstIndex { $0 < 0x20 || "\"<`".utf8.contains($0) || $0 == UInt8(ascii: "\\") }
      let end = line ?? bytes.count
      let scheme = bytes[value.start..<end].prefix { Self.isLetter($0) }
      if scheme.endIndex < end, bytes[scheme.endIndex] == UInt8(ascii: " "), Self.schemes.contains(scheme.lowered) {
        return (scheme.endIndex + 1)..<end
      }
      return value.start..<end
    }
    return value.start..<valueEnd(from: value.start, closes: value.isMember)
  }

  /// Whether it is a number of JSON, which has to stay one for the rest to be read; keys and tokens are texts.
  private func isNumber(_ range: Range<Int>, of value: Value) -> Bool {
    value.isMember && value.quote == nil && bytes[range].allSatisfy { Self.isDigit($0) }
  }

  /// What says that there is none, or stands for one: `null`, `$TOKEN`, `{`.
  private func isEmptyWord(_ range: Range<Int>) -> Bool {
    let value = bytes[range]
    guard let first = value.first, !"{[$".utf8.contains(first) else { return true }
    return ["null", "true", "false", "none", "nil", "undefined"].contains(value.lowered)
      || value.allSatisfy { $0 == UInt8(ascii: "*") }
      || value.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_") }
        && value.count < 20 && value.count > 3
  }

  // MARK: - Schemes

  /// Schemes of authentication whose credentials are one word.
  private static let schemes: Set<String> = [
    "bearer", "basic", "negotiate", "ntlm", "sharedkey", "sharedkeylite", "sharedaccesssignature", "digest", "token",
  ]

  /// What stands behind `Bearer`, `Basic` and the like: a credential, and no word of a sentence nor a parameter
  /// (`Bearer realm=…`, RFC 9110 section 11.3).
  private func credential(behind word: Range<Int>) -> Range<Int>? {
    let scheme = bytes[word].suffix(while: { Self.isLetter($0) }).lowered
    guard ["bearer", "basic", "negotiate", "ntlm", "sharedkey", "sharedkeylite"].contains(scheme) else { return nil }
    var start = word.upperBound
    if starts(with: "%20", at: start) {
      start += 3
    } else {
      let first = start
      while start < bytes.count, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "+"),
        start < first + 4
      {
        start += 1
      }
    }
    guard start > word.upperBound else { return nil }
    var end = start
    while end < bytes.count {
      if Self.isToken(bytes[end]) || bytes[end] == UInt8(ascii: ":") {
        end += 1
      } else if let escape = escaped(at: end), Self.isToken(escape.byte) {
        end += escape.length
      } else {
        break
      }
    }
    while end > start, ".:".utf8.contains(bytes[end - 1]) { end -= 1 }
    let value = bytes[start..<end]
    guard value.count >= 3 else { return nil }
    let name = value.prefix { Self.isLetter($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    if name.endIndex < end, bytes[name.endIndex] == UInt8(ascii: "=") {
      // `realm="…"`, and `YWJj==` is padded: behind that nothing follows.
      let rest = bytes[name.endIndex..<end].drop { $0 == UInt8(ascii: "=") }
      let isQuoted = end < bytes.count && (bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "\\"))
      if !rest.isEmpty || isQuoted { return nil }
    }
    return isWord(value, of: scheme) ? nil : start..<end
  }

  /// Whether what follows a scheme is a word of a sentence: `Bearer token`, `Basic authentication`, `Basic-SKU`.
  private func isWord(_ value: ArraySlice<UInt8>, of scheme: String) -> Bool {
    guard value.count <= 16,
      value.dropFirst().allSatisfy({ ($0 | 0x20) == $0 && (Self.isLetter($0) || $0 == UInt8(ascii: "-")) })
    else { return false }
    return value.first.map { Self.isLetter($0) } ?? true
  }

  /// `user:password@` of a URL (RFC 3986 section 3.2.1).
  private mutating func findUserPart(at colon: Int) {
    guard starts(with: "://", at: colon) else { return }
    let authority = bytes[(colon + 3)...].prefix { !Self.isSpace($0) && !"/?#\"'<>\\`,".utf8.contains($0) }
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { add(authority.startIndex..<at) }
  }
}

extension ArraySlice<UInt8> {
  /// As text, in lower case.
  fileprivate var lowered: String { String(decoding: self, as: UTF8.self).lowercased() }

  fileprivate func suffix(while holds: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !holds($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
