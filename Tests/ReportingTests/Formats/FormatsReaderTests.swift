import Model
import Testing

@testable import Reporting

/// Each format, read by a program that others use to read it.
@Suite(.timeLimit(.minutes(2))) struct FormatsReaderTests {
  /// Prints the name, labels and value of every sample of each file, in one line.
  static let prometheus = """
    import sys
    from prometheus_client.parser import text_string_to_metric_families
    for path in sys.argv[1:]:
        families = list(text_string_to_metric_families(open(path, encoding="utf-8", newline="").read()))
        assert all(f.type == "gauge" and f.documentation for f in families)
        samples = [(s.name, tuple(sorted(s.labels.items())), s.value) for f in families for s in f.samples]
        assert len({s[:2] for s in samples}) == len(samples), "a label set twice"
        assert all(len(value) < 700 for s in samples for _, value in s[1])
        print(" ".join(s[0] + "{" + ",".join(v for k, v in s[1] if k in ("phase", "requirement", "outcome", "cause"))
              + "}=" + str(s[2]) for s in samples).replace("\\n", " ") if len(samples) else "none")
    """

  static func tap(_ text: String) throws -> String {
    let program = """
      use strict; use TAP::Parser; binmode STDOUT, ':utf8';
      local $/; my $parser = TAP::Parser->new({ tap => <STDIN> });
      while (my $result = $parser->next) {
        if ($result->is_unknown) { print "unknown: " . $result->as_string . "\\n" }
        if ($result->is_yaml) { print "yaml " . join(',', sort keys %{ $result->data }) . "\\n" }
      }
      print "run " . $parser->tests_run . " errors " . scalar($parser->parse_errors) . " failed "
        . scalar($parser->failed) . " skipped " . scalar($parser->skipped) . " todo " . scalar($parser->todo)
        . " version " . $parser->version . "\\n";
      """
    let result = try StockReader.run(["perl", "-e", program], input: text)
    try #require(result.status == 0, "\(result.output.suffix(2_000))")
    return result.output
  }

  @Test(StockReader.junitparser.isNeeded) func `JUnit has a suite for each phase and a case for each requirement`()
    throws
  {
    let program = """
      import sys, junitparser
      for path in sys.argv[1:]:
          for s in junitparser.JUnitXml.fromfile(path):
              kinds = [type(c.result[0] if isinstance(c.result, list) and c.result else c.result).__name__ for c in s]
              assert (s.tests, s.failures, s.errors, s.skipped) == (len(kinds), kinds.count("Failure"),
                      kinds.count("Error"), kinds.count("Skipped")), (s.name, kinds)
              print(s.name, s.tests, s.failures, s.errors, s.skipped, s.time)
      """
    let suites = try StockReader.python(program, over: [JUnitRenderer().render(.failing)])
    #expect(
      suites == [
        "preconditions 1 0 0 0 0.001", "clusterCreation 4 1 0 0 5.03", "routerStart 1 0 0 1 0.0",
        "routerOperation 3 0 1 1 0.024", "modelDeployment 3 0 0 3 0.0", "serving 1 0 0 1 0.0",
      ])
  }

  @Test(StockReader.python.isNeeded) func `JUnit keeps to the strict form`() throws {
    let program = """
      import sys, re, xml.etree.ElementTree as tree
      suite = "name package id timestamp hostname tests failures errors skipped time".split()
      for path in sys.argv[1:]:
          root = tree.parse(path).getroot()
          assert root.tag == "testsuites" and not root.attrib
          for number, s in enumerate(root):
              assert s.tag == "testsuite" and sorted(s.attrib) == sorted(suite) and s.get("id") == str(number)
              assert re.fullmatch(r"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d", s.get("timestamp")) and s.get("hostname").strip()
              tags = [e.tag for e in s]
              assert tags == ["properties"] + ["testcase"] * int(s.get("tests")) + ["system-out", "system-err"], tags
              for case in s.iter("testcase"):
                  assert sorted(case.attrib) == ["classname", "name", "time"] and len(case) <= 1
                  for e in case:
                      assert e.tag == "skipped" or (e.get("type") and e.get("message") is not None and e.text), e.attrib
          print("strict")
      """
    let texts = Sample.allCases.map { JUnitRenderer().render($0.document) }
    #expect(try StockReader.python(program, over: texts) == texts.map { _ in "strict" })
  }

  @Test(StockReader.jsonschema.isNeeded) func `SARIF has a result for each cause and for what none explains`() throws {
    var unexplained = ReportDocument.failing
    unexplained.findings.removeFirst()
    let texts = [.healthy, .failing, unexplained, .every].map { SARIFRenderer().render($0) }
    let complaints = try StockReader.python(SARIFSchema.program, over: texts)
    #expect(complaints.first?.hasPrefix("valid") == true)
    #expect(
      complaints.dropFirst().first
        == "valid egress.dropped:fail:error tls.expired:fail:warning run.not-finished:open:none")
    #expect(
      complaints.dropFirst(2).first
        == "valid tls.expired:fail:warning tcp.unanswered:fail:error run.not-finished:open:none")
    #expect(complaints.last?.hasPrefix("valid") == true)
  }

  @Test(StockReader.python.isNeeded) func `CSV has a row for each requirement`() throws {
    let program = """
      import sys, csv
      for path in sys.argv[1:]:
          for row in csv.DictReader(open(path, newline="", encoding="utf-8"), strict=True):
              print(row["requirement"], row["outcome"], row["port"], row["cause"], row["blocked_by"], sep="|")
      """
    let rows = try StockReader.python(program, over: [CSVRenderer().render(.failing)])
    #expect(rows.count == ReportDocument.failing.entries.count)
    #expect(rows.contains("cluster-creation/mcr-answers|fail|443|egress.dropped|"))
    #expect(rows.contains("router-start/image-pulled|blocked|443||cluster-creation/mcr-answers"))
  }

  @Test(StockReader.prometheus.isNeeded) func `metrics say what holds`() throws {
    var open = ReportDocument.healthy
    open.summary.outcome = .incomplete
    let texts = [.healthy, .failing, open].map { PrometheusRenderer().render($0) }
    let lines = try StockReader.python(Self.prometheus, over: texts)
    try #require(lines.count == 3)
    #expect(lines[0].contains("aml_preflight_up{}=1.0"))
    #expect(lines[1].contains("aml_preflight_up{}=0.0"))
    #expect(lines[2].contains("aml_preflight_up{}=nan"))
    #expect(lines[1].contains("aml_preflight_phase_duration_seconds{clusterCreation}=5.03"))
    #expect(
      lines[1].contains("aml_preflight_requirement_outcome{fail,clusterCreation,cluster-creation/mcr-answers}=1.0"))
    #expect(lines[1].contains("aml_preflight_finding_info{egress.dropped,clusterCreation}=1.0"))
    // Labels are bounded: no host, no address.
    #expect(!texts[1].contains("mcr.microsoft.com") && !texts[1].contains("20.61.99.68"))
  }

  @Test(StockReader.perl.isNeeded) func `TAP has a test for each requirement, and says why`() throws {
    let reading = try Self.tap(TAPRenderer().render(.failing))
    #expect(reading.contains("run 13 errors 0 failed 2 skipped 6 todo 0 version 13"), "\(reading)")
    #expect(
      reading.contains("yaml breaks,cause,confidence,do,duration_ms,message,need,outcome,owner,seen,symptoms,title"))
    #expect(!reading.contains("unknown:"))
    var advisory = ReportDocument.failing
    for phase in advisory.phases.indices {
      for index in advisory.phases[phase].requirements.indices
      where advisory.phases[phase].requirements[index].outcome == .inconclusive {
        advisory.phases[phase].requirements[index].need = .advisory
      }
    }
    #expect(try Self.tap(TAPRenderer().render(advisory)).contains("failed 1 skipped 6 todo 1"))
    #expect(try Self.tap(TAPRenderer().render(.healthy)).contains("failed 0 "))
  }

  @Test(StockReader.commonMark.isNeeded) func `Markdown is a ticket`() throws {
    let result = try StockReader.run(["cmark-gfm", "-e", "table"], input: MarkdownRenderer().render(.failing))
    let html = result.output
    #expect(html.hasPrefix("<h1>✗ demo cannot serve: the cluster cannot be created</h1>"))
    #expect(html.contains("<h3>f1: Connections to mcr.microsoft.com:443 get no answer (waited 5.0 s)</h3>"))
    #expect(html.contains("<strong>Owner:</strong> whoever manages the firewall"))
    #expect(html.contains("<pre><code class=\"language-sh\">nc -vz -w 5 mcr.microsoft.com 443\n"))
    #expect(html.contains("<td><code>router-start/image-pulled</code></td>"))
    #expect(html.ranges(of: "<tr>").count == 5)
    #expect(html.contains("Coverage: "))
  }
}
