import Model
import Testing

@testable import Reporting

@Suite struct `A comparison` {
  private static let host = "mystore.blob.core.windows.net"

  /// A report on one host, with what a test changes.
  private struct Case {
    var address = "10.240.1.7"
    var status = 400
    var issuer = "CN=Microsoft Azure RSA TLS Issuing CA 03"
    var fingerprint = "aa"
    var observedFirst = false
    var connectTime: Int64 = 2_000
    var port: UInt16 = 443
    var outcome = Verdict.Outcome.pass
    var cause: Cause?
    var nameserver = "10.0.0.4"
    var digest = "0123456789abcdef"
    var toolVersion = "0.1.0"
    var title: String?
    var change: (inout Deployment) -> Void = { _ in }

    var document: ReportDocument {
      var build = ReportBuilder(
        vantage: Vantage(kind: .node, nameservers: [SocketAddress(IPAddress(nameserver)!, port: 53)]))
      // One more observation shifts the number of every other.
      if observedFirst { _ = build.connection("127.0.0.1", .refused(after: .zero), duration: 0) }
      build.pass(
        "router-operation/blob-resolves", host, .blobStorage, .resolves, [build.lookup(host, [address])])
      build.verdict(
        "router-operation/blob-answers", host, .blobStorage, .answers(service: .storage), outcome,
        build.visit(host, address, status: status))
      if let cause {
        build.finding(
          cause, Finding.Subject(kind: .endpoint, id: "blobStorage", detail: "\(host):\(port)"), facts: [:],
          explains: ["router-operation/blob-answers"], blocks: [], evidence: [], phase: .routerOperation)
      }
      change(&build.deployment)
      var report = build.report(outcome == .fail ? .fail : .pass)
      report.recording.toolVersion = toolVersion
      if let title { report.recording.plan.requirements[0].requirement.title = title }
      adjust(&report.recording)
      var catalog = SampleReport.catalog
      catalog.digest = digest
      return ReportDocument(report: report, catalog: catalog, exitStatus: 0)
    }

    private func adjust(_ recording: inout Recording) {
      for (index, observation) in recording.observations.enumerated() {
        switch observation.evidence {
        case .handshake(var handshake):
          handshake.chain[0].issuer = issuer
          handshake.chain[0].fingerprint = fingerprint
          handshake.address.port = port
          recording.observations[index].evidence = .handshake(handshake)
        case .connection(var connection):
          guard connection.isConnected else { continue }
          connection.ending = .connected(after: Milliseconds(microseconds: connectTime), roundTrip: nil)
          connection.address.port = port
          recording.observations[index].evidence = .connection(connection)
        case .lookup, .tunnel, .response, .time, .exchange, .cluster: continue
        }
      }
      for (index, step) in recording.plan.steps.enumerated() {
        guard case .reach(var endpoint, let rung, let route) = step.probe else { continue }
        endpoint.port = port
        recording.plan.steps[index].probe = .reach(endpoint: endpoint, upTo: rung, route: route)
      }
    }
  }

  private func changes(_ old: Case, _ new: Case) -> [ReportComparison.Change] {
    ReportComparison(old: old.document, new: new.document).changes
  }

  @Test(arguments: Sample.allCases) func `of a report with itself is empty`(sample: Sample) {
    let comparison = ReportComparison(old: sample.document, new: sample.document)
    #expect(comparison.isEmpty)
    #expect(comparison.changes.isEmpty)
    #expect(!comparison.summary.isWorse)
    #expect(comparison.findings.allSatisfy { $0.change == .persists })
  }

  @Test func `ignores numbers of observations, ports of the system and small differences in time`() {
    let old = Case(port: 40_001)
    let new = Case(observedFirst: true, connectTime: 50_000, port: 40_002)
    #expect(changes(old, new).isEmpty)
  }

  @Test func `says that a port changed which a person chose`() {
    var old = Case()
    old.change = { $0.scoring.port = 443 }
    var new = Case()
    new.change = { $0.scoring.port = 8_443 }
    #expect(
      changes(old, new) == [
        ReportComparison.Change(
          owner: .deployment, kind: "declared value", subject: "scoring.port", old: "443", new: "8443")
      ])
  }

  @Test func `gives each change to its owner`() {
    func one(_ new: Case) -> ReportComparison.Change? {
      let all = changes(Case(), new)
      #expect(all.count == 1, "\(all)")
      return all.first
    }
    var renamed = Case()
    renamed.change = { $0.network.subnet = IPPrefix("10.1.0.0/16") }
    let cases: [(Case, ReportComparison.Owner, String, String)] = [
      (Case(issuer: "CN=Corp"), .network, "issuer", Self.host),
      (Case(fingerprint: "bb"), .network, "certificate", Self.host),
      (Case(connectTime: 90_000), .network, "time to connect", Self.host),
      (Case(status: 403), .network, "response", Self.host),
      (renamed, .deployment, "declared value", "network.subnet.prefix"),
      (Case(digest: "fedcba9876543210"), .catalog, "digest", "catalog"),
    ]
    for (new, owner, kind, subject) in cases {
      let change = one(new)
      #expect(change?.owner == owner)
      #expect(change?.kind == kind)
      #expect(change?.subject == subject)
    }
  }

  @Test func `tells where an answer changed`() {
    let all = changes(Case(), Case(address: "20.60.1.1"))
    #expect(
      all == [
        ReportComparison.Change(
          owner: .network, kind: "answer", subject: "\(Self.host) at 10.0.0.4", old: "10.240.1.7", new: "20.60.1.1")
      ])
  }

  @Test func `tells the tool's changes and the vantage's`() {
    #expect(Set(changes(Case(), Case(toolVersion: "0.2.0")).map(\.owner)) == [.tool])
    let vantage = changes(Case(), Case(nameserver: "10.0.0.5"))
    #expect(vantage.map(\.owner) == [.vantage])
    #expect(vantage.map(\.kind) == ["nameservers"])
  }

  @Test func `tells a requirement that the catalog changed from one that the deployment changed`() {
    let changed = changes(Case(), Case(digest: "fedcba9876543210", title: "Another"))
    #expect(changed.map(\.kind) == ["digest", "requirement"])
    #expect(changed.allSatisfy { $0.owner == .catalog })
    #expect(changes(Case(), Case(title: "Another")).isEmpty)
  }

  @Test(arguments: [
    (Verdict.Outcome.pass, Verdict.Outcome.fail, ReportComparison.RequirementChange.Kind?.some(.newlyFails)),
    (.inconclusive, .fail, .newlyFails), (.fail, .fail, .stillFails), (.fail, .pass, .fixed),
    (.fail, .inconclusive, .noLongerSeen), (.pass, .inconclusive, .differs), (.pass, .pass, nil),
    (.inconclusive, .inconclusive, nil),
  ])
  func `says how a requirement stands`(
    old: Verdict.Outcome, new: Verdict.Outcome, change: ReportComparison.RequirementChange.Kind?
  ) {
    let comparison = ReportComparison(old: Case(outcome: old).document, new: Case(outcome: new).document)
    #expect(comparison.requirements.map(\.change) == (change.map { [$0] } ?? []))
    #expect(comparison.summary.isWorse == (change == .newlyFails))
  }

  @Test func `matches causes by cause and subject`() {
    let dropped = Case(port: 40_001, outcome: .fail, cause: .egressDropped)
    let again = Case(port: 40_002, outcome: .fail, cause: .egressDropped)
    let other = Case(outcome: .fail, cause: .egressRejected)
    func kinds(_ old: Case, _ new: Case) -> [ReportComparison.FindingChange.Kind] {
      ReportComparison(old: old.document, new: new.document).findings.map(\.change)
    }
    #expect(kinds(Case(), dropped) == [.new])
    #expect(kinds(dropped, again) == [.persists])
    #expect(kinds(dropped, other) == [.new, .gone])
    #expect(kinds(dropped, Case()) == [.gone])
  }

  @Test func `gives a report what is new since its baseline`() {
    let document = Case(outcome: .fail, cause: .egressDropped).document
    let compared = document.compared(with: Case().document)
    #expect(compared.baseline?.newlyFailing.map(\.rawValue) == ["router-operation/blob-answers"])
    #expect(compared.baseline?.newFindings.count == 1)
    #expect(TextRenderer().render(compared).contains("that did not on 2026-01-31"))
    #expect(document.compared(with: document).baseline?.newlyFailing == [])
  }

  @Test func `tells many certificates renewed by their issuers in one line, and others one by one`() {
    func change(_ kind: String, _ host: Int, _ old: String, _ new: String) -> ReportComparison.Change {
      ReportComparison.Change(owner: .network, kind: kind, subject: "h\(host).example", old: old, new: new)
    }
    var comparison = ReportComparison(old: Case().document, new: Case().document)
    comparison.changes = (1...6).map { change("certificate", $0, "aa until 2026-11-23", "b\($0) until 2027-02-2\($0)") }
    comparison.changes += [change("issuer", 6, "CN=Public", "CN=Corp"), change("response", 1, "200", "403")]
    let read = comparison.changesToRead(of: .network)
    #expect(read.map(\.kind) == ["5 certificates renewed by the same issuers", "certificate", "issuer", "response"])
    #expect(read[0].subject == "h1.example, h2.example, h3.example +2")
    #expect(read[0].old == "until 2026-11-23" && read[0].new == "until 2027-02-21, 2027-02-22, 2027-02-23 +2")
    for format in [ComparisonFormat.text, .markdown, .html] {
      let text = ComparisonRenderer(TextOptions(width: 120)).render(comparison, as: format)
      #expect(text.contains("5 certificates renewed by the same issuers") && !text.contains("b3 until"), "\(format)")
    }
    #expect(ComparisonRenderer().render(comparison, as: .json).contains("b3 until 2027-02-23"))
    comparison.changes.removeFirst(2)
    #expect(comparison.changesToRead(of: .network) == comparison.changes)
  }

  @Test(arguments: ComparisonFormat.allCases) func `is the same bytes every time`(format: ComparisonFormat) {
    let comparison = ReportComparison(
      old: Case().document, new: Case(issuer: "CN=<b>|`\u{1B}[31m", outcome: .fail, cause: .egressDropped).document)
    let text = ComparisonRenderer().render(comparison, as: format)
    #expect(text == ComparisonRenderer().render(comparison, as: format))
    #expect(text.hasSuffix("\n"))
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("router-operation") || format == .markdown)
  }
}
