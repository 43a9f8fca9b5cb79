import Model

extension CatalogDraft {
  mutating func readService(_ item: Item) {
    guard let entry = item.entry(keys: ["id", "title", "path", "entra", "answers", "sources"], &log) else { return }
    let id = entry.text("id", &log)
    let title = entry.text("title", &log)
    let path = entry.text("path", &log)
    let usesEntra = entry["entra"].map { $0.boolean(&log) } ?? false
    let sources = sources(of: entry)
    let answers = (entry.required("answers", &log)?.list(&log) ?? []).compactMap { answer(of: $0) }
    if let place = entry["path"]?.place, let path, !path.hasPrefix("/") || path.contains(where: \.isWhitespace) {
      log.add("the path \"\(path)\" is not one of a request", at: place, expected: "it begins with / and has no blanks")
    }
    guard let id, let title, let path, let usesEntra, isKebab(id, at: entry.place) else { return }
    if !answers.contains(where: { $0.meaning == .works }) {
      log.add("the service \(id) has no answer that means \"works\"", at: entry.place)
    }
    let key = Service.ID(rawValue: id)
    if services[key] != nil { log.add("the service \(id) stands twice in the catalog", at: entry.place) }
    services[key] = Service(
      id: key, title: title, path: path, answers: answers, usesEntra: usesEntra, sources: sources)
  }

  private mutating func answer(of item: Item) -> Service.Answer? {
    guard let entry = item.entry(keys: ["means", "status", "marks"], &log) else { return nil }
    let meaning: Service.Answer.Meaning? = entry.required("means", &log)?.choice("meaning", &log)
    let statuses = entry.optionalTexts("status", &log).compactMap { statusRange($0.text, at: $0.place) }
    let marks = (entry["marks"]?.list(&log) ?? []).compactMap { mark(of: $0) }
    if marks.isEmpty {
      log.add(
        "an answer without marks would be anybody's", at: entry.place, expected: "name what only the service sends")
    }
    return meaning.map { Service.Answer(meaning: $0, statuses: statuses, marks: marks) }
  }

  /// `404` or `200-299`.
  private mutating func statusRange(_ text: String, at place: SourcePlace) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if parts.count <= 2, let first = parts.first ?? nil, let last = parts.last ?? nil, first <= last,
      (100...599).contains(first), (100...599).contains(last)
    {
      return first...last
    }
    log.add("\"\(text)\" is no HTTP status", at: place, expected: "write one (404) or a range (200-299)")
    return nil
  }

  private mutating func mark(of item: Item) -> Service.Mark? {
    guard let entry = item.entry(keys: ["header", "contains", "lacks", "json", "body"], &log) else { return nil }
    let forms = "the forms are {header}, {header, contains}, {header, lacks}, {json: [keys]} and {body}"
    switch Set(entry.keys) {
    case ["header"]:
      return entry.text("header", &log).map { .headerPresent(name: $0.lowercased()) }
    case ["header", "contains"]:
      guard let name = entry.text("header", &log), let text = entry.text("contains", &log) else { return nil }
      return .headerContains(name: name.lowercased(), text: text)
    case ["header", "lacks"]:
      guard let name = entry.text("header", &log), let text = entry.text("lacks", &log) else { return nil }
      return .headerLacks(name: name.lowercased(), text: text)
    case ["json"]:
      let keys = entry.texts("json", &log).map(\.text)
      if keys.isEmpty { log.add("no key is named", at: entry.place, expected: forms) }
      return .jsonKeys(keys)
    case ["body"]:
      return entry.text("body", &log).map { .bodyContains($0) }
    default:
      log.add("this is no mark", at: entry.place, expected: forms)
      return nil
    }
  }
}
