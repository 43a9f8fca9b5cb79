import Foundation
import Judging
import Model
import TestSupport
import Testing

@testable import Reporting

/// Reports of several vantages as documents, in every format.
@Suite(.timeLimit(.minutes(5))) struct `A report of several vantages` {
  private static let catalog = Catalog.with()

  /// The judged report of one node at which these endpoints are silent.
  private static func report(
    _ id: String, pool: String, silent: Set<EndpointRole> = [], nameserver: SocketAddress = .firstNameserver
  ) -> Model.Report {
    var vantage = Vantage(id: id, kind: .node, nameservers: [nameserver])
    vantage.place = Vantage.Place(facts: [
      .nodePool: .init(pool, from: "--node-pool"), .node: .init(id, from: "--node-name"),
    ])
    let visits = [Endpoint.mcr, .acrData, .blobStorage].map { endpoint -> Visit in
      let lookups = Evidence.lookups(endpoint.host.description, at: nameserver, addresses: ["20.61.0.1"])
      return silent.contains(endpoint.role)
        ? .of(endpoint, lookups: lookups, connection: .unanswered(after: .fiveSeconds))
        : .of(endpoint, lookups: lookups)
    }
    return Judge(catalog: catalog).report(on: .with(visits, vantage: vantage))
  }

  private static let reports = [
    report("aks-cpu-1-vmss000000", pool: "cpu"), report("aks-cpu-1-vmss000001", pool: "cpu"),
    report("aks-gpu-1-vmss000000", pool: "gpu", silent: [.acrData], nameserver: .secondNameserver),
  ]

  private static func document(
    _ reports: [Model.Report] = reports, expecting names: [String]? = ["aks-cpu-1-vmss000009"]
  ) -> ReportDocument {
    let expected: ExpectedVantages = names.map { .named($0) } ?? .none
    let merged = VantageMerge(catalog: catalog).merged(reports, expecting: expected)
    return ReportDocument(merged: merged, catalog: catalog, exitStatus: 1, toolVersion: "test", expected: names)
  }

  private func text(_ format: ReportFormat, _ options: TextOptions = TextOptions()) -> String {
    format.renderer(options).render(Self.document())
  }

  @Test func `shows what nobody told in words, and no markup as text`() throws {
    let page = HTMLRenderer().render(Self.document(expecting: ["somewhere"]))
    // Of the node without a report nobody knows the pool.
    #expect(page.contains("<td><span class=\"ttl\">not told</span></td>"))
    #expect(!page.contains("&lt;span"))
  }

  // MARK: - The document

  @Test func `is read as it was written, with all recordings`() throws {
    let document = Self.document()
    let again = try ReportDocument(json: Array(document.json().utf8))
    #expect(again == document)
    #expect(again.recordings == Self.reports.map(\.recording))
    #expect(try RecordedReport(json: Array(document.json().utf8)) == RecordedReport(document))
    // What they share is stored once.
    #expect(document.furtherRecordings?.allSatisfy { $0.deployment == nil } == true)
    #expect(document.json().ranges(of: "\"omissions\"").count < Self.reports.count)
    if SchemaValidator.isAvailable { #expect(try SchemaValidator.complaints(about: [document.json()]) == [""]) }
  }

  @Test func `keeps follow-ups and plans of their own apart`() {
    let first = Self.reports[0].recording
    var second = Self.reports[1].recording
    let origin = Step.Origin(
      .repetition, after: Step.ID(rawValue: "s1"), seenIn: Observation.ID(rawValue: "o1"))
    second.plan.steps.append(
      Step(
        id: Step.ID(rawValue: "s99"), phase: .serving, probe: .lookUp(name: DomainName("a.example")!), serves: [],
        origin: origin))
    #expect(StoredRecording(second, beside: first).plan == nil)
    #expect(StoredRecording(second, beside: first).recording(like: first) == second)
    second.plan.steps.swapAt(0, second.plan.steps.count - 1)
    #expect(StoredRecording(second, beside: first).recording(like: first) == second)
    second.plan.requirements.removeFirst()
    #expect(StoredRecording(second, beside: first).recording(like: first) == second)
  }

  @Test func `has groups of vantages at which everything stands alike`() throws {
    let matrix = try #require(Self.document().matrix)
    #expect(matrix.groups.map(\.id) == ["A", "B", "C"])
    #expect(matrix.groups.map(\.vantages.count) == [1, 2, 1])
    #expect(matrix.groups.map(\.isMissing) == [false, false, true])
    #expect(matrix.groups[0].traits == [.nodePool: "gpu", .nameservers: "10.0.0.5"])
  }

  @Test func `numbers groups as columns`() {
    #expect([0, 25, 26, 51, 52, 701, 702].map(VantageGroups.name) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }

  // MARK: - Formats

  @Test(arguments: ReportFormat.allCases) func `names in every format which vantage it is`(format: ReportFormat) {
    let text = text(format)
    #expect(text.contains("aks-gpu-1-vmss000000"))
    #expect(text.contains("aks-cpu-1-vmss000009"), "the one without a report")
    #expect(text.hasSuffix("\n"))
  }

  @Test(arguments: [ReportFormat.text, .html, .markdown, .json, .short, .nagios, .github])
  func `names in formats for people what separates them`(format: ReportFormat) {
    let text = text(format)
    #expect(text.contains("node pool"))
    #expect(text.contains("10.0.0.5"))
  }

  @Test func `fits a terminal, also a narrow one in ASCII`() {
    for width in [60, 80, 132] {
      for options in [
        TextOptions(width: width), TextOptions(width: width, ascii: true),
        TextOptions(width: width, verbosity: .verbose),
      ] {
        let text = text(.text, options)
        #expect(text.split(separator: "\n").allSatisfy { TextWidth.of($0) <= width })
        if options.ascii { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
      }
    }
  }

  @Test(StockReader.junitparser.isNeeded) func `is JUnit with every vantage's cases`() throws {
    let program = """
      import sys, junitparser
      for path in sys.argv[1:]:
        suites = junitparser.JUnitXml.fromfile(path)
        names = [(case.classname, case.name) for suite in suites for case in suite]
        print(len(names), len(set(names)), sum(s.errors for s in suites), sum(s.failures for s in suites))
      """
    let document = Self.document()
    let open = document.entries.count { $0.outcome == .inconclusive }
    let counts = try StockReader.python(program, over: [text(.junit)])
    #expect(counts == ["\(document.entries.count) \(document.entries.count) \(open) 1"])
  }

  @Test(StockReader.perl.isNeeded) func `is TAP with all tests`() throws {
    let reading = try FormatsReaderTests.tap(text(.tap))
    #expect(reading.contains("run \(Self.document().entries.count) errors 0 "), "\(reading.suffix(300))")
  }

  @Test(StockReader.jsonschema.isNeeded) func `is SARIF`() throws {
    #expect(try StockReader.python(SARIFSchema.program, over: [text(.sarif)]).allSatisfy { $0.hasPrefix("valid") })
  }

  @Test(StockReader.prometheus.isNeeded) func `is metrics`() throws {
    #expect(try StockReader.python(FormatsReaderTests.prometheus, over: [text(.prometheus)]).count == 1)
    #expect(text(.prometheus).contains(#"aml_preflight_missing_vantages{deployment="prod-westeurope"} 1"#))
  }

  @Test(.enabled(if: HTMLValidator.isAvailable, "python3 with the package html5lib is not installed"))
  func `is HTML without an error of syntax, and without a link to nowhere`() throws {
    let page = text(.html)
    #expect(try HTMLValidator.complaints(about: page).isEmpty)
    let anchors = page.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(anchors).count == anchors.count)
    for link in page.matches(of: #/href="#([^"]*)"/#) {
      #expect(anchors.contains(String(link.output.1)), "\(link.output.1)")
    }
  }

  @Test func `obeys nothing that a vantage is called`() {
    let evil = "<script>alert(1)</script>\u{1B}[31m\u{202E}|=cmd"
    let document = Self.document([Self.report(evil, pool: evil, silent: [.mcr]), Self.report("b", pool: "b")])
    for format in ReportFormat.allCases {
      let text = format.renderer().render(document)
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" }, "\(format)")
      if format == .html || format == .junit { #expect(!text.contains("<script>alert")) }
    }
  }

  // MARK: - Many

  /// Five thousand nodes: their reports differ in what is known of their place, and some of them fail.
  @Test func `of thousands stays short`() throws {
    let (good, bad) = (Self.report("good", pool: "cpu"), Self.report("bad", pool: "gpu", silent: [.mcr, .blobStorage]))
    let all = (0..<5_000).map { number -> Model.Report in
      let fails = number % 100 == 7
      var report = fails ? bad : good
      let name = "aks-\(fails ? "gpu" : "cpu")-12345678-vmss\(1_000_000 + number)"
      report.recording.vantage.id = name
      report.recording.vantage.place?.facts[.node] = .init(name, from: "test")
      report.recording.vantage.place?.facts[.zone] = .init("westeurope-\(number % 3)", from: "test")
      return report
    }
    let document = Self.document(all, expecting: nil)
    let text = TextRenderer().render(document)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 200)
    #expect(text.contains("node pool (gpu: fails; cpu: passes)"))
    #expect(HTMLRenderer().render(document).utf8.count < 300_000)
    #expect(MarkdownRenderer().render(document).utf8.count < 30_000)
    #expect(NagiosRenderer().render(document).utf8.count < 8_192)
  }

  /// The worst case: hardly two vantages are alike.
  @Test func `of hundreds that all differ shows as many groups as there is room for`() {
    let roles: [EndpointRole] = [.mcr, .acrData, .blobStorage]
    let kinds = (0..<8).map { bits in
      Self.report(
        "k\(bits)", pool: "p", silent: Set(roles.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)))
    }
    let document = Self.document(kinds, expecting: ["missing"])
    let table = MatrixTable(document, limit: 4)
    #expect(table.groups.count == 4)
    #expect(table.groups.last?.isMissing == true)
    #expect(table.hidden.count == 5)
    let mcr = table.sections.flatMap(\.rows).first { $0.entry.id.rawValue == "cluster-creation/mcr-answers" }
    #expect(mcr?.rest.values.reduce(0, +) == table.hidden.reduce(0) { $0 + $1.vantages.count })
    let shown = mcr.map { $0.cells.compactMap(\.self).count } ?? 0
    #expect(shown == 4)
  }
}
