import ArgumentParser
import Foundation
import Model
import Planning

struct RunCommand: AsyncParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Check a deployment: plan, probe, judge, diagnose, report.",
    discussion: """
      Example:
        aml-preflight run deployment.yaml
        aml-preflight run deployment.yaml --vantage node -o text -o json=report.json
        aml-preflight run --from aks.json
      """)

  @Argument(help: "The deployment file, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployment: String?

  @OptionGroup(title: "Without a deployment file") var discovery: DiscoveryOptions
  @OptionGroup(title: "Inside the cluster") var models: ModelNamespaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "What is sent") var sending: SampleOptions
  @OptionGroup(title: "Rules") var rules: RulesOptions
  @OptionGroup(title: "Where from") var vantage: VantageOptions
  @OptionGroup(title: "What is known of that place") var place: PlaceOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    OutputOptions.environmentOptions + SelectionOptions.environmentOptions + VantageOptions.environmentOptions
    + PlaceOptions.environmentOptions
    + RulesOptions.environmentOptions + LimitOptions.environmentOptions + DiscoveryOptions.environmentOptions
    + RunOptions.environmentOptions + SampleOptions.environmentOptions
    + GeneralOptions.environmentOptions + ModelNamespaceOptions.environmentOptions

  mutating func validate() throws { try discovery.check(against: deployment) }

  func run() async throws {
    try output.check(against: discovery.inputs(with: deployment) + rules.inputs)
    let composition = Composition(catalog: try general.loadCatalog())
    let environment = ProcessInfo.processInfo.environment
    let entrance = try ClusterEntrance(
      discovery.cluster, models: models, vantage: vantage.kind, environment: environment, readsContents: true)
    if !reporting.quiet { entrance?.complain() }
    let declared = try composition.deployment(atPath: deployment, or: discovery, quietly: reporting.quiet)
    let deployment = entrance?.applied(to: declared) ?? declared
    var vantage = place.applied(
      to: try vantage.vantage(for: deployment, environment: environment), deployment: deployment)
    vantage.clusterAccess = entrance?.access
    let sample = try sending.sample(for: deployment)
    let status = try await Check(
      composition: composition, deployment: deployment, vantage: vantage,
      selection: rules.applied(to: try selection.selection(by: Planner(catalog: composition.catalog)))
        .posting(sample?.request),
      references: try rules.data().references(for: deployment, regions: composition.catalog.regions),
      limits: limits.limits(), attempts: limits.attempts, makesFollowUps: !limits.noFollowUps,
      caFile: self.vantage.caFile, sampleBody: sample?.body ?? [], login: entrance?.login, output: output,
      reporting: reporting
    ).perform()
    throw status
  }
}
