import Model
import Reporting
import Testing

/// One stored sample for each kind of output, made from values of ours and compared byte for byte. `make samples` writes
/// them anew.
@Suite struct `A stored sample` {
  static let samples: [(String, @Sendable () -> String)] = [
    ("healthy.80.txt", { TextRenderer(TextOptions(width: 80)).render(.healthy) }),
    ("failing.80.txt", { TextRenderer(TextOptions(width: 80)).render(.failing) }),
    ("failing.120.txt", { TextRenderer(TextOptions(width: 120)).render(.failing) }),
    ("failing.ascii.txt", { TextRenderer(TextOptions(width: 80, ascii: true)).render(.failing) }),
    ("failing.verbose.txt", { TextRenderer(TextOptions(width: 100, verbosity: .verbose)).render(.failing) }),
    ("failing.json", { JSONRenderer().render(.failing) }),
    ("failing.short.txt", { ShortRenderer().render(.failing) }),
    ("failing.junit.xml", { JUnitRenderer().render(.failing) }),
    ("failing.sarif", { SARIFRenderer().render(.failing) }),
    ("failing.md", { MarkdownRenderer().render(.failing) }),
    ("failing.csv", { CSVRenderer().render(.failing) }),
    ("failing.prom", { PrometheusRenderer().render(.failing) }),
    ("failing.tap", { TAPRenderer().render(.failing) }),
    ("failing.nagios.txt", { NagiosRenderer().render(.failing) }),
    ("failing.github.txt", { GitHubRenderer().render(.failing) }),
    ("plan.txt", { PlanRenderer().render(.sample, as: .table) }),
    ("plan.csv", { PlanRenderer().render(.sample, as: .csv) }),
    ("plan.md", { PlanRenderer().render(.sample, as: .markdown) }),
    ("plan.json", { PlanRenderer().render(.sample, as: .json) }),
  ]

  @Test(arguments: samples.indices) func `is what is rendered today`(index: Int) throws {
    let (name, render) = Self.samples[index]
    let rendered = render()
    try Stored.compare(rendered, with: "forms/\(name)")
    #expect(render() == rendered)
  }
}

enum Repository {
  /// A path in the repository that this file is in.
  static func path(_ relative: String) -> String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/" + relative
  }
}

extension ReportDocument {
  static let healthy = ReportDocument(report: SampleReport.healthy(), catalog: SampleReport.catalog, exitStatus: 0)
  static let failing = ReportDocument(report: SampleReport.failing(), catalog: SampleReport.catalog, exitStatus: 1)
}

/// The documents that several tests go through, by name.
enum Sample: CaseIterable {
  case healthy, failing, every

  var document: ReportDocument {
    switch self {
    case .healthy: .healthy
    case .failing: .failing
    case .every: .every
    }
  }
}

extension PlanRenderer {
  func render(_ recording: Recording, as format: Format) -> String {
    render(recording.plan, deployment: recording.deployment, vantage: recording.vantage, as: format)
  }
}

extension Recording {
  static let sample = SampleReport.failing().recording
}
