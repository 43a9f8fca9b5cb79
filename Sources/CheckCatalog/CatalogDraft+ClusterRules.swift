import Model

// Requirements on the cluster as its API tells it: a rule instead of an endpoint and an expectation.
extension CatalogDraft {
  mutating func readClusterRule(_ item: Item, of phase: Phase) {
    let keys = [
      "id", "title", "found", "limits", "consumer", "from", "until", "need", "vantages", "when", "without", "sources",
    ]
    guard let entry = item.entry(keys: keys, &log) else { return }
    let id = requirementID(of: entry, in: phase)
    let title = entry.text("title", &log)
    let rule: ClusterRule? = entry.required("found", &log)?.choice("cluster rule", &log)
    let consumer: Requirement.Consumer? = entry.required("consumer", &log)?.choice("consumer", &log)
    let validity = self.validity(of: entry)
    let need: Requirement.Need? = entry["need"].map { $0.choice("need", &log) } ?? .required
    let vantages = entry["vantages"].map { self.vantages(of: $0) } ?? Vantage.Kind.allCases
    let conditions = entry["when"].map { self.conditions(of: $0) } ?? []
    let without = entry.text("without", &log)
    let sources = sources(of: entry)
    guard let id, let title, let rule, let consumer, let need, let without else { return }
    requirements.append(
      Requirement(
        id: id, title: title, phase: phase, role: .cluster,
        expectation: .found(rule: rule, limits: clusterLimits(of: rule, entry["limits"], at: entry.place)),
        consumer: consumer, need: need, vantages: vantages, conditions: conditions, validity: validity,
        without: without, sources: sources))
  }

  /// Whole numbers, exactly those that the rule needs.
  private mutating func clusterLimits(
    of rule: ClusterRule, _ item: Item?, at place: SourcePlace
  ) -> [PlanLimit: LimitValue] {
    var limits: [PlanLimit: LimitValue] = [:]
    if let item, let entry = item.entry(keys: rule.limits.map(\.rawValue).sorted(), &log) {
      for (key, value) in entry.values {
        guard let limit = PlanLimit(rawValue: key), let number = value.number(in: 0...1_000_000, &log) else { continue }
        limits[limit] = .number(number)
      }
    }
    for missing in rule.limits.subtracting(limits.keys).map(\.rawValue).sorted() {
      log.add("the rule \(rule.rawValue) needs the limit \"\(missing)\"", at: item?.place ?? place)
    }
    return limits
  }
}
