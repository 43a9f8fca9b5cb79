import Model

/// The causes of all vantages, each once with the places where it was found.
struct SharedFindings {
  /// Two findings are of one cause if what is wrong and with what is the same.
  private struct Key: Hashable {
    var cause: Cause
    var kind: Finding.Subject.Kind
    var id: String
    var detail: String

    init(_ finding: Finding) {
      cause = finding.cause
      kind = finding.subject.kind
      // Every machine has a clock of its own; that several are wrong is one thing to know.
      id = kind == .clock ? "" : finding.subject.id
      detail = finding.subject.detail
    }
  }

  let sightings: [MergedReport.Sighting]
  let order: [Requirement.ID: Int]

  /// Failures before warnings, then by the phase they break first, by how many vantages have them, by how much they
  /// explain.
  var all: [MergedReport.SharedFinding] {
    var keys: [Key] = []
    var found: [Key: [(label: String, finding: Finding)]] = [:]
    for sighting in sightings {
      for finding in sighting.report.findings {
        let key = Key(finding)
        if found[key] == nil { keys.append(key) }
        found[key, default: []].append((sighting.label, finding))
      }
    }
    let shared = keys.compactMap { key in found[key].flatMap { common($0) } }
    return shared.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.finding.severity != b.finding.severity { return a.finding.severity == .failure }
      if a.finding.firstBrokenPhase != b.finding.firstBrokenPhase {
        return a.finding.firstBrokenPhase < b.finding.firstBrokenPhase
      }
      if a.vantages.count != b.vantages.count { return a.vantages.count > b.vantages.count }
      if a.finding.explains.count != b.finding.explains.count {
        return a.finding.explains.count > b.finding.explains.count
      }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// As it was found where it is worst and surest, with what it explains anywhere.
  private func common(_ found: [(label: String, finding: Finding)]) -> MergedReport.SharedFinding? {
    let confidences = Finding.Confidence.allCases
    func rank(_ finding: Finding) -> Int {
      (finding.severity == .failure ? 0 : confidences.count)
        + (confidences.firstIndex(of: finding.confidence) ?? confidences.count)
    }
    guard let best = found.min(by: { (rank($0.finding), $0.label) < (rank($1.finding), $1.label) }) else { return nil }
    var finding = best.finding
    finding.explains = merged(found.map(\.finding.explains))
    let explained = Set(finding.explains)
    finding.blocks = merged(found.map(\.finding.blocks)).filter { !explained.contains($0) }
    finding.symptoms = found.flatMap(\.finding.symptoms).uniqued()
    finding.changes = found.flatMap(\.finding.changes).uniqued()
    finding.subject.members = Set(found.flatMap(\.finding.subject.members)).sorted()
    finding.firstBrokenPhase = found.map(\.finding.firstBrokenPhase).min() ?? finding.firstBrokenPhase
    return MergedReport.SharedFinding(
      finding: finding, vantages: Set(found.map(\.label)).sorted(), example: best.label)
  }

  /// The ids of all lists, in the order of the catalog.
  private func merged(_ lists: [[Requirement.ID]]) -> [Requirement.ID] {
    Set(lists.joined()).sorted { (order[$0] ?? .max, $0.rawValue) < (order[$1] ?? .max, $1.rawValue) }
  }
}
