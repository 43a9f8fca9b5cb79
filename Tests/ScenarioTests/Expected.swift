import Lab
import Model
import Testing

/// A scenario, and all that a run against it must come to.
struct Expected: Sendable, CustomTestStringConvertible {
  var title: String
  var scenario: Scenario
  /// As `Rehearsal.findings`, whatever their order.
  var findings: [String]
  var outcome: Summary.Outcome
  var phase: Phase?

  /// Nothing is expected to be found unless it is said; what is found is expected to be a failure unless it is a warning.
  init(
    _ title: String, faults: [LabHost: Fault] = [:], secondAddresses: [LabHost: Fault?] = [:],
    nameFaults: [LabHost: NameFault] = [:], nameservers: [NameFault?] = [nil], finds findings: String...,
    in phase: Phase? = nil
  ) {
    self.title = title
    scenario = Scenario(
      id: "test", title: title, faults: faults, secondAddresses: secondAddresses, nameFaults: nameFaults,
      nameservers: nameservers)
    self.findings = findings
    self.phase = phase
    outcome = findings.allSatisfy { $0.hasPrefix("warning:") } ? .pass : .fail
  }

  var testDescription: String { title }

  /// Runs the scenario and compares.
  func expectHolds() async throws {
    let rehearsal = try await Rehearsal(scenario)
    #expect(rehearsal.findings.sorted() == findings.sorted())
    #expect(rehearsal.report.summary.outcome == outcome)
    #expect(rehearsal.report.summary.firstBrokenPhase == phase)
    try rehearsal.expectOrder()
  }
}

extension LabHost {
  /// The hosts that the lab's deployment needs.
  static let planned = allCases.filter {
    ![.azureMLWorkspaceAPI, .azureMLExperiments, .extensionConfig].contains($0)
  }
}
