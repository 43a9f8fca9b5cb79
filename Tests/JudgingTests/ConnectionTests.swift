import Model
import TestSupport
import Testing

private let accepts: Requirement.ID = "cluster-creation/mcr-accepts"
private let answers: Requirement.ID = "cluster-creation/mcr-answers"
private let silence = Connection.Ending.unanswered(after: .fiveSeconds)
private let reset = Connection.Ending.refused(after: .moment)

/// A visit to MCR with these connections, as if nothing came above them.
private func visit(
  _ connections: [Evidence], addresses: [String], _ expectation: Model.Expectation = .accepts, isFinished: Bool = true
) -> Visit {
  Visit(
    .mcr, [.resolves, expectation], evidence: Evidence.lookups("mcr.microsoft.com", addresses: addresses) + connections,
    isFinished: isFinished)
}

@Suite struct `A connection` {
  @Test(arguments: [
    (silence, Symptom.Code.connectionUnanswered, Cause.egressDropped, Finding.Confidence.supported),
    (reset, .connectionRefused, .egressRejected, .supported),
    (.unreachable(reason: .prohibited, after: .zero), .connectionProhibited, .egressProhibited, .proved),
    (.unreachable(reason: .host, after: .zero), .connectionUnreachable, .egressNoRoute, .proved),
    (.unreachable(reason: .network, after: .zero), .connectionUnreachable, .egressNoRoute, .proved),
  ])
  func `fails by how it ended`(
    ending: Connection.Ending, code: Symptom.Code, cause: Cause, confidence: Finding.Confidence
  ) {
    let report = Report.on(.of(.entraLogin), .of(.mcr, phases: [.clusterCreation, .serving], connection: ending))
    #expect(report[answers].outcome == .fail)
    #expect(report.codes(answers) == [code])
    #expect(report[answers].symptoms[0].facts[.address] == "20.61.0.1")
    #expect(report["serving/mcr-answers"].symptoms == report[answers].symptoms)
    #expect(report.causes == [cause])
    let finding = report.findings[0]
    #expect(finding.confidence == confidence)
    #expect(finding.subject == Finding.Subject(kind: .endpoint, id: "mcr", detail: "mcr.microsoft.com:443"))
    #expect(finding.explains == [answers, "serving/mcr-answers"])
    #expect(finding.firstBrokenPhase == .clusterCreation)
    #expect(finding.facts[.title] == "Microsoft Container Registry")
    #expect(finding.facts[.serviceTag] == "MicrosoftContainerRegistry")
    #expect(finding.facts[.endpoint] == "mcr.microsoft.com:443")
    #expect(finding.evidenceFor.count == 1)
  }

  @Test(arguments: [(silence, Cause.egressDropped), (reset, .egressRejected)])
  func `is only suspected to be blocked at a private address`(ending: Connection.Ending, cause: Cause) {
    let report = Report.on(.of(.entraLogin), .of(.acr, addresses: ["10.1.2.3"], connection: ending))
    #expect(report.causes == [cause])
    #expect(report.findings[0].confidence == .suspected)
  }

  @Test func `to one dead address of two is a warning`() {
    let connections: [Evidence] = [.connection("20.61.0.1"), .connection("20.61.0.2", silence)]
    let report = Report.on(visit(connections, addresses: ["20.61.0.1", "20.61.0.2"]))
    #expect(report[accepts].outcome == .pass)
    #expect(report.codes(accepts) == [.addressDead])
    #expect(report[accepts].symptoms[0].facts[.count] == "1")
    #expect(report[accepts].symptoms[0].facts[.total] == "2")
    #expect(report.causes == [.egressOneAddressDead])
    #expect(report.findings[0].severity == .warning)
    #expect(report.findings[0].facts[.address] == "20.61.0.2")
    #expect(report.summary.outcome == .pass)
  }

  @Test func `to every address tells them together`() {
    let connections: [Evidence] = [.connection("20.61.0.1", silence), .connection("20.61.0.2", silence)]
    let report = Report.on(visit(connections, addresses: ["20.61.0.1", "20.61.0.2"]))
    #expect(report.codes(accepts) == [.connectionUnanswered])
    #expect(report[accepts].symptoms[0].facts[.address] == "20.61.0.1, 20.61.0.2")
  }

  @Test func `is one finding however its addresses fail`() {
    let connections: [Evidence] = [.connection("20.61.0.1", silence), .connection("20.61.0.2", reset)]
    let report = Report.on(visit(connections, addresses: ["20.61.0.1", "20.61.0.2"]))
    #expect(report.causes == [.egressRejected])
  }

  @Test func `over IPv6 that this machine does not have says nothing`() {
    let away = Evidence.connection("2603:1030::1", .unreachable(reason: .network, after: .zero))
    let report = Report.on(visit([.connection("20.61.0.1"), away], addresses: ["20.61.0.1", "2603:1030::1"]))
    #expect(report[accepts].outcome == .pass)
    #expect(report[accepts].symptoms.isEmpty)
    let dead = Report.on(
      visit([.connection("20.61.0.1", silence), away], addresses: ["20.61.0.1", "2603:1030::1"]))
    #expect(dead.codes(accepts) == [.connectionUnanswered])
  }

  @Test func `over IPv6 counts where this machine has IPv6`() {
    let away = Evidence.connection("2603:1030::1", .unreachable(reason: .network, after: .zero))
    let other = Visit.of(.entraLogin, addresses: ["2603:1030::9"])
    let report = Report.on(other, visit([.connection("20.61.0.1"), away], addresses: ["20.61.0.1", "2603:1030::1"]))
    #expect(report.codes(accepts) == [.addressDead])
  }

  @Test func `over IPv6 alone fails without a route`() {
    let away = Evidence.connection("2603:1030::1", .unreachable(reason: .network, after: .zero))
    let report = Report.on(visit([away], addresses: ["2603:1030::1"]))
    #expect(report.codes(accepts) == [.connectionUnreachable])
  }

  @Test func `that we could not try is inconclusive`() {
    let report = Report.on(
      visit([.connection("20.61.0.1", .notTried(error: .noFileLeft))], addresses: ["20.61.0.1"]))
    #expect(report[accepts].outcome == .inconclusive)
    #expect(report.codes(accepts) == [.connectionNotTried])
    #expect(report[accepts].symptoms[0].facts[.reason] == "open a socket: Too many open files")
    #expect(report.summary.outcome == .incomplete)
  }

  @Test func `to an address that we could not try leaves the others' failure open`() {
    let connections: [Evidence] = [
      .connection("20.61.0.1", silence), .connection("20.61.0.2", .notTried(error: .noFileLeft)),
    ]
    let report = Report.on(visit(connections, addresses: ["20.61.0.1", "20.61.0.2"]))
    #expect(report[accepts].outcome == .inconclusive)
    #expect(report.findings.isEmpty)
  }

  @Test func `cut off by the end of the run is not a failure`() {
    let report = Report.on(
      visit([.connection("20.61.0.1", silence)], addresses: ["20.61.0.1"], isFinished: false), interruption: .outOfTime)
    #expect(report[accepts].outcome == .inconclusive)
    #expect(report.codes(accepts) == [.notFinished])
    #expect(report[accepts].symptoms[0].facts[.reason] == "outOfTime")
  }

  @Test func `refused in an unfinished step decides only if every address was tried`() {
    let one: [Evidence] = [.connection("20.61.0.1", reset)]
    #expect(Report.on(visit(one, addresses: ["20.61.0.1"], isFinished: false))[accepts].outcome == .fail)
    #expect(
      Report.on(visit(one, addresses: ["20.61.0.1", "20.61.0.2"], isFinished: false))[accepts].outcome == .inconclusive)
  }

  @Test func `not recorded is no evidence`() {
    let report = Report.on(visit([], addresses: ["20.61.0.1"]))
    #expect(report[accepts].outcome == .inconclusive)
    #expect(report.codes(accepts) == [.noEvidence])
  }
}

@Suite struct `Egress` {
  private let blocked: [Visit] = [
    .of(.mcr, connection: silence), .of(.entraLogin, connection: silence), .of(.acr, connection: silence),
  ]

  @Test func `that drops everything is one finding`() {
    let report = Report.on(blocked)
    #expect(report.causes == [.egressAllDropped])
    #expect(report.findings[0].subject.kind == .network)
    #expect(report.findings[0].subject.id == "egress")
    #expect(report.findings[0].subject.members.count == 3)
    #expect(report.findings[0].explains.count == 3)
    #expect(report.findings[0].facts[.members]?.contains("mcr.microsoft.com:443") == true)
  }

  @Test func `that lets one through drops the others one by one`() {
    #expect(Report.on(blocked + [.of(.blobStorage)]).causes == [.egressDropped, .egressDropped, .egressDropped])
  }

  @Test func `that drops everything outside is one finding, whatever answers inside`() {
    let inside = Visit.of(.blobStorage, addresses: ["10.1.2.3"])
    let silentInside = Visit.of(.acrData, addresses: ["10.1.2.4"], connection: silence)
    #expect(Report.on(blocked + [inside]).causes == [.egressAllDropped])
    let report = Report.on(blocked + [inside, silentInside])
    #expect(Set(report.causes) == [.egressAllDropped, .egressDropped])
    #expect(report.findings.first { $0.cause == .egressAllDropped }?.subject.members.count == 3)
    #expect(Report.on(blocked + [silentInside]).causes == [.egressAllDropped])
  }

  @Test func `that drops everything inside is not said to let nothing out`() {
    let inside: [Visit] = [Endpoint.mcr, .acr, .acrData].map { .of($0, addresses: ["10.1.2.3"], connection: silence) }
    #expect(!Report.on(inside + [.of(.entraLogin)]).causes.contains(.egressAllDropped))
  }

  @Test func `that drops two is not everything`() {
    #expect(Report.on(Array(blocked.prefix(2))).causes == [.egressDropped, .egressDropped])
  }

  @Test func `that rejects one is not dropping everything`() {
    let report = Report.on(blocked + [.of(.blobStorage, connection: reset)])
    #expect(!report.causes.contains(.egressAllDropped))
  }

  @Test func `that drops two public hosts of one service tag is one finding`() {
    let report = Report.on(.of(.mcr), .of(.acr, connection: silence), .of(.acrData, connection: silence))
    #expect(report.causes == [.egressDropped])
    #expect(report.findings[0].subject.id == "acr")
    #expect(report.findings[0].subject.members == ["myacr.azurecr.io:443", "myacr.westeurope.data.azurecr.io:443"])
    let apart = Report.on(
      .of(.mcr), .of(.acr, connection: silence), .of(.acrData, addresses: ["10.1.2.3"], connection: silence))
    #expect(apart.causes == [.egressDropped, .egressDropped])
  }

  @Test func `without a route for several is one finding`() {
    let gone = Connection.Ending.unreachable(reason: .network, after: .zero)
    let report = Report.on(.of(.entraLogin), .of(.mcr, connection: gone), .of(.acr, connection: gone))
    #expect(report.causes == [.egressNoRoute])
    #expect(report.findings[0].subject.id == "egress")
    #expect(report.findings[0].subject.members == ["mcr.microsoft.com:443", "myacr.azurecr.io:443"])
  }
}
