internal import Model

extension Redactor {
  mutating func recording(_ old: Recording) -> Recording {
    var new = old
    new.deployment = deployment(old.deployment)
    new.vantage = vantage(old.vantage)
    new.plan = plan(old.plan)
    for (index, observation) in old.observations.enumerated() {
      new.observations[index].evidence = evidence(observation.evidence)
    }
    return new
  }

  /// What was judged from the recording, which comes first: every name is known by then.
  mutating func document(_ old: ReportDocument) -> ReportDocument {
    var new = old
    new.recording = recording(old.recording)
    new.furtherRecordings = old.furtherRecordings.map { further in
      further.map { StoredRecording(recording($0.recording(like: old.recording)), beside: new.recording) }
    }
    new.matrix = old.matrix.map { matrix($0) }
    new.deployment.name = word(old.deployment.name)
    for (index, vantage) in old.vantages.enumerated() { new.vantages[index] = self.vantage(vantage) }
    new.summary.coverage.text = text(old.summary.coverage.text)
    for (index, phase) in old.phases.enumerated() {
      new.phases[index].requirements = phase.requirements.map { entry($0) }
    }
    new.findings = old.findings.map { finding($0) }
    new.notes = texts(old.notes)
    new.baseline = old.baseline.map { baseline in
      var baseline = baseline
      baseline.newFindings = texts(baseline.newFindings)
      baseline.goneFindings = texts(baseline.goneFindings)
      return baseline
    }
    return new
  }

  private mutating func matrix(_ old: ReportDocument.MatrixEntry) -> ReportDocument.MatrixEntry {
    var new = old
    new.expected = old.expected.map { names in names.map { word($0) } }
    for (index, group) in old.groups.enumerated() {
      new.groups[index].vantages = labels(group.vantages)
      for (trait, value) in group.traits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        new.groups[index].traits[trait] = text(value, from: .foreign)
      }
    }
    new.separations = old.separations.map { old in
      var new = old
      new.failing = labels(old.failing)
      new.passing = labels(old.passing)
      new.text = text(old.text)
      new.checks = old.checks.map { check in
        var check = check
        check.endpoint = check.endpoint.map { text($0, from: .foreign) }
        return check
      }
      new.separators = old.separators.map { separator in
        var separator = separator
        separator.failing = separator.failing.map { text($0, from: .foreign) }
        separator.passing = separator.passing.map { text($0, from: .foreign) }
        separator.counterExamples = separator.counterExamples.map {
          ReportDocument.CounterExampleEntry(
            vantage: text($0.vantage), value: $0.value.map { text($0, from: .foreign) }, fails: $0.fails)
        }
        return separator
      }
      return new
    }
    return new
  }

  /// The names of vantages, sorted again.
  private mutating func labels(_ labels: [String]) -> [String] { labels.map { text($0) }.sorted() }

  mutating func texts(_ texts: [String]) -> [String] { texts.map { text($0) } }

  private mutating func vantage(_ old: ReportDocument.VantageEntry) -> ReportDocument.VantageEntry {
    var new = old
    // Ids of several vantages have words of ours behind them; the names in them are known by now.
    if old.missing == nil, old.id != old.kind.rawValue, !old.id.contains(" (") {
      new.id = word(old.id)
    } else {
      new.id = text(old.id)
    }
    new.place = old.place.map { facts($0) }
    new.nameservers = texts(old.nameservers)
    new.nameserversFrom = text(old.nameserversFrom)
    new.proxy = old.proxy.map { text($0, from: .foreign) }
    new.trustStore = text(old.trustStore)
    new.reason = old.reason.map { text($0, from: .foreign) }
    return new
  }

  private mutating func entry(_ old: ReportDocument.RequirementEntry) -> ReportDocument.RequirementEntry {
    var new = old
    new.title = text(old.title)
    new.vantage = text(old.vantage)
    if old.subject.role == .dependency { new.subject.variant = word(old.subject.variant) }
    new.subject.host = old.subject.host.map { receivedName($0) }
    new.symptoms = old.symptoms.map { symptom in
      ReportDocument.SymptomEntry(code: symptom.code, facts: facts(symptom.facts), text: text(symptom.text))
    }
    new.seen = text(old.seen)
    new.workings = old.workings.map { workings in
      workings.map { Working(path: $0.path, arithmetic: text($0.arithmetic), holds: $0.holds) }
    }
    if let reason = old.reason {
      new.reason?.text = text(reason.text)
      new.reason?.command = reason.command.map { text($0) }
    }
    new.without = text(old.without)
    return new
  }

  /// Sorted, so that tokens are given out in the same order every time.
  private mutating func facts(_ old: [Symptom.Fact: String]) -> [Symptom.Fact: String] {
    var new = old
    for (fact, value) in old.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      switch fact {
      case .role, .code, .status, .port, .after, .days, .count, .total, .notBefore, .notAfter, .region, .path, .needed,
        .limit, .date:
        continue
      case .host, .endpoint, .title, .address, .addresses, .nameserver, .nameservers, .zone, .publicZone, .alias,
        .alert, .reason, .issuer, .subject, .names, .proxy, .seen, .expected, .serviceTag, .deployment, .members,
        .version, .value, .place, .other, .otherValue, .name, .arithmetic, .namespace, .image, .right:
        new[fact] = text(value)
      }
    }
    return new
  }

  private mutating func finding(_ old: ReportDocument.FindingEntry) -> ReportDocument.FindingEntry {
    var new = old
    switch old.subject.kind {
    case .endpoint, .certificate, .network: break  // a role, or a word of ours
    case .nameserver, .proxy, .cluster, .node, .pod, .service, .deployment, .policy, .clock:
      new.subject.id = text(old.subject.id, from: .foreign)
    }
    new.subject.detail = text(old.subject.detail)
    new.subject.members = old.subject.members.map { texts($0) }
    new.title = text(old.title)
    new.meaning = text(old.meaning)
    new.consequences = texts(old.consequences)
    new.risks = old.risks.map { texts($0) }
    new.changes = old.changes.map { changes in
      changes.map { change in
        ReportDocument.ChangeEntry(
          path: change.path, place: change.place.map { text($0) }, from: change.from.map { text($0) },
          to: change.to.map { text($0) })
      }
    }
    new.remedy.owner = text(old.remedy.owner)
    new.remedy.steps = texts(old.remedy.steps)
    new.remedy.commands = texts(old.remedy.commands)
    new.remedy.configurations = old.remedy.configurations.map { configurations in
      configurations.map { ReportDocument.Configuration(software: $0.software, text: text($0.text)) }
    }
    new.remedy.verify = text(old.remedy.verify)
    new.vantages = old.vantages.map { labels($0) }
    new.evidenceFrom = old.evidenceFrom.map { text($0) }
    return new
  }
}
