import CheckCatalog
import FoundationEssentials
import Judging
import Model
import TestSupport
import Testing

@testable import Reporting

/// Runs that were recorded once, against real servers on loopback, and stored as reports: judged again and rendered again
/// they must be the same bytes. `make samples` writes anew what is made from the recordings.
@Suite struct `A recorded run` {
  private static let catalog = Result { try CatalogReader.embedded() }

  /// What is rendered from a recording, by the file's name.
  private static let renderings: [(file: String, format: ReportFormat)] = [
    ("report.txt", .text), ("report.html", .html), ("report.junit.xml", .junit), ("report.md", .markdown),
  ]

  private static let comparisons: [(file: String, format: ComparisonFormat)] = [
    ("comparison.txt", .text), ("comparison.html", .html), ("comparison.json", .json), ("comparison.md", .markdown),
  ]

  /// The report on a stored recording by the rules of today. What was the catalog's digest then stays: samples change
  /// with what they say, not with every edit of the catalog.
  static func judged(_ stored: ReportDocument) throws -> ReportDocument {
    var catalog = try catalog.get()
    catalog.digest = stored.recording.catalogDigest
    let report = Judge(catalog: catalog).report(on: stored.recording)
    let exitStatus =
      switch report.summary.outcome {
      case .pass: 0
      case .fail: 1
      case .incomplete: 3
      }
    return ReportDocument(report: report, catalog: catalog, exitStatus: exitStatus)
  }

  @Test(arguments: SampleRun.all) func `is judged and rendered as it was`(run: SampleRun) throws {
    let stored = try Stored.report(of: run)
    let judged = try Self.judged(stored)
    try Stored.compare(judged.json(), with: "\(run.id)/report.json")
    for (file, format) in Self.renderings {
      try Stored.compare(format.renderer().render(judged), with: "\(run.id)/\(file)")
      #expect(format.renderer().render(judged) == format.renderer().render(judged))
    }
  }

  /// The first and the last but one of them side by side, as `diff` shows what changed overnight.
  @Test func `is compared as it was`() throws {
    let (old, new) = try (Self.judged(Stored.report(of: .healthy)), Self.judged(Stored.report(of: .severalCauses)))
    let comparison = ReportComparison(old: old, new: new)
    for (file, format) in Self.comparisons {
      try Stored.compare(ComparisonRenderer().render(comparison, as: format), with: "comparison/\(file)")
    }
  }

  private static let nodes: [(file: String, format: ReportFormat)] = [
    ("nodes.txt", .text), ("nodes.html", .html), ("nodes.md", .markdown),
  ]

  /// Two runs as those of three nodes in two pools, and a node that gave none, as `merge` puts them together.
  @Test func `is merged as it was`() throws {
    let pools = [("aks-cpu-24816391-vmss000000", SampleRun.healthy), ("aks-cpu-24816391-vmss000001", .healthy)]
    let gpu = ("aks-gpu-27182818-vmss000000", SampleRun.zoneNotLinked)
    let missing = "aks-gpu-27182818-vmss000001"
    var catalog = try Self.catalog.get()
    let reports = try (pools + [gpu]).map { node, run in
      // Each lab has a port of its own.
      let path = Repository.path("reports/samples/\(run.id)/report.json")
      let text = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      let port = try #require(text.firstMatch(of: /"port" : ([3-6][0-9]{4})/)).output.1
      var recording = try ReportDocument(json: Array(text.replacing(port, with: "40000").utf8)).recording
      catalog.digest = recording.catalogDigest
      recording.vantage.id = node
      recording.vantage.place = Vantage.Place(facts: [
        .node: .init(node, from: "the Kubernetes API"),
        .nodePool: .init(String(node.split(separator: "-")[1]), from: "the Kubernetes API"),
        .networkMode: .init("pod", from: "the Kubernetes API"),
      ])
      return Judge(catalog: catalog).report(on: recording)
    }
    let names = (pools + [gpu]).map(\.0) + [missing]
    let reasons = [missing: "its pod has not started (ImagePullBackOff: Back-off pulling image)"]
    let merged = VantageMerge(catalog: catalog).merged(reports, expecting: .named(names, reasons: reasons))
    let document = ReportDocument(
      merged: merged, catalog: catalog, exitStatus: 1, toolVersion: reports[0].recording.toolVersion, expected: names)
    for (file, format) in Self.nodes {
      try Stored.compare(format.renderer().render(document), with: "nodes/\(file)")
    }
  }

  @Test func `is in the list of samples`() throws {
    let rows = try SampleRun.all.map { run in
      let document = try Self.judged(Stored.report(of: run))
      let (sentence, standing) = Headline(document).answer
      let files = ([("report.json", .json)] + Self.renderings).map { file, format in
        "[\(format.rawValue)](\(run.id)/\(file))"
      }
      return """
        | [\(run.id)](\(run.id)) | \(run.title) | \(Mark(standing, ascii: false).text) \(sentence) | \
        \(document.summary.exitStatus) | \(files.joined(separator: " ")) |
        """
    }
    let list = """
      # Samples

      Recorded once, each against real servers on loopback, from healthy to worst: `report.json` is the recording with
      what it was judged to be, and the other files are rendered from it. [../README.md](../README.md) says how to read
      each format.

      | Run | What is broken | The answer | Exit | Report as |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      [comparison](comparison) is the first of them against the last but one, as `diff` shows what changed overnight:
      \(Self.comparisons.map { "[\($0.format.rawValue)](comparison/\($0.file))" }.joined(separator: " ")).

      [nodes](nodes) are two of them as the reports of three nodes, with a fourth that gave none, as `merge` puts them
      together: \(Self.nodes.map { "[\($0.format.rawValue)](nodes/\($0.file))" }.joined(separator: " ")).

      [forms](forms) has one small report, made from values of ours, in every other format and layout, and a plan.

      """
    try Stored.compare(list, with: "README.md")
  }

  @Test func `is in a folder that the list names`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.path("reports/samples"))
    #expect(Set(folders) == Set(SampleRun.all.map(\.id) + ["README.md", "forms", "comparison", "nodes"]))
  }
}

/// Files of `reports/samples/`.
enum Stored {
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_SAMPLES"] != nil

  /// A report as it is stored.
  static func report(of run: SampleRun) throws -> ReportDocument {
    let path = Repository.path("reports/samples/\(run.id)/report.json")
    return try ReportDocument(json: Array(Data(contentsOf: URL(filePath: path))))
  }

  /// Fails unless the file has these bytes; writes them first where samples are to be made anew.
  static func compare(_ text: String, with file: String) throws {
    let url = URL(filePath: Repository.path("reports/samples/\(file)"))
    if isUpdating {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let stored = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    // Not as operands of #expect: a difference would print both.
    let isSame = text == stored
    #expect(isSame, "reports/samples/\(file) differs; make samples, and read the difference as a user would")
  }
}
