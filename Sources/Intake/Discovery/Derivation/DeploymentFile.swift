import Model

/// A deployment as a file for people: each value with its origin as a comment, and what is not known as a commented blank
/// with the command that would tell.
struct DeploymentFile {
  /// One key with what stands under it.
  struct Entry {
    enum Content {
      /// As YAML has it; `nil`: not known.
      case scalar(String?)
      case section([Entry])
      /// A list of mappings.
      case items([[Entry]])
    }
    var key: String
    var path: String
    var content: Content

    /// Whether anything in it is known.
    var isKnown: Bool {
      switch content {
      case .scalar(let text): text != nil
      case .section(let entries): entries.contains(where: \.isKnown)
      case .items(let items): !items.isEmpty
      }
    }
  }

  private let origins: [String: SourcePlace]
  private let missing: [String: String]
  private let contradictions: [Contradiction]
  private(set) var lines: [String] = []
  /// The path of the value in each line, by the line's number from 1.
  private(set) var paths: [Int: String] = [:]

  init(_ derivation: Derivation) {
    origins = derivation.deployment.origins
    missing = derivation.missing
    contradictions = derivation.deployment.contradictions
    lines = ["# Derived by aml-preflight discover. After each value stands where it comes from."]
    for notice in derivation.notices { lines.append("# Not used: \(Self.comment(notice))") }
    lines += ["apiVersion: aml-preflight/v1", "kind: Deployment"]
    for entry in Self.entries(of: derivation.deployment, missing: missing) { write(entry, indent: "", isItem: false) }
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  // MARK: - Lines

  private mutating func write(_ entry: Entry, indent: String, isItem: Bool) {
    let dash = isItem ? "- " : ""
    switch entry.content {
    case .scalar(let text?):
      append("\(indent)\(dash)\(entry.key): \(text)", comment: remark(on: entry.path), path: entry.path)
    case .scalar(nil):
      if let how = missing[entry.path] { append("\(indent)# \(entry.key):", comment: how, path: nil) }
    case .section(let entries):
      guard entry.isKnown else {
        return writeBlanks(of: entries, under: entry, indent: indent)
      }
      append("\(indent)\(entry.key):", comment: nil, path: nil)
      for child in entries { write(child, indent: indent + "  ", isItem: false) }
    case .items(let items):
      guard !items.isEmpty else {
        if let how = missing[entry.path] { append("\(indent)# \(entry.key):", comment: how, path: nil) }
        return
      }
      append("\(indent)\(entry.key):", comment: nil, path: nil)
      for item in items {
        let known = item.filter(\.isKnown)
        for (index, child) in known.enumerated() {
          write(child, indent: indent + (index == 0 ? "  " : "    "), isItem: index == 0)
        }
      }
    }
  }

  /// A section of which nothing is known, as a comment.
  private mutating func writeBlanks(of entries: [Entry], under entry: Entry, indent: String) {
    let blanks = entries.flatMap(Self.leaves).filter { missing[$0.path] != nil }
    guard !blanks.isEmpty else { return }
    // What one command gives is said once.
    let ways = Set(blanks.compactMap { missing[$0.path] })
    append("\(indent)# \(entry.key):", comment: ways.count == 1 ? ways.first : nil, path: nil)
    for blank in blanks {
      let key = blank.path.hasPrefix(entry.path + ".") ? String(blank.path.dropFirst(entry.path.count + 1)) : blank.key
      append("\(indent)#   \(key):", comment: ways.count == 1 ? nil : missing[blank.path], path: nil)
    }
  }

  private static func leaves(of entry: Entry) -> [Entry] {
    if case .section(let entries) = entry.content { entries.flatMap(leaves) } else { [entry] }
  }

  private mutating func append(_ line: String, comment: String?, path: String?) {
    lines.append(line + (comment.map { "  # " + Self.comment($0) } ?? ""))
    if let path { paths[lines.count] = path }
  }

  private func remark(on path: String) -> String? {
    var origin = origins[path]?.description
    if let how = missing[path + ".routes"] { origin = (origin.map { $0 + "; " } ?? "") + "its routes: " + how }
    let others = contradictions.filter { $0.path == path }.flatMap { $0.claims.dropFirst() }
      .map { "\($0.place) says \($0.value)" }
    if others.isEmpty { return origin }
    return (origin ?? "") + "; but " + others.joined(separator: ", ")
  }

  /// Text in one line that stays a comment whatever is in it.
  private static func comment(_ text: String) -> String {
    text.visible(upTo: 2_000)
  }

  // MARK: - Scalars

  /// Text as YAML has it: in quotes unless it can be taken for nothing else.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.unicodeScalars.allSatisfy { scalar in
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
          || scalar == "." || scalar == "/" || scalar == "_" || scalar == "-"
      } && text.first.map { $0 != "-" && $0 != "." } == true
    if isPlain, case .text = Value.Content(plain: text), !["yes", "no", "on", "off"].contains(text.lowercased()) {
      return text
    }
    return quoted(text)
  }

  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": return "\\\""
      case "\\": return "\\\\"
      case " "..."~": return String(scalar)
      default:
        let code = String(scalar.value, radix: 16, uppercase: true)
        return "\\U" + String(repeating: "0", count: 8 - code.count) + code
      }
    }
    return "\"\(scalars.joined())\""
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }
}
