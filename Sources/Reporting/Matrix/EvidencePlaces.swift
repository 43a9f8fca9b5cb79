internal import Model

/// The vantages whose evidence a page shows: those that causes refer to, and one of each failing group.
struct EvidencePlaces {
  struct Place {
    var vantage: String
    /// The report as this vantage alone has it, with what does not pass.
    var document: ReportDocument
    var index: ReportIndex
  }

  private static let limit = 8

  let all: [Place]
  private let bare: ReportIndex

  init(_ document: ReportDocument, sources: [Source.ID]) {
    let failing = (document.matrix?.groups ?? []).filter { !$0.isMissing && $0.outcome != .pass }.compactMap {
      $0.vantages.first
    }
    let wanted = (document.findings.compactMap(\.evidenceFrom) + failing).uniqued().prefix(Self.limit)
    var rows: [String: [Phase: [ReportDocument.RequirementEntry]]] = [:]
    let shown = Set(wanted)
    for phase in document.phases {
      for entry in phase.requirements where shown.contains(entry.vantage) {
        guard ![.pass, .skipped].contains(entry.outcome), entry.expects != .holds else { continue }
        rows[entry.vantage, default: [:]][phase.id, default: []].append(entry)
      }
    }
    all = wanted.enumerated().compactMap { number, vantage in
      guard let own = rows[vantage] else { return nil }
      var part = document
      part.recording = document.recording(at: vantage)
      part.furtherRecordings = nil
      part.phases = document.phases.compactMap { phase in
        guard let entries = own[phase.id] else { return nil }
        var phase = phase
        phase.requirements = entries
        return phase
      }
      return Place(
        vantage: vantage, document: part, index: ReportIndex(part, prefix: "v\(number + 1)-", sources: sources))
    }
    var nothing = document
    nothing.phases = []
    nothing.recording.observations = []
    bare = ReportIndex(nothing, prefix: "n-", sources: sources)
  }

  /// Where the evidence of a vantage is found on the page.
  func index(for vantage: String?) -> ReportIndex { all.first { $0.vantage == vantage }?.index ?? bare }
}
