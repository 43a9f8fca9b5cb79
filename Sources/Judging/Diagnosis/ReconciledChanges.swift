import Model

extension [Finding] {
  /// The same findings, with changes of one number that agree: where two rules want the same value raised, both propose
  /// what the stricter one needs, so that following either puts both right.
  func withReconciledChanges() -> [Finding] {
    var needs: [String: Int] = [:]
    for change in flatMap(\.changes) {
      guard let from = change.from.flatMap({ Int($0) }), let to = change.to.flatMap({ Int($0) }) else { continue }
      guard let other = needs[change.path] else {
        needs[change.path] = to
        continue
      }
      // Raised by both: the larger; lowered by both: the smaller. Opposite wishes cannot be told apart here.
      if to > from, other > from { needs[change.path] = Swift.max(to, other) }
      if to < from, other < from { needs[change.path] = Swift.min(to, other) }
    }
    return map { finding in
      var finding = finding
      finding.changes = finding.changes.map { change in
        guard let need = needs[change.path], let from = change.from.flatMap({ Int($0) }),
          let to = change.to.flatMap({ Int($0) }), (to > from) == (need > from)
        else { return change }
        return Change(path: change.path, from: change.from, to: String(need))
      }
      return finding
    }
  }
}
