import ArgumentParser
import Execution
import Model
import Planning
import Platform
import Reporting

struct RunCommand: AsyncParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Check a deployment: plan, probe, judge, diagnose, report.",
    discussion: """
      Example:
        aml-preflight run deployment.yaml
        aml-preflight run deployment.yaml --vantage node -o text -o json=report.json
        aml-preflight run --from aks.json
      """
  )
  .ofSubcommand

  @Argument(help: "The deployment file, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployment: String?

  @Option(
    help: ArgumentHelp(
      "Check again and again, with so long from start to start, until SIGTERM or SIGINT; -o json writes a line a report.",
      valueName: "duration"), transform: TimeSpan.init(option:))
  var every: TimeSpan?

  @OptionGroup(title: "Without a deployment file") var discovery: DiscoveryOptions
  @OptionGroup(title: "Inside the cluster") var models: ModelNamespaceOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "What is sent") var sending: SampleOptions
  @OptionGroup(title: "Rules") var rules: RulesOptions
  @OptionGroup(title: "Where from") var vantage: VantageOptions
  @OptionGroup(title: "What is known of that place") var place: PlaceOptions
  @OptionGroup(title: "The cluster's API") var cluster: InClusterOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    OutputOptions.environmentOptions + SelectionOptions.environmentOptions + VantageOptions.environmentOptions
    + PlaceOptions.environmentOptions
    + RulesOptions.environmentOptions + LimitOptions.environmentOptions + DiscoveryOptions.environmentOptions
    + RunOptions.environmentOptions + SampleOptions.environmentOptions + InClusterOptions.environmentOptions
    + GeneralOptions.environmentOptions + ModelNamespaceOptions.environmentOptions + [EnvironmentOption("every")]

  /// Less would leave no time between checks, and be a load for what is checked.
  private static let shortestInterval = Duration.seconds(30)

  mutating func validate() throws {
    try discovery.check(against: deployment)
    guard let every else { return }
    guard every.duration >= Self.shortestInterval else { throw ValidationError("--every takes 30s at least.") }
    if deployment == "-" {
      throw ValidationError("--every reads the deployment file each time; standard input can be read only once.")
    }
    for target in output.targets where target.file == nil && !target.format.takesSeveralReports {
      throw ValidationError(
        "-o \(target.format.rawValue) takes one report, and --every writes several to standard output. Give it a file, or use "
          + "one of: \(ReportFormat.allCases.filter(\.takesSeveralReports).map(\.rawValue).joined(separator: ", ")).")
    }
  }

  func run() async throws {
    try output.check(against: discovery.inputs(with: deployment) + rules.inputs)
    try StandardInput.check(
      [deployment, reporting.baseline].compactMap(\.self) + discovery.documents)
    let composition = Composition(catalog: try general.loadCatalog())
    guard let every else { throw try await check(by: composition, quietly: reporting.quiet).perform() }
    // Everything is read anew each time: nameservers, the deployment file, the token.
    throw try await Rounds(interval: every.duration).run { isFirst in
      try await check(by: composition, quietly: reporting.quiet || !isFirst).outcome(isOneOfSeveral: true)
    }
  }

  /// What is to be done, by the files as they are now.
  private func check(by composition: Composition, quietly: Bool) throws -> Check {
    let environment = Variables.all
    let entrance = try ClusterEntrance(
      discovery.cluster, models: models, vantage: vantage.kind, environment: environment, readsContents: true)
    if !quietly { entrance?.complain() }
    let declared = try composition.deployment(atPath: deployment, or: discovery, quietly: quietly)
    let deployment = entrance?.applied(to: declared) ?? declared
    var vantage = place.applied(
      to: try vantage.vantage(for: deployment, environment: environment), deployment: deployment)
    vantage.clusterAccess = cluster.withoutAPIChecks ? nil : entrance?.access
    let sample = try sending.sample(for: deployment)
    let limits = self.limits.limits()
    return Check(
      composition: composition, deployment: deployment, vantage: vantage,
      selection: rules.applied(to: try selection.selection(by: Planner(catalog: composition.catalog)))
        .posting(sample?.request),
      references: try rules.data().references(for: deployment, regions: composition.catalog.regions),
      limits: limits, attempts: self.limits.attempts, makesFollowUps: !self.limits.noFollowUps,
      caFile: self.vantage.caFile, sampleBody: sample?.body ?? [],
      login: vantage.clusterAccess.flatMap { _ in entrance?.login },
      delivery: try cluster.delivery(
        through: entrance, from: vantage, caFile: self.vantage.caFile, patience: limits.step),
      output: output, reporting: reporting)
  }
}
