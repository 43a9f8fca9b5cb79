import ArgumentParser
import Model
import Planning
import Platform
public import Reporting

struct PlanCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a run would send, and to whom; opens no socket.",
    discussion: """
      Example:
        aml-preflight plan deployment.yaml --format markdown
        aml-preflight plan deployment.yaml --allow-list --format csv
        aml-preflight plan deployment.yaml --format azure-firewall --with report.json
      """
  )
  .ofSubcommand

  @Argument(help: "The deployment file, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployment: String?

  @OptionGroup(title: "Without a deployment file") var discovery: DiscoveryOptions

  @OptionGroup(title: "Inside the cluster") var models: ModelNamespaceOptions

  @Option(
    help: """
      Format: table, json, csv or markdown; of the allow-list also azure-firewall, nsg, squid or hosts.
      """)
  var format: AllowListRenderer.Format = .table

  @Flag(help: "Show whom to allow, instead of the steps: every host with port, protocol, reason and origin.")
  var allowList = false

  @Option(
    help: ArgumentHelp(
      "Add to the allow-list what this report's run discovered: addresses, and hosts it was sent to; repeatable.",
      valueName: "report"), completion: .reports)
  var with: [String] = []

  @Flag(help: "Leave out what may be tried besides the plan.")
  var noFollowUps = false

  @Option(help: ArgumentHelp("How often what fails is tried altogether.", valueName: "n"))
  var attempts = 2

  @Flag(name: .customLong("no-api-checks"), help: "Do not ask the Kubernetes API about the cluster.")
  var withoutAPIChecks = false

  @Flag(help: "Use ASCII characters only.")
  var ascii = false

  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "Rules") var rules: RulesOptions
  @OptionGroup(title: "Where from") var vantage: VantageOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    SelectionOptions.environmentOptions + RulesOptions.environmentOptions + DiscoveryOptions.environmentOptions
    + VantageOptions.environmentOptions + GeneralOptions.environmentOptions + ModelNamespaceOptions.environmentOptions
    + [
      EnvironmentOption("ascii", .flag), EnvironmentOption("no-follow-ups", .flag),
      EnvironmentOption("allow-list", .flag),
      EnvironmentOption("attempts"), EnvironmentOption("no-api-checks", .flag),
    ]

  mutating func validate() throws {
    try discovery.check(against: deployment)
    guard with.isEmpty || showsAllowList else {
      throw ValidationError("--with adds to the allow-list: add --allow-list, or a format of rules such as squid.")
    }
    guard LimitOptions.possibleAttempts.contains(attempts) else { throw LimitOptions.attemptsError }
  }

  /// Rules can be written for hosts, and not for steps.
  private var showsAllowList: Bool { allowList || PlanRenderer.Format(rawValue: format.rawValue) == nil }

  func run() throws {
    try StandardInput.check([deployment].compactMap(\.self) + discovery.documents + with)
    let composition = Composition(catalog: try general.loadCatalog())
    let environment = Variables.all
    let entrance = try ClusterEntrance(
      discovery.cluster, models: models, vantage: vantage.kind, environment: environment, readsContents: false)
    let declared = try composition.deployment(atPath: deployment, or: discovery)
    let deployment = entrance?.applied(to: declared) ?? declared
    let planner = Planner(catalog: composition.catalog)
    var vantage = try vantage.vantage(for: deployment, environment: environment)
    vantage.clusterAccess = withoutAPIChecks ? nil : entrance?.access
    let selection = rules.applied(to: try selection.selection(by: planner))
    let options = TextOptions(
      width: OutputWriter.width(toTerminal: Terminal.isTerminal(.standardOutput)), ascii: ascii)
    guard !showsAllowList, let format = PlanRenderer.Format(rawValue: format.rawValue) else {
      var list = planner.allowList(for: deployment, proxy: vantage.proxy, selecting: selection)
      for recording in try with.flatMap({ try ReportDocument(path: $0).recordings }) {
        planner.add(discoveredIn: recording, to: &list)
      }
      try OutputWriter.print(
        AllowListRenderer(options).render(list, tags: composition.catalog.serviceTags, as: format))
      return
    }
    let plan = planner.plan(for: deployment, from: vantage, selecting: selection)
    let followUps =
      noFollowUps
      ? []
      : FollowUps(catalog: composition.catalog, attempts: attempts).possible(
        after: plan, for: deployment, from: vantage.knowing(plan))
    try OutputWriter.print(
      PlanRenderer(options).render(plan, followUps: followUps, deployment: deployment, vantage: vantage, as: format))
  }
}

extension AllowListRenderer.Format: Choice {}
