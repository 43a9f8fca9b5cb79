import Model
import Testing

@testable import Reporting

/// Whatever is in a document, each format stays what it is, says nothing to a terminal, and stays small.
@Suite(.timeLimit(.minutes(2))) struct `A hostile document` {
  static let documents = HostileText.all.map(ReportDocument.filled)

  @Test(arguments: ReportFormat.allCases) func `is shown safely and in bounds`(format: ReportFormat) {
    // The document itself is written whole; what it does with hostile text is tested with it.
    guard format != .json else { return }
    let renderer = format.renderer()
    for document in Self.documents {
      let text = renderer.render(document)
      #expect(HostileText.isSafe(text), "\(format)")
      #expect(text.hasSuffix("\n"))
      #expect(text.utf8.count < 1_000_000, "\(format): \(text.utf8.count)")
    }
  }

  @Test(arguments: ReportFormat.allCases) func `has as many lines as any other`(format: ReportFormat) {
    // Formats with a line for each thing: none can be added from outside. What is empty may be left out.
    guard [.short, .csv, .prometheus, .tap, .nagios, .github].contains(format) else { return }
    let counts = Set(
      Self.documents.map { document in
        format.renderer().render(document).split(separator: "\n", omittingEmptySubsequences: false).count
      })
    #expect(counts.count <= ([.tap, .nagios].contains(format) ? 2 : 1), "\(format): \(counts)")
  }

  @Test(StockReader.python.isNeeded) func `is well-formed XML with all cases`() throws {
    let program = """
      import sys, xml.etree.ElementTree as tree
      for path in sys.argv[1:]:
          root = tree.parse(path).getroot()
          kinds = {e.tag for e in root.iter()}
          assert kinds <= {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error",
                           "skipped", "system-out", "system-err"}, kinds
          print(len(list(root.iter("testcase"))))
      """
    let counts = try StockReader.python(program, over: Self.documents.map { JUnitRenderer().render($0) })
    #expect(counts == Self.documents.map { "\($0.entries.count)" })
  }

  @Test(StockReader.python.isNeeded) func `is CSV without formulas`() throws {
    let program = """
      import sys, csv
      for path in sys.argv[1:]:
          rows = list(csv.reader(open(path, newline="", encoding="utf-8"), strict=True))
          assert all(len(row) == len(rows[0]) for row in rows), [len(row) for row in rows]
          assert not any(cell[:1] in ("=", "+", "-", "@", "\\t", "\\r") and cell for row in rows for cell in row)
          print(len(rows) - 1)
      """
    let counts = try StockReader.python(program, over: Self.documents.map { CSVRenderer().render($0) })
    #expect(counts == Self.documents.map { "\($0.entries.count)" })
  }

  @Test(StockReader.prometheus.isNeeded) func `gives metrics that can be read`() throws {
    let texts = Self.documents.map { PrometheusRenderer().render($0) }
    #expect(try StockReader.python(FormatsReaderTests.prometheus, over: texts).count == texts.count)
  }

  @Test(StockReader.jsonschema.isNeeded) func `is SARIF`() throws {
    let texts = Self.documents.map { SARIFRenderer().render($0) }
    let complaints = try StockReader.python(SARIFSchema.program, over: texts)
    #expect(complaints.allSatisfy { $0.hasPrefix("valid") }, "\(complaints)")
  }

  @Test(StockReader.perl.isNeeded) func `is TAP with all tests`() throws {
    for document in Self.documents {
      let reading = try FormatsReaderTests.tap(TAPRenderer().render(document))
      #expect(reading.contains("run \(document.entries.count) errors 0 failed 2 skipped 6"), "\(reading)")
    }
  }

  @Test(StockReader.commonMark.isNeeded) func `has neither markup nor links as Markdown`() throws {
    let plain = try tags(in: MarkdownRenderer().render(.filled(with: "harmless")))
    for (text, document) in zip(HostileText.all, Self.documents) where !text.allSatisfy({ $0 == " " }) {
      #expect(try tags(in: MarkdownRenderer().render(document)) == plain, "\(text.prefix(80))")
    }
  }

  /// How often each HTML element begins in what CommonMark makes of it, with raw HTML let through.
  private func tags(in markdown: String) throws -> [Substring: Int] {
    let command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-t", "html"]
    let result = try StockReader.run(command, input: markdown)
    try #require(result.status == 0, "\(result.output)")
    return result.output.matches(of: /<([a-z][a-z0-9]*)/).reduce(into: [:]) { $0[$1.output.1, default: 0] += 1 }
  }
}
