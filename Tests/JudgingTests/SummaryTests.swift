import Judging
import Model
import TestSupport
import Testing

@Suite struct `A report` {
  private func omission(_ reason: Omission.Reason, need: Requirement.Need = .required) -> Omission {
    let requirement = Requirement(
      id: "serving/router-peers-accepts", title: "", phase: .serving, role: .routerPeers, expectation: .accepts,
      consumer: .routerPod, need: need)
    return Omission(requirement: requirement, reason: reason)
  }

  @Test func `of a healthy deployment has no finding`() {
    let report = Report.on(.of(.mcr), .of(.acr), .of(.apiServer))
    #expect(report.findings.isEmpty)
    #expect(report.summary.outcome == .pass)
    #expect(report.summary.firstBrokenPhase == nil)
    #expect(
      report.summary.counts == [.pass: 7, .fail: 0, .warn: 0, .blocked: 0, .inconclusive: 0, .skipped: 0])
    #expect(report.summary.coverage == Summary.Coverage(required: 7, made: 7))
  }

  @Test func `ends with what was not checked`() {
    let omissions = [omission(.notVisible(from: [.pod])), omission(.notInCloud(cloud: .china))]
    let report = Report.on(.of(.mcr), omissions: omissions)
    #expect(report.verdicts.suffix(2).map(\.outcome) == omissions.map { .skipped(reason: $0.reason) })
    #expect(report.summary.counts[.skipped] == 2)
    #expect(report.summary.coverage == Summary.Coverage(required: 4, made: 3))
    #expect(report.summary.outcome == .pass)
  }

  @Test func `does not count an advisory omission`() {
    let report = Report.on(.of(.mcr), omissions: [omission(.notSelected(by: "--skip"), need: .advisory)])
    #expect(report.summary.coverage.required == 3)
  }

  @Test func `fails where the first phase breaks`() {
    let report = Report.on(
      .of(.mcr), .of(.acr, phases: [.modelDeployment, .serving], connection: .unanswered(after: .fiveSeconds)))
    #expect(report.summary.outcome == .fail)
    #expect(report.summary.firstBrokenPhase == .modelDeployment)
    #expect(report.summary.counts[.fail] == 2)
  }

  @Test func `is incomplete when something required is not known`() {
    let report = Report.on(.of(.mcr), Visit(.acr, evidence: [], isFinished: false), interruption: .terminated)
    #expect(report.summary.outcome == .incomplete)
    #expect(report.summary.coverage == Summary.Coverage(required: 5, made: 3))
  }

  @Test func `passes with a warning when something advisory fails`() {
    let report = Report.on(.of(.mcr), .of(.acr, need: .advisory, connection: .unanswered(after: .fiveSeconds)))
    #expect(report.summary.outcome == .pass)
    #expect(report.summary.firstBrokenPhase == nil)
    #expect(report.summary.counts[.warn] == 1)
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `puts failures first, then early phases, then what explains more`() {
    let dead = Connection.Ending.unanswered(after: .fiveSeconds)
    let refused = Connection.Ending.refused(after: .zero)
    let report = Report.on(
      .of(.entraLogin), .of(.apiServer, need: .advisory, connection: dead),
      .of(.acr, phases: [.serving], connection: refused),
      .of(.mcr, phases: [.clusterCreation], connection: refused),
      .of(.blobStorage, phases: [.clusterCreation, .serving], connection: refused))
    #expect(report.findings.map(\.subject.id) == ["blobStorage", "mcr", "acr", "apiServer"])
  }

  @Test func `fills in a regional service tag, and leaves the region out where it is unknown`() {
    let visit = Visit.of(.acr, connection: .refused(after: .zero))
    let report = Report.on(visit)
    #expect(report.findings[0].facts[.serviceTag] == "AzureContainerRegistry.westeurope")
    #expect(report.findings[0].facts[.deployment] == "prod-westeurope")
    #expect(report.findings[0].facts[.region] == "westeurope")
    #expect(
      Report.on(visit, deployment: Deployment(name: "x")).findings[0].facts[.serviceTag] == "AzureContainerRegistry")
  }

  @Test func `of several hosts under one id blocks only what needs the same host`() {
    let other = Endpoint.with(role: .mcr, host: "other.microsoft.com")
    let report = Report.on(.unresolved(.mcr, .missing()), .unresolved(other, .serverFailure), .of(.entraLogin))
    #expect(report.findings.count == 2)
    #expect(report.findings.allSatisfy { $0.blocks == ["cluster-creation/mcr-answers"] })
    let mixed = Report.on(.unresolved(.mcr, .missing()), .of(other))
    #expect(mixed.verdicts.map(\.outcome).count { $0 == .pass } == 3)
  }
}
