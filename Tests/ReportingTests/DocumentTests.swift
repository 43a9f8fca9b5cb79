import Model
import TestSupport
import Testing

@testable import Reporting

@Suite struct `A report in words` {
  private let document = ReportDocument.failing

  private func entry(_ id: String) throws -> ReportDocument.RequirementEntry {
    try #require(document.phases.flatMap(\.requirements).first { $0.id.rawValue == id })
  }

  @Test func `says what was seen also of what passes`() throws {
    #expect(try entry("cluster-creation/api-server-answers").seen == "20.50.1.2 · TLS 1.3 · 401")
    #expect(try entry("cluster-creation/mcr-resolves").seen == "20.61.99.68, 2603:1030:20e:3::23c")
    #expect(try entry("cluster-creation/mcr-answers").seen == "20.61.99.68 · no answer")
    #expect(try entry("router-operation/blob-storage-answers").seen == "10.240.1.7 · TLS 1.3, expired · 400")
    #expect(try entry("router-start/image-pulled").seen == "")
  }

  @Test(
    arguments: [
      ([.response(addresses: ["10.0.0.9"])], "10.0.0.4 · answers"), ([.missing()], "10.0.0.4 · answers"),
      ([.silence, .missing()], "10.0.0.4 · answers"), ([.silence], "10.0.0.4 · no answer"),
      ([.denial, .denial], "10.0.0.4 · REFUSED"), ([.serverFailure, .silence], "10.0.0.4 · SERVFAIL"),
      ([.denial, .response(addresses: ["10.0.0.9"])], "10.0.0.4 · answers"),
    ] as [([Lookup.Ending], String)])
  func `says of a nameserver that it answers only if it does`(endings: [Lookup.Ending], line: String) {
    let evidence = endings.map { Evidence.lookup("mcr.microsoft.com", $0) }
    #expect(
      SeenLine(expects: .nameserversAnswer, evidence: evidence, privateRanges: [], trust: .public).text == line)
  }

  @Test func `has each requirement in its phase, with its outcome`() throws {
    #expect(
      document.phases.map(\.id) == [
        .preconditions, .clusterCreation, .routerStart, .routerOperation, .modelDeployment, .serving,
      ])
    #expect(document.phases.map(\.outcome) == [.pass, .fail, .blocked, .inconclusive, .skipped, .skipped])
    #expect(try entry("router-operation/blob-storage-answers").outcome == .warn)
    #expect(try entry("router-start/image-pulled").blockedBy.map(\.rawValue) == ["cluster-creation/mcr-answers"])
    let skipped = try entry("model-deployment/acr-resolves")
    #expect(skipped.reason?.code == .notDeclared)
    #expect(skipped.reason?.command == "az ml workspace show -g RESOURCE_GROUP -n ws --query container_registry -o tsv")
  }

  @Test func `has the cause with its texts filled in and what follows from it`() {
    let finding = document.findings[0]
    #expect(finding.id == "f1")
    #expect(finding.title == "Connections to mcr.microsoft.com:443 get no answer (waited 5.0 s)")
    #expect(finding.consequences.last == "The router's pods stay in ImagePullBackOff.")
    #expect(finding.remedy.commands.first == "nc -vz -w 5 mcr.microsoft.com 443")
    #expect(finding.subject.members == nil)
    #expect(document.findings[1].title == "The certificate of mystore.blob.core.windows.net:443 expired")
  }

  @Test(arguments: [
    ("10.240.1.7", true), ("10.240.1.7, 127.80.0.9", true), ("10.240.1.7, 20.61.99.68", false), ("20.61.99.68", false),
    ("", false),
  ])
  func `says what to do at private addresses where all are`(addresses: String, isPrivate: Bool) {
    var report = SampleReport.failing()
    report.recording.deployment.network.privateRanges = [IPPrefix("127.80.0.0/16")!]
    report.findings[0].facts[.address] = nil
    report.findings[0].facts[.addresses] = addresses.isEmpty ? nil : addresses
    var catalog = SampleReport.catalog
    let remedy = CauseDescription.Remedy(
      owner: "another", steps: ["Approve it."], commands: ["dig {host}"], verify: "Ok.")
    catalog.causes[.egressDropped]?.privateRemedy = remedy
    let document = ReportDocument(report: report, catalog: catalog, exitStatus: 1)
    #expect((document.findings[0].remedy.owner == "another") == isPrivate)
    #expect((document.findings[0].remedy.commands == ["dig mcr.microsoft.com"]) == isPrivate)
    #expect(document.findings[1].remedy.owner != "another")
  }

  @Test func `does not say what wrong addresses would break where there are none`() {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    for (id, expectation) in [
      ("serving/resolves", Expectation.resolves), ("serving/addresses", .addresses(kind: .private)),
    ] {
      build.verdict(id, "x.corp", .dependency, expectation, .fail, [], without: "\(id) breaks.")
    }
    let addresses = "serving/addresses"
    for (explains, blocks) in [(["serving/resolves"], [addresses]), (["serving/resolves", addresses], [addresses])] {
      build.finding(
        .dnsNameMissing, Finding.Subject(kind: .endpoint, id: "dependency"), facts: [:], explains: explains,
        blocks: blocks, evidence: [], phase: .serving)
    }
    let document = ReportDocument(report: build.report(.fail), catalog: SampleReport.catalog, exitStatus: 1)
    #expect(document.findings[0].consequences == ["serving/resolves breaks."])
    #expect(document.findings[1].consequences.count == 2)
  }

  @Test func `says what is at risk where it works today, and what breaks where it does not`() {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    let soon = Symptom(.certificateExpiresSoon, [.endpoint: "x.corp:443"])
    build.verdict(
      "serving/works", "x.corp", .scoring, .handshakes, .pass, [], symptoms: [soon], without: "Clients get nothing.")
    build.verdict(
      "serving/fails", "y.corp", .scoring, .handshakes, .fail, [], need: .advisory, symptoms: [soon],
      without: "Nothing is counted.")
    build.skip("serving/unknown", .scoring, .needsRight(right: "x"))
    build.finding(
      .tlsExpiresSoon, Finding.Subject(kind: .certificate, id: "scoring"), severity: .warning, facts: [:],
      explains: ["serving/works", "serving/fails", "serving/unknown"], blocks: [], evidence: [], phase: .serving)
    let document = ReportDocument(report: build.report(.pass), catalog: SampleReport.catalog, exitStatus: 0)
    #expect(document.findings[0].consequences == ["Nothing is counted."])
    #expect(document.findings[0].risks == ["Clients get nothing."])
    let text = TextRenderer().render(document)
    #expect(text.contains("    Breaks  Nothing is counted.") && text.contains("    At risk Clients get nothing."))
    #expect(MarkdownRenderer().render(document).contains("**At risk:**\n\n- Clients get nothing."))
    let page = HTMLRenderer().render(document)
    #expect(page.contains("<dt>At risk</dt>") && page.contains("<dt>Checks concerned</dt>"))
    #expect(!page.contains("<dt>Failing checks</dt>"))
    #expect(GitHubRenderer().render(document).contains("Breaks: Nothing is counted."))
    #expect(SARIFRenderer().render(document).contains("At risk: Clients get nothing."))
  }

  @Test func `names a cause by its code where the catalog says nothing`() {
    var catalog = SampleReport.catalog
    catalog.causes = [:]
    let document = ReportDocument(report: SampleReport.failing(), catalog: catalog, exitStatus: 1)
    #expect(document.findings[0].title == "egress.dropped")
    #expect(document.findings[0].remedy.steps.isEmpty)
  }

  @Test func `notes an interruption and another catalog`() {
    var report = SampleReport.healthy()
    report.recording.interruption = .interrupted
    report.recording.unfinishedSteps = [Step.ID(rawValue: "s1")]
    var catalog = SampleReport.catalog
    catalog.digest = "ffff"
    let notes = ReportDocument(report: report, catalog: catalog, exitStatus: 130).notes
    #expect(notes.first?.hasPrefix("The run was interrupted after ") == true)
    #expect(notes.first?.hasSuffix("; 1 step of 6 not finished.") == true)
    #expect(notes.last == "Gathered with the catalog 0123456789abcdef, judged with ffff.")
  }

  @Test func `says what a proxy said`() {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    let proxy = SocketAddress(IPAddress("10.0.0.1")!, port: 3128)
    func tunnel(_ ending: Tunnel.Ending) -> Evidence {
      .tunnel(Tunnel(proxy: "proxy.corp:3128", target: "mcr.microsoft.com:443", ending: ending))
    }
    let connected = Connection(address: proxy, isToProxy: true, ending: .connected(after: .zero, roundTrip: nil))
    let refused = Connection(address: proxy, isToProxy: true, ending: .refused(after: .zero))
    for (id, evidence) in [
      ("serving/denied", [.connection(connected), tunnel(.denied(status: 403, after: .zero))]),
      ("serving/opened", [.connection(connected), tunnel(.opened(after: .zero))]),
      ("serving/refused", [Evidence.connection(refused)]),
    ] {
      let seen = evidence.map { build.observe($0, duration: 1_000) }
      build.verdict(id, "mcr.microsoft.com", .mcr, .accepts, .fail, seen)
    }
    let document = ReportDocument(report: build.report(.fail), catalog: SampleReport.catalog, exitStatus: 1)
    #expect(
      document.phases[0].requirements.map(\.seen) == [
        "via proxy.corp:3128 · proxy says 403", "via proxy.corp:3128 · connected", "via 10.0.0.1:3128 · refused",
      ])
  }

  @Test func `has every count, in bounds for ten thousand addresses`() {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    let many = (0..<10_000).map { "10.0.\($0 / 256).\($0 % 256)" }
    build.pass("serving/many", "many.corp", .dependency, .resolves, [build.lookup("many.corp", many)])
    let document = ReportDocument(report: build.report(.pass), catalog: SampleReport.catalog, exitStatus: 0)
    #expect(document.phases[0].requirements[0].seen == "10.0.0.0, 10.0.0.1 +9998")
    #expect(document.summary.counts.count == Standing.allCases.count)
  }
}

@Suite struct `A plan` {
  @Test(arguments: PlanRenderer.Format.allCases) func `names every requirement and step`(format: PlanRenderer.Format) {
    let recording = EveryEvidence.report().recording
    let text = PlanRenderer(TextOptions(width: 120)).render(recording, as: format)
    for planned in recording.plan.requirements { #expect(text.contains(planned.requirement.id.rawValue)) }
    for omission in recording.plan.omissions { #expect(text.contains(omission.requirement.id.rawValue)) }
    #expect(text.contains("fd00::7") && text.contains("10.0.0.1:80"))
    #expect(text == PlanRenderer(TextOptions(width: 120)).render(recording, as: format))
  }

  @Test(arguments: PlanRenderer.Format.allCases, [HostileText.controls, HostileText.megabyte, "=cmd()|x,\"y\""])
  func `shows hostile text safely and in bounds`(format: PlanRenderer.Format, hostile: String) {
    var recording = SampleReport.failing().recording
    recording.deployment.name = hostile
    recording.vantage.nameservers = []
    recording.plan.requirements[0].requirement.title = hostile
    recording.plan.omissions[0].reason = .notSelected(by: hostile)
    let text = PlanRenderer().render(recording, as: format)
    #expect(HostileText.isSafe(text))
    // JSON keeps values whole; the other formats are for people.
    #expect(format == .json || text.utf8.count < 20_000)
    #expect(format != .csv || !text.split(separator: ",").contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") })
  }

  @Test func `names the role that selects a step`() {
    let text = PlanRenderer().render(SampleReport.failing().recording, as: .table)
    #expect(text.contains("mcr.microsoft.com:443  mcr\n"))
    let ascii = PlanRenderer(TextOptions(ascii: true)).render(SampleReport.failing().recording, as: .table)
    #expect(ascii.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `looks up a proxy's name and not the endpoint's`() throws {
    var recording = EveryEvidence.report().recording
    recording.plan.steps = [recording.plan.steps[1]]
    let rows = PlanRenderer().render(recording, as: .csv).split(separator: "\n")
    #expect(rows[1].contains("connection by the proxy"))
    #expect(!rows[1].contains("lookup"))
  }
}
