import Model
import Testing

@testable import Reporting

@Suite struct `A report as text` {
  static let widths = [40, 60, 80, 100, 120, 200]

  @Test(arguments: widths, Sample.allCases)
  func `keeps to the width`(width: Int, sample: Sample) {
    for verbosity in TextOptions.Verbosity.allCases {
      let text = TextRenderer(TextOptions(width: width, verbosity: verbosity)).render(sample.document)
      for line in text.split(separator: "\n") where TextWidth.of(line) > width {
        // Only a word of a command may be wider, or what stands in quotes: cut, it would not run.
        #expect(!line.dropFirst(12).contains(" ") || line.hasSuffix(" \\") || line.hasSuffix("'"), "\(line)")
      }
      #expect(text.split(separator: "\n").allSatisfy { $0.last != " " })
      #expect(text.hasSuffix("\n"))
    }
  }

  @Test func `answers first`() {
    func headline(_ document: ReportDocument) -> Substring? {
      TextRenderer().render(document).split(separator: "\n").first
    }
    #expect(headline(.healthy) == "✓ Everything that was checked works")
    #expect(headline(.failing) == "✗ demo cannot serve: the cluster cannot be created")
    var document = ReportDocument.healthy
    document.summary.counts[.warn] = 2
    #expect(headline(document) == "! Everything that was checked works, with 2 warnings")
    document.summary.outcome = .incomplete
    #expect(headline(document) == "? Whether demo can serve is open: not everything was checked")
    document.phases[0].requirements[0].outcome = .inconclusive
    #expect(headline(document) == "? Whether demo can serve is open: 1 required check is inconclusive")
  }

  @Test func `says of nameservers what is the matter with them`() {
    func headline(_ others: Verdict.Outcome) -> String {
      var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
      build.verdict("preconditions/nameservers-answer", nil, .nameserver, .nameserversAnswer, .fail, [])
      build.verdict("serving/answers", "x.corp", .scoring, .resolves, others, [])
      build.finding(
        .dnsServerSilent, Finding.Subject(kind: .nameserver, id: "10.0.0.4"), facts: [:],
        explains: ["preconditions/nameservers-answer"], blocks: [], evidence: [], phase: .preconditions)
      let report = build.report(.fail, firstBrokenPhase: .preconditions)
      return Headline(ReportDocument(report: report, catalog: SampleReport.catalog, exitStatus: 1)).answer.sentence
    }
    #expect(headline(.pass) == "demo cannot serve reliably: not all of its nameservers answer")
    let blocker = Requirement.ID(rawValue: "preconditions/nameservers-answer")
    #expect(headline(.blocked(by: [blocker])) == "demo cannot serve: its nameservers do not answer")
    #expect(headline(.fail) == "demo cannot serve: its nameservers do not answer")
  }

  @Test func `says by its status whether something is open, or left out`() {
    var document = ReportDocument.healthy
    document.summary.exitStatus = 3
    #expect(TextRenderer().render(document).contains("3, nothing fails, and not all that is required was checked"))
    document.phases[0].requirements[0].outcome = .inconclusive
    #expect(TextRenderer().render(document).contains("3, a required check is inconclusive"))
  }

  @Test func `does not say that it works when nothing was checked`() {
    var document = ReportDocument.healthy
    document.summary.counts[.pass] = 0
    document.summary.coverage.made = 0
    #expect(TextRenderer().render(document).hasPrefix("– Nothing was checked\n"))
  }

  @Test func `names the check in each row, and a port that is not 443`() {
    var document = ReportDocument.failing
    let host = "myaks-d1a2b3c4.hcp.westeurope.azmk8s.io"
    func rows(_ width: Int) -> [Substring] {
      TextRenderer(TextOptions(width: width)).render(document).split(separator: "\n").filter { $0.contains("myaks") }
    }
    #expect(rows(120).map { $0.contains(" resolves ") } == [true, false])
    #expect(rows(80).map { $0.contains(" answers ") } == [false, true])
    #expect(!rows(40).contains { $0.contains("resolves") })
    #expect(rows(120).allSatisfy { $0.contains("\(host) ") })
    document.phases[1].requirements[1].subject.port = 8443
    #expect(rows(120)[1].contains("\(host):8443 "))
  }

  @Test func `folds blocked rows where they are many`() {
    var document = ReportDocument.failing
    let blocked = document.phases[2].requirements[0]
    func text(_ verbosity: TextOptions.Verbosity) -> String {
      TextRenderer(TextOptions(width: 120, verbosity: verbosity)).render(document)
    }
    func isFolded(_ verbosity: TextOptions.Verbosity) -> Bool {
      text(verbosity).contains(/\n⊘ 4 checks +blocked → f1\n/)
    }
    document.phases[2].requirements = Array(repeating: blocked, count: 3)
    #expect(!isFolded(.normal))
    #expect(text(.normal).ranges(of: /⊘ mcr\.microsoft\.com +answers +blocked → f1\n/).count == 3)
    document.phases[2].requirements.append(blocked)
    #expect(isFolded(.normal))
    #expect(!isFolded(.verbose))
    document.findings = []
    #expect(text(.normal).contains(/⊘ 4 checks +blocked by mcr-answers\n/))
    #expect(text(.verbose).ranges(of: "blocked by cluster-creation/mcr-answers").count == 4)
  }

  @Test func `ends with the causes`() {
    var document = ReportDocument.failing
    func end(_ width: Int, _ verbosity: TextOptions.Verbosity = .normal) -> [String] {
      let text = TextRenderer(TextOptions(width: width, verbosity: verbosity)).render(document)
      return text.split(separator: "\n").drop { !$0.hasPrefix("Exit") }.dropFirst().map(String.init)
    }
    #expect(
      end(120).first == "✗ f1 egress.dropped · Connections to mcr.microsoft.com:443 get no answer (waited 5.0 s)"
        + " · whoever manages the firewall")
    #expect(end(80).first?.hasSuffix(" · whoever manages the firewall") == true)
    #expect(end(80).last?.hasPrefix("! f2 tls.expired · ") == true)
    #expect(end(80, .quiet).isEmpty)
    document.findings += document.findings + document.findings
    #expect(end(80).count == 4)
    #expect(end(80).last == "and 3 more")
  }

  @Test func `says how sure a cause is, and what it rests on to those who ask`() {
    let text = TextRenderer(TextOptions(width: 200)).render(.failing)
    #expect(text.contains("egress.dropped · suspected: other causes look alike from here · "))
    #expect(text.contains("certificate blobStorage (issuer CN=Corp Inspection CA,O=Corp)"))
    let line = "connection to 20.61.99.68:443: no answer in 5.0 s"
    #expect(!text.contains(line))
    #expect(TextRenderer(TextOptions(width: 200, verbosity: .verbose)).render(.failing).contains(line))
  }

  @Test func `has color only when it is asked for`() {
    #expect(!TextRenderer().render(.failing).contains("\u{1B}"))
    let colored = TextRenderer(TextOptions(color: true)).render(.failing)
    #expect(colored.contains("\u{1B}[1;31m"))
    let plain = colored.replacing(/\x1B\[[0-9;]*m/, with: "")
    #expect(plain == TextRenderer().render(.failing))
  }

  @Test func `is all ASCII where that is asked for`() {
    for document in [ReportDocument.failing, .every] {
      let text = TextRenderer(TextOptions(ascii: true, verbosity: .verbose)).render(document)
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test func `warns a reader at a workstation alone`() {
    #expect(TextRenderer().render(.failing).contains("--vantage node|pod"))
    #expect(!TextRenderer().render(.healthy).contains("--vantage"))
  }

  @Test func `says what no cause explains`() {
    var document = ReportDocument.failing
    let sentence = "mcr.microsoft.com:443 did not answer at 20.61.99.68 (waited 5.0 s)."
    #expect(!TextRenderer().render(document).contains(sentence))
    document.findings = []
    #expect(TextRenderer().render(document).contains(sentence))
  }

  @Test func `says the command for a missing value once`() {
    let command = "--query container_registry"
    #expect(TextRenderer(TextOptions(width: 120)).render(.failing).ranges(of: command).count == 1)
  }

  @Test(arguments: [HostileText.controls, HostileText.megabyte, HostileText.stacked])
  func `shows hostile text safely and in bounds`(text: String) {
    var document = ReportDocument.failing
    document.deployment.name = text
    document.notes = [text]
    document.vantages[0].nameserversFrom = text
    document.findings[0].id = text
    document.findings[0].title = text
    document.findings[0].subject.detail = text
    document.findings[0].remedy.commands = [text]
    document.phases[1].title = text
    document.phases[1].requirements[0].subject.host = text
    document.phases[1].requirements[1].seen = text
    document.phases[1].requirements[2].symptoms = [ReportDocument.SymptomEntry(code: text, facts: [:], text: text)]
    document.phases[1].requirements[2].outcome = .fail
    document.phases[3].requirements[2].reason?.text = text
    for options in [TextOptions(), TextOptions(ascii: true, verbosity: .verbose)] {
      let rendered = TextRenderer(options).render(document)
      #expect(HostileText.isSafe(rendered))
      #expect(rendered.utf8.count < 60_000)
    }
  }

  @Test func `survives numbers that are none of ours`() {
    var document = ReportDocument.failing
    document.durationMilliseconds = .max
    document.phases[1].requirements[0].durationMilliseconds = .min
    document.summary.coverage.required = .min
    #expect(!TextRenderer().render(document).isEmpty)
  }
}

@Suite struct `A format of reports` {
  @Test(arguments: ReportFormat.allCases) func `gives the same bytes each time`(format: ReportFormat) {
    let renderer = format.renderer(TextOptions(width: 100))
    #expect(
      renderer.render(.failing)
        == renderer.render(ReportDocument(report: SampleReport.failing(), catalog: SampleReport.catalog, exitStatus: 1))
    )
  }
}
