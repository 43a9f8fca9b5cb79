import CheckCatalog
import Execution
import Foundation
import Intake
import Judging
import Lab
import Model
import Planning
import Probing
import Reporting
import Testing

/// A whole run against a lab, in this process, by the parts that the program uses.
struct Rehearsal {
  /// How long one step may take. What is right answers in a few milliseconds.
  static let step = Duration.milliseconds(1500)
  /// Steps at once: fewer than the program has, since many labs share the cores with what probes them.
  static let width = 16

  let catalog: Catalog
  let report: Report
  /// The lab's one port, which tests leave out of what they compare.
  let port: UInt16

  /// Runs a scenario; `edit` changes the lab's deployment file, `proxy` says what everything goes through, `time` is what
  /// the whole run may take.
  init(
    _ scenario: Scenario, step: Duration = Rehearsal.step, time: Duration? = nil, toolVersion: String = "test",
    width: Int = Rehearsal.width, attempts: Int = 2,
    makesFollowUps: Bool = true, search: Vantage.SearchList? = nil,
    families: [IPAddress.Family] = [.ipv4, .ipv6], edit: (String) -> String = { $0 },
    proxy: (Lab) -> Proxy? = { _ in nil }
  ) async throws {
    let lab = try Lab(scenario: scenario)
    defer { lab.stop() }
    let catalog = try CatalogReader.embedded()
    let reader = DeploymentReader(
      regions: catalog.regions, hostSuffixes: [], roles: catalog.endpoints.map(\.role))
    let deployment = try reader.deployment(from: edit(lab.deploymentFile), named: "lab.yaml")
    let vantage = Vantage(
      kind: .pod, nameservers: lab.nameservers, nameserversFrom: "the lab", search: search, proxy: proxy(lab),
      families: families, trustStore: "the lab's own authority")
    let plan = Planner(catalog: catalog).plan(for: deployment, from: vantage)
    let runner = Runner(limits: RunLimits(width: width, step: step, run: time))
    let settings = Network.Settings(
      vantage: vantage, trust: try TrustStore(file: lab.caFile), stepTimeout: step)
    let followUps = FollowUps(catalog: catalog, attempts: attempts)
    let startedAt = Timestamp(secondsSince1970: Int64(Date().timeIntervalSince1970))
    let recording = try await Network.open(settings) { network in
      await runner.recording(
        of: plan, for: deployment, from: vantage, by: network.prober, startedAt: startedAt,
        toolVersion: toolVersion, catalogDigest: catalog.digest,
        following: { makesFollowUps ? followUps.steps(after: $0) : [] })
    }
    self.catalog = catalog
    report = Judge(catalog: catalog).report(on: recording)
    port = lab.port
  }

  /// What was found, a line each, without the lab's port: `egress.dropped mcr mcr.microsoft.com`; what it covers in
  /// brackets if it is several things; a warning says so first.
  var findings: [String] {
    report.findings.map { finding in
      let subject = finding.subject
      let words = [
        finding.severity == .warning ? "warning:" : "", finding.cause.rawValue, subject.id, subject.detail,
        subject.members.isEmpty ? "" : "[" + subject.members.joined(separator: " ") + "]",
      ]
      return words.filter { !$0.isEmpty }.joined(separator: " ").replacingOccurrences(of: ":\(port)", with: "")
    }
  }

  /// The outcomes of the requirement, of all its endpoints.
  func outcomes(_ id: Requirement.ID) -> [Verdict.Outcome] {
    report.verdicts.filter { $0.requirement == id }.map(\.outcome)
  }

  /// Holds of every run, whatever is broken.
  func expectOrder(within step: Duration = Rehearsal.step) throws {
    expectEveryFailureExplained()
    expectDeadlinesKept(step)
    // The words for it can be found, and written down.
    let document = ReportDocument(report: report, catalog: catalog, exitStatus: 0)
    #expect(document.findings.count == report.findings.count)
    #expect(Judge(catalog: catalog).report(on: report.recording) == report)
  }

  private func expectEveryFailureExplained() {
    let required = Set(
      report.recording.plan.requirements.filter { $0.requirement.need == .required }.map(\.requirement.id))
    for verdict in report.verdicts where verdict.outcome == .fail {
      let causes = report.findings.filter { $0.explains.contains(verdict.requirement) }
      #expect(!causes.isEmpty, "nothing explains \(verdict.requirement)")
      if required.contains(verdict.requirement) {
        #expect(causes.contains { $0.severity == .failure }, "only a warning explains \(verdict.requirement)")
      }
    }
    for verdict in report.verdicts {
      guard case .blocked(let blockers) = verdict.outcome else { continue }
      for blocker in blockers {
        let outcomes = outcomes(blocker)
        #expect(
          outcomes.contains { if case .blocked = $0 { true } else { $0 == .fail } },
          "\(verdict.requirement) is blocked by \(blocker), which is \(outcomes)")
      }
      let hosts = report.findings.filter { $0.blocks.contains(verdict.requirement) }
      #expect(!hosts.isEmpty, "no finding says what blocks \(verdict.requirement)")
    }
  }

  private func expectDeadlinesKept(_ step: Duration) {
    let recording = report.recording
    let slack = Duration.milliseconds(700)
    let rounds = (recording.plan.steps.count + Self.width - 1) / Self.width
    // Steps begin when a thread is free for them, which takes a while where other tests take all cores.
    #expect(recording.duration.asDuration < (step + slack) * rounds + .seconds(10))
    #expect(recording.unfinishedSteps.isEmpty)
    for id in recording.plan.steps.map(\.id) {
      let observations = recording.observations.filter { $0.step == id }
      let start = observations.map(\.start.asDuration).min() ?? .zero
      let end = observations.map { $0.start.asDuration + $0.duration.asDuration }.max() ?? .zero
      #expect(end - start < step + slack, "step \(id)")
    }
  }
}

extension Milliseconds {
  fileprivate var asDuration: Duration { .microseconds(microseconds) }
}
