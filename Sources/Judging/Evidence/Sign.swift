import Model

/// A symptom with the observations that show it.
struct Sign: Hashable {
  var symptom: Symptom
  var observations: [Observation.ID]
  /// Whether it does not keep the expectation from holding: an address of several is dead, a certificate expires soon.
  var isWarning: Bool
  /// The endpoint that it is about, where that is not the requirement's own: a host that a conversation discovered.
  var endpoint: Endpoint?
  /// What is at fault, where the sign itself tells: a value of the declared deployment.
  var subject: Finding.Subject?
  /// What would put a declared value right.
  var changes: [Change]

  init(
    _ code: Symptom.Code, _ facts: [Symptom.Fact: String], seenIn observations: [Observation.ID] = [],
    isWarning: Bool = false, subject: Finding.Subject? = nil, changes: [Change] = []
  ) {
    symptom = Symptom(code, facts)
    self.observations = observations
    self.isWarning = isWarning
    self.subject = subject
    self.changes = changes
  }
}

/// What signs have in common that are told as one.
private struct SignKind: Hashable {
  var code: Symptom.Code
  var facts: [Symptom.Fact: String]
  var isWarning: Bool
}

extension [Sign] {
  /// Facts in which signs of one kind may differ and still be told as one.
  private static var joined: Set<Symptom.Fact> { [.address, .addresses, .nameserver] }

  /// The same signs, with those that differ only in where they were seen told as one. Keeps the order of the first of each;
  /// the time waited is that of the first.
  func merged() -> [Sign] {
    var order: [SignKind] = []
    var groups: [SignKind: [Sign]] = [:]
    for sign in self {
      let facts = sign.symptom.facts.filter { !Self.joined.contains($0.key) && $0.key != .after }
      let key = SignKind(code: sign.symptom.code, facts: facts, isWarning: sign.isWarning)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(sign)
    }
    return order.map { key in
      let signs = groups[key] ?? []
      let symptoms = signs.map(\.symptom)
      var sign = Sign(
        key.code, symptoms.mergedFacts(joining: Self.joined), seenIn: signs.flatMap(\.observations).uniqued(),
        isWarning: key.isWarning)
      sign.endpoint = signs.lazy.compactMap(\.endpoint).first
      return sign
    }
  }
}

extension [Symptom] {
  /// The facts of all: the first value of each, and all values with commas for the facts that are joined.
  func mergedFacts(joining joined: Set<Symptom.Fact>) -> [Symptom.Fact: String] {
    var facts: [Symptom.Fact: String] = [:]
    for fact in Symptom.Fact.allCases {
      let values = compactMap { $0.facts[fact] }
      guard let first = values.first else { continue }
      guard joined.contains(fact) else {
        facts[fact] = first
        continue
      }
      facts[fact] = values.flatMap { $0.splitList }.uniqued().joined(separator: ", ")
    }
    return facts
  }
}

extension String {
  /// The entries of a list that was joined with `, `.
  fileprivate var splitList: [String] { split(separator: ", ").map(String.init) }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first occurrence.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
