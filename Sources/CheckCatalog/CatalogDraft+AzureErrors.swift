import Model

extension CatalogDraft {
  /// A group of errors that mean the same.
  mutating func readAzureErrors(_ item: Item) {
    let keys = ["errors", "meaning", "network", "causes", "checks", "owner", "steps", "commands", "sources"]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let errors = (entry.required("errors", &log)?.list(&log) ?? []).compactMap { names(of: $0) }
    let meaning = plainText("meaning", of: entry)
    let network: AzureError.NetworkShare? = entry.required("network", &log)?.choice("share of the network", &log)
    let causes: [Cause] = (entry["causes"]?.list(&log) ?? []).compactMap { $0.choice("cause", &log) }
    let checks = entry.optionalTexts("checks", &log).compactMap { requirement(named: $0.text, at: $0.place) }
    let owner = plainText("owner", of: entry)
    let steps = plainTexts("steps", of: entry)
    let commands = plainTexts("commands", of: entry)
    let sources = sources(of: entry)
    if let list = entry["errors"], errors.isEmpty { log.add("no error is named", at: list.place) }
    guard let meaning, let network, let owner else { return }
    azureErrors += errors.map { error in
      AzureError(
        code: error.code, title: error.title, shownAs: error.shownAs, meaning: meaning, network: network,
        causes: causes, checks: checks, owner: owner, steps: steps, commands: commands, sources: sources)
    }
  }

  /// Gives each error the causes that name it; a cause that names an error of which nothing is said is reported.
  mutating func linkAzureErrors() {
    let codes = azureErrors.map(\.code)
    let places = Dictionary(zip(codes, azureErrors.indices)) { first, _ in first }
    for (code, cause, place) in mentionedErrors {
      if let index = places[code] {
        azureErrors[index].causes.append(cause)
      } else {
        log.add(
          "unknown error of Azure \"\(code)\"", at: place,
          expected: Suggestion.text(for: code, among: codes))
      }
    }
    for index in azureErrors.indices {
      let error = azureErrors[index]
      if error.causes.count > 1 { azureErrors[index].causes = Cause.allCases.filter(error.causes.contains) }
      if error.checks.count > 1 { azureErrors[index].checks = requirements.map(\.id).filter(error.checks.contains) }
    }
  }

  /// One error's code, title and other names, each of which must be its alone.
  private mutating func names(of item: Item) -> (code: String, title: String, shownAs: [String])? {
    guard let entry = item.entry(keys: ["code", "title", "shownAs"], &log) else { return nil }
    let code = entry.text("code", &log)
    let title = plainText("title", of: entry)
    let shownAs = entry.optionalTexts("shownAs", &log)
    if let code, let place = entry["code"]?.place {
      _ = isKebab(code.lowercased(), at: place)
      checkIsNew(code, at: place)
    }
    for (name, place) in shownAs { checkIsNew(name, at: place) }
    guard let code, let title else { return nil }
    return (code, title, shownAs.map(\.text))
  }

  private mutating func checkIsNew(_ name: String, at place: SourcePlace) {
    if !errorNames.insert(name.lowercased()).inserted {
      log.add("the error \(name) stands twice in the catalog", at: place)
    }
  }

  private mutating func requirement(named name: String, at place: SourcePlace) -> Requirement.ID? {
    let id = Requirement.ID(rawValue: name)
    if requirements.contains(where: { $0.id == id }) { return id }
    log.add(
      "unknown requirement \"\(name)\"", at: place,
      expected: Suggestion.text(for: name, among: requirements.map(\.id.rawValue)))
    return nil
  }

  /// A text that is shown as it is, so that it names no values.
  private mutating func plainText(_ key: String, of entry: Entry) -> String? {
    guard let item = entry.required(key, &log), let text = item.text(&log) else { return nil }
    Placeholders.check(text, at: item.place, among: [], in: key, &log)
    return text
  }

  private mutating func plainTexts(_ key: String, of entry: Entry) -> [String] {
    let texts = entry.texts(key, &log)
    if let list = entry[key], texts.isEmpty { log.add("the list \(key) is empty", at: list.place) }
    for (text, place) in texts { Placeholders.check(text, at: place, among: [], in: key, &log) }
    return texts.map(\.text)
  }
}
