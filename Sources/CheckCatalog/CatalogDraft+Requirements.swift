import Model

extension CatalogDraft {
  /// A file of requirements: its phase, then the list.
  mutating func readRequirements(_ document: Item, of phase: Phase) {
    guard let entry = document.entry(keys: ["phase", "requirements"], &log) else { return }
    if let item = entry.required("phase", &log), let declared = item.choice("phase", &log, as: Phase.self),
      declared != phase
    {
      log.add("the file is for \(phase.rawValue), not for \(declared.rawValue)", at: item.place)
    }
    for item in entry.required("requirements", &log)?.list(&log) ?? [] { readRequirement(item, of: phase) }
  }

  private mutating func readRequirement(_ item: Item, of phase: Phase) {
    if item.hasKey("rule") { return readPlanRule(item, of: phase) }
    if item.hasKey("found") { return readClusterRule(item, of: phase) }
    let keys = [
      "id", "title", "endpoint", "variant", "expect", "within", "consumer", "need", "vantages", "when", "without",
      "sources",
    ]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let id = requirementID(of: entry, in: phase)
    let title = entry.text("title", &log)
    let template = entry.required("endpoint", &log).flatMap { endpoint(named: $0) }
    let variant = entry.optionalText("variant", &log)
    let expectation = entry.required("expect", &log).flatMap { self.expectation(of: $0) }
    let consumer: Requirement.Consumer? = entry.required("consumer", &log)?.choice("consumer", &log)
    let need: Requirement.Need? = entry["need"].map { $0.choice("need", &log) } ?? .required
    let vantages = entry["vantages"].map { self.vantages(of: $0) } ?? Vantage.Kind.allCases
    let conditions = entry["when"].map { self.conditions(of: $0) } ?? []
    let without = entry.text("without", &log)
    let within = entry["within"].flatMap { timeLimit(of: $0) }
    if let place = entry["within"]?.place, let expectation, !expectation.isDownload {
      log.add(
        "a time limit is only for what is downloaded", at: place,
        expected: "beside expect: {pulls: …} or readsBlob")
    }
    let sources = sources(of: entry)
    if let template, let variant, let place = entry["variant"]?.place {
      let known = Set(template.hosts.compactMap(\.variant)).sorted()
      if !known.contains(variant) {
        log.add(
          "the role \(template.role) has no variant \"\(variant)\"", at: place,
          expected: Suggestion.text(for: variant, among: known))
      }
    }
    if let template, let expectation, let place = entry["expect"]?.place {
      check(expectation, against: template, at: place)
    }
    guard let id, let title, let template, let expectation, let consumer, let need, let without else { return }
    requirements.append(
      Requirement(
        id: id, title: title, phase: phase, role: template.role, variant: variant, expectation: expectation,
        consumer: consumer, need: need, vantages: vantages, conditions: conditions, within: within,
        without: without, sources: sources))
  }

  /// How long a download may take, and the document that says so.
  private mutating func timeLimit(of item: Item) -> TimeLimit? {
    guard let entry = item.entry(keys: ["seconds", "connections", "sources"], &log) else { return nil }
    let seconds = entry.required("seconds", &log)?.number(in: 1...86_400, &log)
    let connections = entry.required("connections", &log)?.number(in: 1...64, &log)
    let sources = sources(of: entry)
    guard let seconds, let connections, let source = sources.first else { return nil }
    return TimeLimit(seconds: seconds, connections: connections, source: source)
  }

  mutating func requirementID(of entry: Entry, in phase: Phase) -> Requirement.ID? {
    guard let item = entry.required("id", &log), let text = item.text(&log) else { return nil }
    guard text.hasPrefix("\(phase.slug)/") else {
      log.add("the id \"\(text)\" does not begin with \"\(phase.slug)/\"", at: item.place)
      return nil
    }
    let id = Requirement.ID(rawValue: text)
    guard isKebab(String(text.dropFirst(phase.slug.count + 1)), at: item.place), isNew(id, at: item.place) else {
      return nil
    }
    return id
  }

  mutating func endpoint(named item: Item) -> EndpointTemplate? {
    guard let role = item.text(&log), !endpoints.isEmpty else { return nil }
    if let template = endpoints.first(where: { $0.role.rawValue == role }) { return template }
    log.add(
      "unknown role \"\(role)\"", at: item.place,
      expected: Suggestion.text(for: role, among: endpoints.map(\.role.rawValue)))
    return nil
  }

  mutating func vantages(of item: Item) -> [Vantage.Kind] {
    let kinds: [Vantage.Kind] = (item.list(&log) ?? []).compactMap { $0.choice("vantage", &log) }
    if kinds.isEmpty { log.add("no vantage is named", at: item.place) }
    return Vantage.Kind.allCases.filter(kinds.contains)
  }

  /// A bare word, or a mapping of one word to its value.
  private mutating func expectation(of item: Item) -> Expectation? {
    let words = [
      "nameserversAnswer", "resolves", "accepts", "handshakes", "responds", "readsBlob", "queriesTable",
      "readsMetadata", "scores",
    ]
    if item.isText {
      guard let word = item.text(&log) else { return nil }
      switch word {
      case "nameserversAnswer": return .nameserversAnswer
      case "resolves": return .resolves
      case "accepts": return .accepts
      case "handshakes": return .handshakes
      case "responds": return .responds(statuses: [])
      case "readsBlob": return .converses(kind: .readBlob)
      case "queriesTable": return .converses(kind: .queryTable)
      case "readsMetadata": return .converses(kind: .readMetadata)
      case "scores": return .converses(kind: .score)
      default:
        log.add(
          "unknown expectation \"\(word)\"", at: item.place,
          expected: Suggestion.text(for: word, among: words + ["{addresses: …}", "{answers: …}", "{pulls: …}"]))
        return nil
      }
    }
    guard let entry = item.entry(keys: ["addresses", "answers", "pulls"], &log) else { return nil }
    guard entry.items.count == 1, let value = entry.items.first else {
      log.add(
        "an expectation has one key", at: item.place, expected: "write {addresses: …}, {answers: …} or {pulls: …}")
      return nil
    }
    if entry["addresses"] != nil {
      return value.choice("kind of address", &log).map { .addresses(kind: $0) }
    }
    guard let name = value.text(&log) else { return nil }
    if entry["pulls"] != nil { return pull(of: name, at: value.place) }
    let id = Service.ID(rawValue: name)
    if services[id] == nil, !services.isEmpty {
      log.add(
        "unknown service \"\(name)\"", at: value.place,
        expected: Suggestion.text(for: name, among: services.keys.map(\.rawValue).sorted()))
    }
    return .answers(service: id)
  }

  /// The deployment's image, or this one.
  private mutating func pull(of name: String, at place: SourcePlace) -> Expectation? {
    if name == "asDeclared" { return .converses(kind: .pull(image: nil)) }
    guard let image = ImageReference(name) else {
      log.add(
        "\"\(name)\" names no image", at: place, expected: "asDeclared, or an image such as oss/kubernetes/pause:3.6")
      return nil
    }
    return .converses(kind: .pull(image: image))
  }

  /// Reports an expectation that the endpoint cannot meet by its transport.
  private mutating func check(_ expectation: Expectation, against template: EndpointTemplate, at place: SourcePlace) {
    let transport = template.transport
    let problem: String? =
      switch expectation {
      case .nameserversAnswer: template.role == .nameserver ? nil : "only nameservers are asked whether they answer"
      case .resolves: template.role == .nameserver ? "a nameserver has no name to look up" : nil
      case .accepts:
        if template.role == .nameserver {
          "a nameserver has no name to look up"
        } else {
          transport == .ntp ? "\(template.role) does not speak TCP" : nil
        }
      case .addresses:
        template.hosts.contains { $0.privateZone != nil } ? nil : "no host of the role has a private zone"
      // What is spoken with dependencies is the deployment's to say.
      case .handshakes:
        transport.isEncrypted || template.role == .dependency ? nil : "\(template.role) does not speak TLS"
      case .answers, .converses: transport.isHTTP ? nil : "\(template.role) does not speak HTTP"
      case .responds:
        transport.isHTTP || transport == .ntp || template.role == .dependency
          ? nil : "\(template.role) speaks neither HTTP nor NTP"
      case .holds, .found: "a rule has no endpoint"
      }
    if let problem { log.add(problem, at: place) }
  }
}

extension Expectation {
  /// Whether something is downloaded of which there may be much.
  fileprivate var isDownload: Bool {
    switch self {
    case .converses(.pull), .converses(.readBlob): true
    default: false
    }
  }
}
