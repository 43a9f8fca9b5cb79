/// One challenge of a `WWW-Authenticate` header (RFC 9110 section 11.6.1).
struct AuthenticationChallenge: Sendable, Hashable {
  /// Lower case: `bearer`, `basic`.
  var scheme: String
  /// By name (lower case).
  var parameters: [String: String]

  /// The challenges of a header's value, which may hold several.
  static func all(in value: String) -> [AuthenticationChallenge] {
    var challenges: [AuthenticationChallenge] = []
    for part in parts(of: value) {
      var part = part
      // A scheme stands before the first parameter, parted by a blank and not by a comma.
      let word = part.prefix { $0 != " " && $0 != "=" && $0 != "\"" }
      let rest = part.dropFirst(word.count)
      if !rest.drop(while: { $0 == " " }).hasPrefix("=") {
        challenges.append(AuthenticationChallenge(scheme: word.lowercased(), parameters: [:]))
        part = String(rest.drop { $0 == " " })
      }
      guard !challenges.isEmpty, let equals = part.firstIndex(of: "=") else { continue }
      let name = part[..<equals].filter { $0 != " " }.lowercased()
      challenges[challenges.count - 1].parameters[name] = unquoted(part[part.index(after: equals)...])
    }
    return challenges
  }

  /// The pieces between commas that are not in quotes, without blanks around them.
  private static func parts(of value: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var isQuoted = false
    var isEscaped = false
    for character in value.prefix(8_192) {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        parts.append(current)
        current = ""
        continue
      }
      current.append(character)
    }
    parts.append(current)
    return parts.map { part in
      var part = part[...]
      while part.first == " " || part.first == "\t" { part = part.dropFirst() }
      while part.last == " " || part.last == "\t" { part = part.dropLast() }
      return String(part)
    }.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: Substring) -> String {
    let text = text.drop { $0 == " " }
    guard text.hasPrefix("\"") else { return String(text.prefix { $0 != " " }) }
    var result = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
        continue
      } else if character == "\"" {
        break
      }
      result.append(character)
    }
    return result
  }
}
