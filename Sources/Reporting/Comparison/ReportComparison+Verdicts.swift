internal import Model

extension ReportComparison.RequirementChange {
  /// A requirement's place in both reports. Ports are left out: some are chosen by the system.
  private struct Key: Hashable {
    var id: Requirement.ID
    var vantage: String
    var variant: String?
    var host: String?
  }

  private typealias Entry = (phase: Phase, entry: ReportDocument.RequirementEntry)

  static func all(old: ReportDocument, new: ReportDocument) -> [Self] {
    // Of one vantage each, whatever it is called; of several, those of the same name.
    let areSingle = old.vantages.count == 1 && new.vantages.count == 1
    let (known, now) = (Set(old.vantages.map(\.id)), Set(new.vantages.map(\.id)))
    let before = entries(of: old, bareVantage: areSingle)
    let after = entries(of: new, bareVantage: areSingle)
    var counterparts = partners(of: after, among: before)
    var changes: [Self] = []
    for (key, value) in after {
      let then = counterparts.removeValue(forKey: key).map(\.entry)
      // A vantage that is new or gone is told as such; of what it saw only failures count.
      if !areSingle, !known.contains(value.entry.vantage), value.entry.outcome != .fail { continue }
      if let change = change(phase: value.phase, then, value.entry, isSingle: areSingle) { changes.append(change) }
    }
    // What the new report does not have any more.
    let used = Set(partners(of: after, among: before).values.map(\.key))
    for (key, then) in before where !used.contains(key) {
      if !areSingle, !now.contains(then.entry.vantage), then.entry.outcome != .fail { continue }
      if let change = change(phase: then.phase, then.entry, nil, isSingle: areSingle) { changes.append(change) }
    }
    return changes
  }

  private static func entries(of document: ReportDocument, bareVantage only: Bool) -> [(key: Key, value: Entry)] {
    return document.phases.flatMap { phase in
      phase.requirements.map { entry in
        (
          Key(
            // A rule about the declared deployment is the same from everywhere.
            id: entry.id, vantage: only || entry.expects == .holds ? "" : entry.vantage, variant: entry.subject.variant,
            host: entry.subject.host),
          (phase.id, entry)
        )
      }
    }
  }

  /// For each of the new entries the old one: of the same host, or the only one of its requirement, since a deployment
  /// may name another host.
  private static func partners(
    of new: [(key: Key, value: Entry)], among old: [(key: Key, value: Entry)]
  ) -> [Key: (key: Key, entry: ReportDocument.RequirementEntry)] {
    let exact = Dictionary(old.map { ($0.key, $0.value.entry) }) { first, _ in first }
    func loose(_ key: Key) -> Key { Key(id: key.id, vantage: key.vantage, variant: key.variant, host: nil) }
    let newByName = Dictionary(grouping: new.map(\.key), by: loose)
    let oldByName = Dictionary(grouping: old.map(\.key), by: loose)
    var partners: [Key: (key: Key, entry: ReportDocument.RequirementEntry)] = [:]
    for (key, _) in new {
      if let entry = exact[key] {
        partners[key] = (key, entry)
      } else if let others = oldByName[loose(key)], others.count == 1, newByName[loose(key)]?.count == 1,
        let entry = exact[others[0]]
      {
        partners[key] = (others[0], entry)
      }
    }
    return partners
  }

  private static func change(
    phase: Phase, _ old: ReportDocument.RequirementEntry?, _ new: ReportDocument.RequirementEntry?, isSingle: Bool
  ) -> Self? {
    guard let entry = new ?? old else { return nil }
    let kind: Kind
    switch (old?.outcome, new?.outcome) {
    case (.fail?, .fail?): kind = .stillFails
    case (_, .fail?): kind = .newlyFails
    case (.fail?, .pass?), (.fail?, .warn?): kind = .fixed
    case (.fail?, _): kind = .noLongerSeen
    case (let before, let now) where before == now: return nil
    // One that was never checked is told where the catalog or the deployment changed.
    case (nil, .skipped?), (.skipped?, nil): return nil
    default: kind = .differs
    }
    return Self(
      change: kind, id: entry.id, title: entry.title, phase: phase, subject: entry.subject, old: old?.outcome,
      new: new?.outcome, oldSeen: old?.seen ?? "", newSeen: new?.seen ?? "",
      vantage: isSingle || entry.expects == .holds ? nil : entry.vantage)
  }
}

extension ReportComparison.FindingChange {
  private struct Key: Hashable {
    var cause: String
    var kind: Finding.Subject.Kind
    var id: String
    var detail: String

    init(_ finding: ReportDocument.FindingEntry) {
      cause = finding.cause
      kind = finding.subject.kind
      id = SystemPort.hidden(in: finding.subject.id)
      detail = SystemPort.hidden(in: finding.subject.detail)
    }
  }

  static func all(old: [ReportDocument.FindingEntry], new: [ReportDocument.FindingEntry]) -> [Self] {
    var rest = old
    var came: [Self] = []
    var stayed: [Self] = []
    for finding in new {
      if let index = rest.firstIndex(where: { Key($0) == Key(finding) }) {
        rest.remove(at: index)
        stayed.append(Self(.persists, finding))
      } else {
        came.append(Self(.new, finding))
      }
    }
    return came + stayed + rest.map { Self(.gone, $0) }
  }

  private init(_ change: Kind, _ finding: ReportDocument.FindingEntry) {
    self.init(
      change: change, cause: finding.cause, severity: finding.severity, subject: finding.subject,
      title: finding.title, owner: finding.remedy.owner)
  }
}

/// Ports that the system chooses, as those of the demo's lab, differ in every run and say nothing.
enum SystemPort {
  /// Where Linux takes them from (`net.ipv4.ip_local_port_range`), and above.
  static let range: ClosedRange<Int> = 32_768...65_535

  /// The text with such ports after a colon written as `*`.
  static func hidden(in text: String) -> String {
    guard text.contains(":") else { return text }
    var output: [String] = []
    for (index, part) in text.split(separator: ":", omittingEmptySubsequences: false).enumerated() {
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      if index > 0, digits.count == 5, let port = Int(digits), range.contains(port) {
        output.append("*" + part.dropFirst(digits.count))
      } else {
        output.append(String(part))
      }
    }
    return output.joined(separator: ":")
  }
}
