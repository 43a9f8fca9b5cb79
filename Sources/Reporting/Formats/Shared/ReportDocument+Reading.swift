internal import Model

extension ReportDocument {
  /// The document with a name of its deployment that leaves room for the rest of a sentence: 80 columns.
  var withShortName: ReportDocument {
    var document = self
    document.deployment.name = TerminalText.safe(deployment.name, limit: 80)
    return document
  }

  /// The one sentence that answers whether it works, and how it stands.
  var answer: (sentence: String, standing: Standing) {
    Headline(withShortName).answer
  }

  /// `1 fail, 3 blocked, 20 pass`: what is not zero, what matters most first.
  var countsLine: String {
    let order: [Standing] = [.fail, .blocked, .inconclusive, .warn, .pass, .skipped]
    return order.compactMap { standing in
      guard let count = summary.counts[standing], count > 0 else { return nil }
      return "\(count) \(standing.rawValue)"
    }.joined(separator: ", ")
  }

  /// What is required, fails or is open, and is explained by no cause. A place without a report is told once, not for each
  /// check that could not be made there.
  var unexplainedEntries: [RequirementEntry] {
    var unheard: Set<String> = []
    return entries.filter { entry in
      guard entry.need == .required, [.fail, .inconclusive].contains(entry.outcome), entry.finding(in: findings) == nil
      else { return false }
      return !entry.isUnheard || unheard.insert(entry.vantage).inserted
    }
  }

  /// Every requirement, phase by phase.
  var entries: [RequirementEntry] { phases.flatMap(\.requirements) }
}

extension ReportDocument.RequirementEntry {
  /// Whether no report came from its vantage.
  var isUnheard: Bool { symptoms.first?.code == Symptom.Code.vantageMissing.rawValue }

  /// What it is about: host and port, host, role, or the key of the deployment file that a rule judges.
  var place: String {
    guard let host = subject.host else {
      guard expects.isRule else { return withoutHost }
      let working = workings?.first { !$0.holds } ?? workings?.first
      return working?.path ?? reason?.path ?? withoutHost
    }
    switch expects {
    case .nameserversAnswer, .resolves, .addresses, .holds, .found: return host
    case .accepts, .handshakes, .answers, .converses:
      guard let port = subject.port else { return host }
      return Host(host)?.withPort(port) ?? "\(host):\(port)"
    }
  }

  /// What it is about where that is no host: the nameservers, a rule by its id (`subnet-capacity`), else the role.
  var withoutHost: String {
    switch expects {
    case .nameserversAnswer: "nameservers"
    case .holds, .found: id.rawValue.split(separator: "/").last.map(String.init) ?? id.rawValue
    case .resolves, .addresses, .accepts, .handshakes, .answers, .converses: subject.role.rawValue
    }
  }

  /// The finding that explains it: one that relies on the same evidence, where there are several.
  func finding(in findings: [ReportDocument.FindingEntry]) -> ReportDocument.FindingEntry? {
    guard [.fail, .warn, .inconclusive].contains(outcome) else { return nil }
    let candidates = findings.filter { $0.explains.contains(id) && $0.vantages?.holds(vantage) != false }
    let own = Set(observations)
    return candidates.first { !own.isDisjoint(with: $0.evidenceFor) } ?? candidates.first
  }

  /// Why it stands as it does, one sentence for each symptom.
  var explanations: [String] {
    switch outcome {
    case .blocked:
      return ["blocked by " + blockedBy.map(\.rawValue).listed(limit: 5)]
    case .skipped:
      return [reason?.text ?? "not checked"]
    case .pass, .fail, .warn, .inconclusive:
      let sentences = symptoms.prefix(20).map(\.text)
      if !sentences.isEmpty { return sentences }
      return [seen.isEmpty ? "nothing was seen" : seen]
    }
  }

  /// The codes of its symptoms, each once.
  var codes: [String] { symptoms.map(\.code).uniqued() }
}

extension ReportDocument.FindingSubject {
  /// `endpoint mcr (mcr.microsoft.com:443)`.
  var line: String {
    let words = "\(kind.rawValue) \(id)"
    return detail.isEmpty ? words : "\(words) (\(detail))"
  }
}

extension [String] {
  /// Whether a sorted list has the word: there may be thousands.
  func holds(_ word: String) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == word
  }

  /// The first words with commas between them, and how many more there are.
  func listed(limit: Int) -> String {
    let more = count > limit ? " +\(count - limit)" : ""
    return prefix(limit).joined(separator: ", ") + more
  }
}
