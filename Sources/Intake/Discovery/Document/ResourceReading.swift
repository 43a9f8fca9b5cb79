import Model

/// Documents while they are read: each method gives a value or, for one of the wrong type, reports it and gives `nil`.
/// Unknown keys are passed over: Azure adds some every month.
struct ResourceReading {
  static let problemLimit = 100

  private(set) var problems: [Problem] = []

  mutating func report(_ problem: Problem) {
    if problems.count < Self.problemLimit { problems.append(problem) }
  }

  /// Reports that a value is not what it should be.
  mutating func refuse(_ cursor: Cursor, expected: String) {
    let pointer = cursor.pointer.isEmpty ? "the document" : cursor.pointer
    var because = ""
    if let text = cursor.text, Self.isCutOff(text) { because = ": PowerShell has cut the document off there" }
    report(
      Problem(
        place: cursor.value.place, message: "\(pointer) is \(cursor.value.shown)\(because)",
        expected: because.isEmpty ? expected : "\(expected), as `ConvertTo-Json -Depth 20` prints it"))
  }

  /// What `ConvertTo-Json` prints in place of objects below its depth, which is 2 by default.
  private static func isCutOff(_ text: String) -> Bool {
    text.hasPrefix("System.") || text.hasPrefix("@{") || text.hasPrefix("Microsoft.Azure.")
  }

  /// Text; `nil` also for an empty one, and for an expression of a template, whose value nobody knows yet.
  mutating func text(_ cursor: Cursor?) -> Sourced<String>? {
    guard let cursor else { return nil }
    switch cursor.value.content {
    case .text(let text):
      guard !text.isEmpty, !Self.isExpression(text) else { return nil }
      return Sourced(text, at: cursor.place)
    case .number(let spelling): return Sourced(spelling, at: cursor.place)
    case .null: return nil
    case .boolean, .list, .mapping:
      refuse(cursor, expected: "text")
      return nil
    }
  }

  mutating func boolean(_ cursor: Cursor?) -> Sourced<Bool>? {
    guard let cursor else { return nil }
    switch cursor.value.content {
    case .boolean(let boolean): return Sourced(boolean, at: cursor.place)
    case .null: return nil
    case .text(let text):
      if text.isEmpty || Self.isExpression(text) { return nil }
      switch text.lowercased() {
      case "true", "enabled", "yes": return Sourced(true, at: cursor.place)
      case "false", "disabled", "no": return Sourced(false, at: cursor.place)
      default: refuse(cursor, expected: "true or false")
      }
    case .number, .list, .mapping: refuse(cursor, expected: "true or false")
    }
    return nil
  }

  /// A whole number, perhaps in quotes.
  mutating func integer(_ cursor: Cursor?) -> Sourced<Int>? {
    guard let cursor else { return nil }
    switch cursor.value.content {
    case .null: return nil
    case .number(let spelling):
      if let number = Self.whole(spelling) { return Sourced(number, at: cursor.place) }
    case .text(let text):
      if text.isEmpty || Self.isExpression(text) { return nil }
      if let number = Self.whole(text) { return Sourced(number, at: cursor.place) }
    case .boolean, .list, .mapping: break
    }
    refuse(cursor, expected: "a whole number")
    return nil
  }

  private static func whole(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    return Double(text).flatMap { Int(exactly: $0) }
  }

  /// An array's items; one value in place of an array is an array of it, as PowerShell writes it.
  mutating func items(_ cursor: Cursor?) -> [Cursor] {
    guard let cursor else { return [] }
    if let items = cursor.items { return items }
    switch cursor.value.content {
    case .null: return []
    case .text(let text):
      if Self.isExpression(text) || text.isEmpty { return [] }
      if Self.isCutOff(text) { break }
      return [cursor]
    case .mapping: return [cursor]
    case .boolean, .number, .list: break
    }
    refuse(cursor, expected: "a list")
    return []
  }

  /// An array's texts; none where one of them is an expression, since a part of a list can say the opposite of the whole.
  mutating func texts(_ cursor: Cursor?) -> [Sourced<String>] {
    if Self.isUnknown(cursor) { return [] }
    var texts: [Sourced<String>] = []
    for item in items(cursor) {
      if let text = text(item) { texts.append(text) }
    }
    return texts
  }

  /// An object; `nil` and a problem for anything else that is there.
  mutating func object(_ cursor: Cursor?) -> Cursor? {
    guard let cursor else { return nil }
    switch cursor.value.content {
    case .mapping: return cursor
    case .null: return nil
    case .text(let text) where text.isEmpty || Self.isExpression(text): return nil
    case .boolean, .number, .text, .list:
      refuse(cursor, expected: "an object")
      return nil
    }
  }

  /// A region as its name is spelled: `westeurope`, where a document may say `West Europe`.
  mutating func region(_ cursor: Cursor?) -> Sourced<String>? {
    text(cursor)?.map { $0.lowercased().filter { $0 != " " } }
  }

  mutating func identifier(_ cursor: Cursor?) -> Sourced<ResourceID>? {
    text(cursor)?.flatMap { ResourceID($0) }
  }

  /// The identifier of the resource that an object refers to: `{"id": "…"}`, or the identifier itself.
  mutating func reference(_ cursor: Cursor?) -> Sourced<ResourceID>? {
    guard let cursor else { return nil }
    return cursor.isMapping ? identifier(cursor["id"]) : identifier(cursor)
  }

  /// The host of a URL (`https://mystore.blob.core.windows.net/`), or of text that is one already.
  mutating func host(_ cursor: Cursor?) -> Sourced<String>? {
    text(cursor)?.flatMap { text in
      let rest = text.split(separator: "/", omittingEmptySubsequences: true)
      let host = text.contains("://") ? (rest.count > 1 ? rest[1] : "") : (rest.first ?? "")
      let withoutUser = host.split(separator: "@").last ?? ""
      let name = withoutUser.prefix { $0 != ":" && $0 != "?" }
      return name.isEmpty ? nil : String(name)
    }
  }

  /// Whether a value is there and nobody knows yet what it will be: an expression, or something with one in it.
  static func isUnknown(_ cursor: Cursor?) -> Bool {
    guard let cursor else { return false }
    if let text = cursor.text { return isExpression(text) }
    if let id = cursor["id"] { return isUnknown(id) }
    if case .list(let items) = cursor.value.content { return items.contains { isUnknown(Cursor($0)) } }
    return false
  }

  /// Whether text is an expression of a template: `[parameters('name')]`; `[[` begins text in brackets.
  static func isExpression(_ text: String) -> Bool {
    text.hasPrefix("[") && text.hasSuffix("]") && !text.hasPrefix("[[")
  }
}
