import Model

extension CatalogDraft {
  mutating func readCause(_ item: Item) {
    let keys = ["cause", "title", "meaning"] + Self.remedyKeys + ["private", "apiServer", "azureErrors", "sources"]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let cause: Cause? = entry.required("cause", &log)?.choice("cause", &log)
    let title = template("title", of: entry)
    // Shown by `explain` without a finding, so that nothing can be filled in.
    let meaning = template("meaning", of: entry, names: [])
    let remedy = readRemedy(of: entry)
    let privateRemedy = entry["private"]?.entry(keys: Self.remedyKeys, &log).flatMap { readRemedy(of: $0) }
    let apiServerRemedy = entry["apiServer"]?.entry(keys: Self.remedyKeys, &log).flatMap { readRemedy(of: $0) }
    let azureErrors = entry.optionalTexts("azureErrors", &log)
    let sources = sources(of: entry)
    if let cause { mentionedErrors += azureErrors.map { ($0.text, cause, $0.place) } }
    guard let cause, let title, let meaning, let remedy else { return }
    if causes[cause] != nil { log.add("the cause \(cause.rawValue) stands twice in the catalog", at: entry.place) }
    causes[cause] = CauseDescription(
      cause: cause, title: title, meaning: meaning, remedy: remedy, privateRemedy: privateRemedy,
      apiServerRemedy: apiServerRemedy, azureErrors: azureErrors.map(\.text), sources: sources)
  }

  private static let remedyKeys = ["owner", "steps", "commands", "configurations", "verify"]

  private mutating func readRemedy(of entry: Entry) -> CauseDescription.Remedy? {
    let owner = template("owner", of: entry, names: [])
    let steps = templates("steps", of: entry)
    let commands = templates("commands", of: entry)
    let configurations = readConfigurations(of: entry)
    let verify = template("verify", of: entry)
    guard let owner, let verify else { return nil }
    return CauseDescription.Remedy(
      owner: owner, steps: steps, commands: commands, configurations: configurations, verify: verify)
  }

  /// Lines for the configuration of servers, where there are any.
  private mutating func readConfigurations(of entry: Entry) -> [CauseDescription.Configuration] {
    guard let list = entry["configurations"], let items = list.list(&log) else { return [] }
    if items.isEmpty { log.add("the list configurations is empty", at: list.place) }
    return items.compactMap { item in
      guard let entry = item.entry(keys: ["software", "text"], &log), let software = entry.text("software", &log),
        let text = template("text", of: entry)
      else { return nil }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return CauseDescription.Configuration(
        software: software, text: lines.reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n"))
    }
  }

  /// The names that a finding's facts can fill in.
  private static let factNames = Symptom.Fact.allCases.map(\.rawValue)

  private mutating func template(_ key: String, of entry: Entry, names: [String] = factNames) -> String? {
    guard let item = entry.required(key, &log), let text = item.text(&log) else { return nil }
    Placeholders.check(text, at: item.place, among: names, in: key, &log)
    return text
  }

  private mutating func templates(_ key: String, of entry: Entry) -> [String] {
    let texts = entry.texts(key, &log)
    if let list = entry[key], texts.isEmpty { log.add("the list \(key) is empty", at: list.place) }
    for (text, place) in texts { Placeholders.check(text, at: place, among: Self.factNames, in: key, &log) }
    return texts.map(\.text)
  }
}
