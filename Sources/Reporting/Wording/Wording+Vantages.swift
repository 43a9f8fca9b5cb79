internal import Model

extension Wording {
  /// `node pool`, `nameservers`.
  static func name(_ trait: Separation.Trait) -> String {
    switch trait {
    case .kind: "kind of vantage"
    case .networkMode: "network mode"
    case .nodePool: "node pool"
    case .subnet: "subnet"
    case .zone: "zone"
    case .nodeImage: "node image"
    case .operatingSystem: "operating system"
    case .kernel: "kernel"
    case .nameservers: "nameservers"
    case .search: "search domains"
    case .proxy: "proxy"
    case .proxyExceptions: "proxy exceptions"
    case .families: "address families"
    case .trustStore: "trust store"
    case .toolVersion: "tool version"
    case .catalog: "catalog"
    case .time: "time of the run"
    }
  }

  /// `at 2 of 48 vantages: aks-gpu-…`; `at all 3 vantages`; nothing in the report of one.
  static func scope(_ vantages: [String]?, of document: ReportDocument, limit: Int = 4) -> String? {
    guard let vantages, document.isMerged else { return nil }
    let total = document.heardVantages.count
    if vantages.count == total { return total == 1 ? "at the only vantage" : "at all \(total) vantages" }
    return "at \(vantages.count) of \(count(total, "vantage")): \(vantages.listed(limit: limit))"
  }

  /// `48 nodes, 1 workstation, no report from 2`: many vantages in one line.
  static func places(_ vantages: [ReportDocument.VantageEntry]) -> String {
    var parts = Vantage.Kind.allCases.compactMap { kind -> String? in
      let own = vantages.count { $0.kind == kind && $0.missing == nil }
      return own == 0 ? nil : count(own, kind.rawValue)
    }
    let missing = vantages.reduce(0) { $0 + ($1.missing ?? 0) }
    if missing > 0 { parts.append("no report from \(missing)") }
    return parts.joined(separator: ", ")
  }

  /// `no report from aks-…`; `nil` where all that were expected gave one.
  static func unheard(_ document: ReportDocument) -> String? {
    let missing = document.vantages.filter { $0.missing != nil }
    return missing.isEmpty ? nil : "no report from \(missing.map(\.id).listed(limit: 4))"
  }

  /// `no report: its pod is Pending`.
  static func noReport(_ vantage: ReportDocument.VantageEntry) -> String {
    "no report" + (vantage.reason.map { ": \($0)" } ?? "")
  }

  // MARK: - Separations

  /// `3 checks fail at 1 vantage and pass at 2`.
  static func headline(_ separation: ReportDocument.SeparationEntry) -> String {
    let isOne = separation.checks.count == 1
    let checks = count(separation.checks.count, "check")
    let verb = separation.severity == .failure ? (isOne ? "fails" : "fail") : isOne ? "warns" : "warn"
    return "\(checks) \(verb) at \(count(separation.failing.count, "vantage")) and \(isOne ? "passes" : "pass") at "
      + "\(separation.passing.count)"
  }

  /// What separates them, one sentence for each thing to know.
  static func text(_ separation: Separation) -> String {
    let total = separation.failing.count + separation.passing.count
    var sentences: [String] = []
    switch separation.certainty {
    case .exact:
      let names = separation.separators.map { name($0.trait) }
      let parts = separation.separators.map { exactly($0, isWarning: separation.isWarning) }
      sentences.append("Separated by \(list(parts, last: "and")).")
      if total == 2 {
        sentences.append("Of two vantages every difference may be the one: more reports would tell.")
      } else if names.count > 1 {
        sentences.append(
          "\(names.count == 2 ? "Both" : "All of them") separate the \(total) vantages exactly; the reports cannot tell "
            + "which it is.")
      }
      if total > 2, min(separation.failing.count, separation.passing.count) == 1 {
        let verb = separation.failing.count > 1 ? "passes" : separation.isWarning ? "warns" : "fails"
        sentences.append("Only one vantage \(verb), so anything else about it would separate them too.")
      }
    case .suspected:
      sentences.append("No single difference separates them exactly.")
      sentences += separation.separators.map { suspected($0, total: total, isWarning: separation.isWarning) }
    case .unknown:
      sentences.append("Nothing that the reports tell separates them.")
    }
    // Those are what would help; the others every report has.
    let untold = separation.untold.filter { $0.isToldByPlace }
    if separation.certainty != .exact, !untold.isEmpty {
      sentences.append("Not told by all of them: \(list(untold.map { name($0) }, last: "and")).")
    }
    return sentences.joined(separator: " ")
  }

  /// `node pool (gpu fails, cpu passes)`.
  private static func exactly(_ separator: Separation.Separator, isWarning: Bool) -> String {
    let fails = isWarning ? "warns" : "fails"
    return "\(name(separator.trait)) (\(values(separator.failing)): \(fails); \(values(separator.passing)): passes)"
  }

  private static func suspected(_ separator: Separation.Separator, total: Int, isWarning: Bool) -> String {
    let verb = separator.failing.isEmpty ? "passes" : isWarning ? "warns" : "fails"
    let value = separator.failing.first ?? separator.passing.first ?? ""
    let examples = separator.counterExamples.map { example in
      "\(example.vantage) (\(example.value ?? "not known"), \(example.fails ? (isWarning ? "warns" : "fails") : "passes"))"
    }
    let more = total - separator.agreeing
    let listed = examples.prefix(4).joined(separator: ", ") + (more > 4 ? " +\(more - 4)" : "")
    return "Suspected: \(name(separator.trait)) \(value) \(verb), right for \(separator.agreeing) of \(total); but see "
      + "\(listed)."
  }

  private static func values(_ values: [String]) -> String {
    values.prefix(3).joined(separator: " or ") + (values.count > 3 ? " or \(values.count - 3) more" : "")
  }

  /// `node pool gpu, nameservers 10.0.0.9`: what the vantages of a group share and others lack.
  static func traits(_ group: ReportDocument.VantageGroup) -> [String] {
    Separation.Trait.allCases.compactMap { trait in group.traits[trait].map { "\(name(trait)) \($0)" } }
  }

  // MARK: - Notes

  /// What a reader must know of the runs, each once with where it holds, and of what is missing.
  static func notes(_ merged: MergedReport, catalogDigest: String, toolVersion: String) -> [String] {
    var notes: [String] = []
    let missing = merged.missing.filter { $0.reason == nil }.map(\.label)
    if !missing.isEmpty {
      let count = merged.missing.filter { $0.reason == nil }.reduce(0) { $0 + $1.count }
      notes.append(
        "No report came from \(missing.listed(limit: 8)): nothing is known about "
          + (count == 1 ? "that place." : "those \(count) places."))
    }
    notes += reasons(merged.missing)
    notes += merged.splitNames.prefix(splitLimit).map { text($0) }
    var order: [String] = []
    var places: [String: [String]] = [:]
    for sighting in merged.sightings {
      for note in self.notes(sighting.report.recording, catalogDigest: catalogDigest) {
        if places[note] == nil { order.append(note) }
        places[note, default: []].append(sighting.label)
      }
    }
    notes += order.map { note in
      let own = places[note] ?? []
      return own.count == merged.sightings.count ? note : "\(own.listed(limit: 4)): \(note)"
    }
    let versions = Dictionary(grouping: merged.sightings) { $0.report.recording.toolVersion }
    if versions.count > 1 || versions[toolVersion] == nil {
      let said = versions.sorted { $0.key < $1.key }.map { version, sightings in
        versions.count == 1 ? version : "\(version) (\(sightings.map(\.label).listed(limit: 3)))"
      }
      notes.append("Gathered by version \(list(said, last: "and")), judged again by \(toolVersion).")
    }
    return notes
  }
}

extension Separation.Trait {
  /// Whether it is told by the place, by the variables of its pod or the system's files.
  fileprivate var isToldByPlace: Bool {
    switch self {
    case .networkMode, .nodePool, .subnet, .zone, .nodeImage, .operatingSystem, .kernel: true
    case .kind, .nameservers, .search, .proxy, .proxyExceptions, .families, .trustStore, .toolVersion, .catalog, .time:
      false
    }
  }
}
