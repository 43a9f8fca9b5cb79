internal import Model

/// The vantages of two reports, each with itself earlier: of two reports of one vantage these two, whatever they are called.
struct VantagePairs {
  private let pairs: [(label: String, old: Recording, new: Recording)]
  /// Vantages that came and went.
  let comeAndGone: [ReportComparison.Change]
  private let areSingle: Bool

  init(old: ReportDocument, new: ReportDocument) {
    areSingle = old.vantages.count == 1 && new.vantages.count == 1
    guard !areSingle else {
      pairs = [("", old.recording, new.recording)]
      comeAndGone = []
      return
    }
    let before = Dictionary(zip(old.heardVantages.map(\.id), old.recordings)) { first, _ in first }
    let after = Dictionary(zip(new.heardVantages.map(\.id), new.recordings)) { first, _ in first }
    pairs = after.keys.sorted().compactMap { label in
      before[label].flatMap { then in after[label].map { (label, then, $0) } }
    }
    let come = after.keys.filter { before[$0] == nil }.sorted()
    let gone = before.keys.filter { after[$0] == nil }.sorted()
    comeAndGone =
      come.map { .init(owner: .vantage, kind: "report", subject: $0, old: nil, new: "gave a report") }
      + gone.map { .init(owner: .vantage, kind: "report", subject: $0, old: "gave a report", new: nil) }
  }

  /// What changed between the recordings of each pair; what changed alike at several vantages once, with their number.
  func changes(_ changes: (Recording, Recording) -> [ReportComparison.Change]) -> [ReportComparison.Change] {
    guard !areSingle else { return pairs.flatMap { changes($0.old, $0.new) } }
    var order: [ReportComparison.Change] = []
    var places: [ReportComparison.Change: [String]] = [:]
    for pair in pairs {
      for change in changes(pair.old, pair.new) {
        if places[change] == nil { order.append(change) }
        places[change, default: []].append(pair.label)
      }
    }
    return order.map { change in
      var change = change
      let own = places[change] ?? []
      let place =
        own.count == 1 ? own[0] : own.count == pairs.count ? "all \(own.count) vantages" : own.listed(limit: 3)
      change.subject += change.owner == .vantage && change.subject == "vantage" ? " \(place)" : " at \(place)"
      return change
    }
  }
}
