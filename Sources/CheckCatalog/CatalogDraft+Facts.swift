import Model

// Sources and regions: entries without a meaning of their own.
extension CatalogDraft {
  mutating func readSource(_ item: Item) {
    guard let entry = item.entry(keys: ["id", "title", "location", "date", "statement"], &log) else { return }
    let id = entry.text("id", &log)
    let title = entry.text("title", &log)
    let location = entry.text("location", &log)
    let date = entry.text("date", &log)
    let statement = entry.text("statement", &log)
    if let date, let place = entry["date"]?.place, !Self.isDate(date) {
      log.add(
        "\"\(date)\" is not a date", at: place, expected: "write a year, a month or a day: 2026, 2026-01, 2026-01-31")
    }
    guard let id, let title, let location, let date, let statement, isKebab(id, at: entry.place) else { return }
    let key = Source.ID(rawValue: id)
    if sources[key] != nil { log.add("the source \(id) stands twice in the catalog", at: entry.place) }
    sources[key] = Source(id: key, title: title, location: location, date: date, statement: statement)
  }

  /// The file of regions: the sources of all of them, then the list.
  mutating func readRegions(_ document: Item) {
    guard let entry = document.entry(keys: ["sources", "regions"], &log) else { return }
    _ = sources(of: entry)
    if let list = entry.required("regions", &log) { forEachMember(of: list) { $0.readRegion($1) } }
  }

  private mutating func readRegion(_ item: Item) {
    guard let entry = item.entry(keys: ["name", "title", "cloud", "aks", "aml", "pair", "serviceTag"], &log) else {
      return
    }
    let name = entry.text("name", &log)
    let title = entry.text("title", &log)
    let cloud: Cloud? = entry.required("cloud", &log)?.choice("cloud", &log)
    let hasAKS = entry.required("aks", &log)?.boolean(&log)
    let hasMachineLearning = entry.required("aml", &log)?.boolean(&log)
    let pair = entry.optionalText("pair", &log)
    let serviceTag = entry.optionalText("serviceTag", &log)
    guard let name, let title, let cloud, let hasAKS, let hasMachineLearning, isKebab(name, at: entry.place) else {
      return
    }
    if regions.contains(where: { $0.name == name }) {
      log.add("the region \(name) stands twice in the catalog", at: entry.place)
    }
    regions.append(
      Region(
        name: name, title: title, cloud: cloud, hasMachineLearning: hasMachineLearning, hasAKS: hasAKS, pair: pair,
        serviceTag: serviceTag))
  }

  /// Whether a text is a year, a month or a day of the calendar's form (ISO 8601).
  private static func isDate(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 3, omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    let limits = [1...9999, 1...12, 1...31]
    guard (1...3).contains(parts.count) else { return false }
    return parts.indices.allSatisfy { index in
      parts[index].count == widths[index] && Int(Substring(parts[index])).map { limits[index].contains($0) } == true
    }
  }
}
