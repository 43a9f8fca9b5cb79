import Model

// Requirements on the declared deployment: a rule instead of an endpoint and an expectation.
extension CatalogDraft {
  mutating func readPlanRule(_ item: Item, of phase: Phase) {
    let keys = ["id", "title", "rule", "limits", "from", "until", "need", "when", "without", "sources"]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let id = requirementID(of: entry, in: phase)
    let title = entry.text("title", &log)
    let rule: PlanRule? = entry.required("rule", &log)?.choice("rule", &log)
    let validity = self.validity(of: entry)
    let need: Requirement.Need? = entry["need"].map { $0.choice("need", &log) } ?? .required
    let conditions = entry["when"].map { self.conditions(of: $0) } ?? []
    let without = entry.text("without", &log)
    let sources = sources(of: entry)
    guard let id, let title, let rule, let need, let without,
      let limits = limits(of: rule, entry["limits"], at: entry.place)
    else { return }
    requirements.append(
      Requirement(
        id: id, title: title, phase: phase, role: .plan, expectation: .holds(rule: rule, limits: limits),
        consumer: .node, need: need, conditions: conditions, validity: validity, without: without, sources: sources))
  }

  /// From when until when a rule holds; `nil`: always.
  mutating func validity(of entry: Entry) -> Validity? {
    let from = entry["from"].flatMap { day(of: $0) }
    let until = entry["until"].flatMap { day(of: $0) }
    if let from, let until, from >= until {
      log.add("a rule cannot end on \(until) before it begins on \(from)", at: entry["until"]?.place ?? entry.place)
    }
    return from == nil && until == nil ? nil : Validity(from: from, until: until)
  }

  private mutating func day(of item: Item) -> Day? {
    guard let text = item.text(&log) else { return nil }
    if let day = Day(text) { return day }
    log.add("\"\(text)\" is not a day", at: item.place, expected: "write it as 2020-01-16")
    return nil
  }

  /// The limits of a rule: all that it needs, and none that it does not know.
  private mutating func limits(
    of rule: PlanRule, _ item: Item?, at place: SourcePlace
  ) -> [PlanLimit: LimitValue]? {
    let (required, optional) = rule.limits
    let known = required.union(optional).map(\.rawValue).sorted()
    var limits: [PlanLimit: LimitValue] = [:]
    if let item {
      guard let entry = item.entry(keys: known, &log) else { return nil }
      for (key, value) in entry.values {
        guard let limit = PlanLimit(rawValue: key), let read = self.limit(limit, of: rule, value) else { continue }
        limits[limit] = read
      }
    }
    for missing in required.subtracting(limits.keys).map(\.rawValue).sorted() {
      log.add("the rule \(rule.rawValue) needs the limit \"\(missing)\"", at: item?.place ?? place)
    }
    return limits
  }

  private mutating func limit(_ limit: PlanLimit, of rule: PlanRule, _ item: Item) -> LimitValue? {
    switch limit {
    case .below, .series, .sizes, .policies, .systems, .allowed, .exceptions:
      return item.isText ? item.text(&log).map { .text($0) } : .list(item.texts(&log).map(\.text))
    case .what:
      return item.choice("retiring feature", &log, as: RetiringFeature.self).map { .text($0.rawValue) }
    case .retires:
      return day(of: item).map { .text($0.description) }
    case .ranges where rule == .rangesReserved:
      let ranges = item.texts(&log)
      for (text, place) in ranges where IPPrefix(text)?.isCanonical != true {
        log.add("\"\(text)\" is not an address range", at: place)
      }
      return .list(ranges.map(\.text))
    case .vcpus, .devTestVCPUs, .memoryGB, .nodes, .devTestNodes, .poolNodes, .minimum, .maximum, .poolPods, .prefix,
      .reserved, .batch, .addresses, .versions, .models, .integratedRanges, .count, .notice, .ranges:
      return item.number(in: 0...1_000_000, &log).map { .number($0) }
    }
  }
}
