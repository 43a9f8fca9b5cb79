import Foundation
import Model
import TestSupport
import Testing

@testable import Reporting

/// The recorded runs in each format, read by the programs that others read it with.
@Suite(.timeLimit(.minutes(5))) struct `The recorded runs` {
  private static func documents() throws -> [ReportDocument] { try SampleRun.all.map(Stored.report) }

  private static func texts(_ format: ReportFormat) throws -> [String] {
    try documents().map { format.renderer().render($0) }
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "python3 with the package jsonschema is not installed"))
  func `are reports by the schema`() throws {
    let texts = try Self.texts(.json)
    #expect(try SchemaValidator.complaints(about: texts) == texts.map { _ in "" })
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "python3 with the package jsonschema is not installed"))
  func `are compared by the schema`() throws {
    let documents = try Self.documents()
    let texts = zip(documents, documents.dropFirst()).map { old, new in
      ComparisonRenderer().render(ReportComparison(old: old, new: new), as: .json)
    }
    #expect(try SchemaValidator.complaints(about: texts, by: .comparison) == texts.map { _ in "" })
  }

  @Test(
    .enabled(if: HTMLValidator.isAvailable, "python3 with the package html5lib is not installed"),
    arguments: SampleRun.all)
  func `are HTML without an error of syntax, and small`(run: SampleRun) throws {
    let report = try Stored.report(of: run)
    let text = HTMLRenderer().render(report)
    #expect(try HTMLValidator.complaints(about: text).isEmpty)
    // 300 KB for 40 requirements, and in proportion for more.
    let count = report.phases.flatMap(\.requirements).count
    #expect(text.utf8.count < 300_000 * max(1, count / 40))
    #expect(text.utf8.count < 360_000)
  }

  @Test(StockReader.junitparser.isNeeded) func `are JUnit with all cases`() throws {
    let program = """
      import sys, junitparser
      for path in sys.argv[1:]: print(sum(len(list(suite)) for suite in junitparser.JUnitXml.fromfile(path)))
      """
    let counts = try StockReader.python(program, over: Self.texts(.junit))
    #expect(try counts == Self.documents().map { "\($0.entries.count)" })
  }

  @Test(StockReader.jsonschema.isNeeded) func `are SARIF`() throws {
    let complaints = try StockReader.python(SARIFSchema.program, over: Self.texts(.sarif))
    #expect(complaints.count == SampleRun.all.count)
    #expect(complaints.allSatisfy { $0.hasPrefix("valid") }, "\(complaints)")
  }

  @Test(StockReader.prometheus.isNeeded) func `are metrics`() throws {
    let lines = try StockReader.python(FormatsReaderTests.prometheus, over: Self.texts(.prometheus))
    #expect(lines.count == SampleRun.all.count)
    for (line, document) in zip(lines, try Self.documents()) {
      let value =
        switch document.summary.outcome {
        case .pass: "1.0"
        case .fail: "0.0"
        case .incomplete: "nan"
        }
      #expect(line.contains("aml_preflight_up{}=\(value)"))
    }
  }

  @Test(StockReader.python.isNeeded) func `are CSV with a row for each requirement`() throws {
    let program = """
      import sys, csv
      for path in sys.argv[1:]: print(len(list(csv.DictReader(open(path, newline="", encoding="utf-8"), strict=True))))
      """
    let counts = try StockReader.python(program, over: Self.texts(.csv))
    #expect(try counts == Self.documents().map { "\($0.entries.count)" })
  }

  @Test(StockReader.perl.isNeeded) func `are TAP with all tests`() throws {
    for (text, document) in zip(try Self.texts(.tap), try Self.documents()) {
      let reading = try FormatsReaderTests.tap(text)
      #expect(reading.contains("run \(document.entries.count) errors 0 "), "\(reading.suffix(300))")
    }
  }

  @Test(StockReader.commonMark.isNeeded) func `are Markdown with a heading for each cause`() throws {
    for (text, document) in zip(try Self.texts(.markdown), try Self.documents()) {
      let html = try StockReader.run(["cmark-gfm", "-e", "table"], input: text).output
      #expect(html.ranges(of: "<h3>").count == document.findings.count)
    }
  }
}
