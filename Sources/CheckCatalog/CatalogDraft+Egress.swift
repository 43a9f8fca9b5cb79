import Model

extension CatalogDraft {
  /// The file of what must be let out besides: service tags, then rules.
  mutating func readEgress(_ document: Item) {
    guard let entry = document.entry(keys: ["serviceTags", "rules"], &log) else { return }
    if let list = entry.required("serviceTags", &log) { forEachMember(of: list) { $0.readServiceTag($1) } }
    if let list = entry.required("rules", &log) { forEachMember(of: list) { $0.readEgressRule($1) } }
    checkServiceTags(at: document.place)
  }

  private mutating func readServiceTag(_ item: Item) {
    guard let entry = item.entry(keys: ["tag", "clouds", "regional", "sources"], &log) else { return }
    let name = entry.text("tag", &log)
    let clouds = clouds(of: entry)
    let isRegional = entry["regional"].map { $0.boolean(&log) } ?? false
    let sources = sources(of: entry)
    guard let name, let isRegional else { return }
    if serviceTags.contains(where: { $0.name == name }) {
      log.add("the service tag \(name) stands twice in the catalog", at: entry.place)
    }
    serviceTags.append(ServiceTag(name: name, clouds: clouds, isRegional: isRegional, sources: sources))
  }

  private mutating func readEgressRule(_ item: Item) {
    let keys = [
      "id", "title", "endpoint", "clouds", "host", "to", "transport", "port", "phase", "consumer", "need", "when",
      "without", "sources",
    ]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let id = entry.text("id", &log)
    let title = entry.text("title", &log)
    let role = entry["endpoint"].flatMap { endpoint(named: $0) }?.role
    let clouds = clouds(of: entry)
    let destination = destination(of: entry)
    let transport: AllowList.Transport? = entry.required("transport", &log)?.choice("transport", &log)
    let port = transport == .any ? 0 : entry.required("port", &log)?.number(in: 1...65535, &log)
    let phase: Phase? = entry.required("phase", &log)?.choice("phase", &log)
    let consumer: Requirement.Consumer? = entry.required("consumer", &log)?.choice("consumer", &log)
    let need: Requirement.Need? = entry["need"].map { $0.choice("need", &log) } ?? .required
    let conditions = entry["when"].map { self.conditions(of: $0) } ?? []
    let without = entry.text("without", &log)
    let sources = sources(of: entry)
    guard let id, let title, let destination, let transport, let port, let phase, let consumer, let need,
      let without, isKebab(id, at: entry.place)
    else { return }
    if egressRules.contains(where: { $0.id == id }) {
      log.add("the rule \(id) stands twice in the catalog", at: entry.place)
    }
    egressRules.append(
      EgressRule(
        id: id, title: title, role: role, clouds: clouds, destination: destination, transport: transport,
        port: UInt16(port), phase: phase, consumer: consumer, need: need, conditions: conditions, without: without,
        sources: sources))
  }

  /// A `host`, or under `to` one of what is known by other means.
  private mutating func destination(of entry: Entry) -> EgressRule.Destination? {
    if entry["host"] != nil { return hostTemplate("host", of: entry).map { .host($0) } }
    guard let item = entry.required("to", &log), let word = item.text(&log) else { return nil }
    switch word {
    case "apiServer": return .apiServer
    case "nameservers": return .nameservers
    case "clusterRanges": return .clusterRanges
    default:
      let tags = serviceTags.map(\.name)
      if !tags.contains(word) {
        log.add(
          "unknown destination \"\(word)\"", at: item.place,
          expected: Suggestion.text(for: word, among: ["apiServer", "nameservers", "clusterRanges"] + tags))
      }
      return .serviceTag(word)
    }
  }

  private mutating func clouds(of entry: Entry) -> [Cloud] {
    (entry.required("clouds", &log)?.list(&log) ?? []).compactMap { $0.choice("cloud", &log) }
  }

  /// Reports service tags that endpoints name and nothing describes.
  private mutating func checkServiceTags(at place: SourcePlace) {
    let unknown = Set(endpoints.compactMap(\.serviceTag)).subtracting(serviceTags.map(\.name))
    for tag in unknown.sorted() { log.add("the service tag \(tag) of endpoints.yaml has no entry", at: place) }
  }
}
