internal import Model

extension Wording {
  /// `24 of 28 required checks made; 4 need a pod`.
  static func coverage(_ coverage: Summary.Coverage, omissions: [Omission], blocked: Int = 0, unheard: Int = 0)
    -> String
  {
    var parts: [String] = []
    var left = max(0, coverage.required - coverage.made)
    var places: [[Vantage.Kind]: Int] = [:]
    var undeclared = 0
    var deselected = 0
    var notGiven = 0
    var unproved = 0
    var forbidden = 0
    for omission in omissions where omission.countsInCoverage {
      switch omission.reason {
      case .notVisible(let kinds): places[kinds, default: 0] += 1
      case .notDeclared: undeclared += 1
      case .notSelected: deselected += 1
      case .dataNotGiven: notGiven += 1
      case .credentialNotDeclared, .variableNotSet: unproved += 1
      case .needsRight: forbidden += 1
      case .doesNotApply, .notKnownBeforehand, .notInCloud, .leftToProxy, .notInRules, .nothingDeclared, .notOffered,
        .nothingFound, .notOnAzure:
        break
      }
    }
    func say(_ count: Int, _ one: String, _ many: String) {
      guard count > 0, count <= left else { return }
      left -= count
      parts.append("\(count) \(count == 1 ? one : many)")
    }
    let byPlace = places.map { (place: list($0.key.map(place)), count: $0.value) }.sorted { $0.place < $1.place }
    for (place, count) in byPlace { say(count, "needs \(place)", "need \(place)") }
    say(undeclared, "needs a value that is not declared", "need values that are not declared")
    say(notGiven, "needs data that only you can give", "need data that only you can give")
    say(unproved, "needs a credential", "need credentials")
    say(forbidden, "needs a right that is lacking", "need rights that are lacking")
    say(deselected, "was left out", "were left out")
    say(unheard, "is of a place without a report", "are of places without a report")
    say(blocked, "was blocked", "were blocked")
    say(left, "was not finished", "were not finished")
    let made = "\(coverage.made) of \(count(coverage.required, "required check")) made"
    return ([made] + parts).joined(separator: "; ")
  }

  /// What a reader must know to read the rest right.
  static func notes(_ recording: Recording, catalogDigest: String) -> [String] {
    var notes: [String] = []
    if let interruption = recording.interruption {
      let when = "after \(recording.duration)"
      let unfinished = recording.unfinishedSteps.count
      let left = unfinished == 0 ? "" : "; \(count(unfinished, "step")) of \(recording.plan.steps.count) not finished"
      switch interruption {
      case .interrupted: notes.append("The run was interrupted \(when)\(left).")
      case .terminated: notes.append("The run was ended from outside \(when)\(left).")
      case .outOfTime: notes.append("The time for the whole run was over \(when)\(left).")
      }
    }
    if let stall = recording.longestStall, stall >= Milliseconds(microseconds: 1_000_000) {
      notes.append(
        "This machine was too busy to run the program for \(stall) at a time: what seemed silent or late for less than "
          + "twice as long is not judged.")
    }
    if recording.vantage.kind == .workstation, !recording.plan.steps.isEmpty {
      notes.append(
        "Nodes and pods may be filtered differently than this workstation; run it there with --vantage node|pod.")
    }
    notes += recording.vantage.nameservers.compactMap { NodeResolver($0.address) }.map { note($0) }
    if recording.catalogDigest != catalogDigest {
      notes.append("Gathered with the catalog \(recording.catalogDigest), judged with \(catalogDigest).")
    }
    return notes
  }
}
