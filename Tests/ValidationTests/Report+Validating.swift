import CheckCatalog
import Intake
import Judging
import Model
import Planning
import TestSupport
import Testing

extension Report {
  /// What the shipped catalog's rules say about a deployment file's text, as `validate` asks them.
  ///
  /// - Parameters:
  ///   - pattern: Of the requirements to judge; by default every rule about the declared deployment.
  ///   - rules: The day whose edition of the rules judges; `nil`: the newest.
  ///   - day: The day of the run.
  init(
    validating yaml: String, only pattern: String = EndpointRole.plan.rawValue, rules: Day? = nil, on day: String,
    references: References? = nil
  ) throws {
    let catalog = try CatalogReader.embedded()
    let reader = DeploymentReader(regions: catalog.regions, hostSuffixes: [], roles: catalog.endpoints.map(\.role))
    let deployment = try reader.deployment(from: yaml, named: "plan.yaml")
    let vantage = Vantage.with(kind: .workstation)
    let plan = Planner(catalog: catalog).plan(
      for: deployment, from: vantage, selecting: Selection(only: [pattern], rules: rules))
    self = Judge(catalog: catalog).report(
      on: Recording(
        toolVersion: "test", catalogDigest: catalog.digest, startedAt: try #require(Timestamp("\(day)T09:00:00Z")),
        duration: .zero, deployment: deployment, vantage: vantage, references: references, plan: plan, observations: [])
    )
  }

  /// The verdict on a requirement that is in the plan.
  subscript(id: Requirement.ID) -> Verdict { verdicts.first { $0.requirement == id }! }
}
