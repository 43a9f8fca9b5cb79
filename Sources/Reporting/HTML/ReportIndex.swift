internal import Model

/// Where things stand in a page: what links lead to. The anchors are ours, not the document's: a stored document can
/// hold any text as an id.
struct ReportIndex {
  /// Evidence, by its id.
  let observations: [Observation.ID: Observation]
  private let observationAnchors: [Observation.ID: String]
  private let requirementAnchors: [Requirement.ID: String]
  private let requirementTitles: [Requirement.ID: String]
  /// The first requirement that shows a piece of evidence: the anchor is there.
  private let owners: [Observation.ID: Int]
  /// What is cited, in the order in which it is listed.
  let sources: [Source.ID]
  private let sourceAnchors: [Source.ID: String]
  /// How many sources are listed.
  static let sourceLimit = 300
  /// The evidence of follow-ups: their table has the anchors.
  private let followUps: Set<Observation.ID>
  private let findings: [Requirement.ID: [(number: Int, evidence: Set<Observation.ID>, vantages: Set<String>?)]]

  /// What the anchors of one vantage begin with, on a page of several.
  private let prefix: String

  /// - Parameters:
  ///   - prefix: on a page of several vantages what tells the anchors of this one from those of others; the page has no
  ///     table of follow-ups then.
  ///   - sources: those that the page lists; `nil`: those of this document.
  init(_ document: ReportDocument, prefix: String = "", sources: [Source.ID]? = nil) {
    self.prefix = prefix
    let recorded = document.recording.observations
    observations = Dictionary(recorded.map { ($0.id, $0) }) { first, _ in first }
    observationAnchors = Dictionary(recorded.enumerated().map { ($1.id, "\(prefix)o\($0 + 1)") }) { first, _ in first }
    followUps =
      prefix.isEmpty
      ? Set(document.recording.followUpObservations.prefix(EvidenceMarkup.rowLimit).map(\.observation.id)) : []
    let entries = document.phases.flatMap(\.requirements)
    requirementAnchors = Dictionary(entries.enumerated().map { ($1.id, "\(prefix)r\($0 + 1)") }) { first, _ in first }
    requirementTitles = Dictionary(entries.map { ($0.id, $0.title) }) { first, _ in first }
    owners = Dictionary(
      entries.enumerated().flatMap { number, entry in entry.observations.map { ($0, number + 1) } }
    ) { first, _ in first }
    var findings: [Requirement.ID: [(number: Int, evidence: Set<Observation.ID>, vantages: Set<String>?)]] = [:]
    for (number, finding) in document.findings.enumerated() {
      let evidence = Set(finding.evidenceFor)
      let vantages = finding.vantages.map { Set($0) }
      for id in finding.explains { findings[id, default: []].append((number + 1, evidence, vantages)) }
    }
    self.findings = findings
    self.sources = sources ?? Set(document.findings.flatMap(\.sources) + entries.flatMap(\.sources)).sorted()
    sourceAnchors = Dictionary(self.sources.prefix(Self.sourceLimit).enumerated().map { ($1, "s\($0 + 1)") }) {
      first, _ in
      first
    }
  }

  /// The number of the finding that explains an entry: one that relies on the same evidence, where there are several.
  func cause(of entry: ReportDocument.RequirementEntry) -> Int? {
    guard [.fail, .warn, .inconclusive].contains(entry.outcome), let all = findings[entry.id] else { return nil }
    let candidates = all.filter { $0.vantages?.contains(entry.vantage) != false }
    return (candidates.first { !$0.evidence.isDisjoint(with: entry.observations) } ?? candidates.first)?.number
  }

  /// The anchor of a requirement's row, by its number from 1.
  func anchor(ofRequirement number: Int) -> Markup { "\(prefix)r\(number)" }

  /// The anchor of evidence, in the first requirement that shows it.
  func anchor(_ id: Observation.ID, in requirement: Int) -> Markup {
    guard owners[id] == requirement, !followUps.contains(id), let anchor = observationAnchors[id] else { return .empty }
    return " id=\"\(anchor)\""
  }

  /// The anchor of a follow-up's evidence, in the table of follow-ups.
  func followUpAnchor(_ id: Observation.ID) -> Markup {
    guard followUps.contains(id), let anchor = observationAnchors[id] else { return .empty }
    return " id=\"\(anchor)\""
  }

  /// A link to evidence; only its name where no requirement shows it.
  func link(_ id: Observation.ID) -> Markup {
    guard owners[id] != nil || followUps.contains(id), let anchor = observationAnchors[id] else {
      return "<code>\(id.rawValue)</code>"
    }
    return "<a href=\"#\(anchor)\"><code>\(id.rawValue)</code></a>"
  }

  /// The anchor of a source, where it is listed.
  func anchor(_ id: Source.ID) -> Markup {
    sourceAnchors[id].map { " id=\"\($0)\"" } ?? .empty
  }

  /// A link to a source, by its id; only the id where it is not listed.
  func link(_ id: Source.ID) -> Markup {
    guard let anchor = sourceAnchors[id] else { return "<code>\(id.rawValue)</code>" }
    return "<a href=\"#\(anchor)\"><code>\(id.rawValue)</code></a>"
  }

  /// A link to a requirement, by its title; only its id where it is not in the report.
  func link(_ id: Requirement.ID) -> Markup {
    guard let anchor = requirementAnchors[id], let title = requirementTitles[id] else {
      return "<code>\(id.rawValue)</code>"
    }
    return "<a href=\"#\(anchor)\">\(title)</a>"
  }
}

extension Recording {
  /// What follow-ups saw, each with what it follows, in their order.
  var followUpObservations: [(observation: Observation, origin: Step.Origin)] {
    let origins = Dictionary(
      plan.steps.compactMap { step in step.origin.map { (step.id, $0) } }, uniquingKeysWith: { first, _ in first })
    return observations.compactMap { observation in origins[observation.step].map { (observation, $0) } }
  }
}
