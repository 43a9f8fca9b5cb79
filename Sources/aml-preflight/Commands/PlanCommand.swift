public import ArgumentParser
import EventLoop
import Foundation
import Model
import Planning
public import Reporting

struct PlanCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a run would send, and to whom; opens no socket.",
    discussion: """
      Example:
        aml-preflight plan deployment.yaml --format markdown
      """)

  @Argument(help: "The deployment file, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployment: String?

  @OptionGroup(title: "Without a deployment file") var discovery: DiscoveryOptions

  @Option(help: "Format: table, json, csv or markdown.")
  var format: PlanRenderer.Format = .table

  @Flag(help: "Leave out what may be tried besides the plan.")
  var noFollowUps = false

  @Option(help: ArgumentHelp("How often what fails is tried altogether.", valueName: "n"))
  var attempts = 2

  @Flag(help: "Use ASCII characters only.")
  var ascii = false

  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "Rules") var rules: RulesOptions
  @OptionGroup(title: "Where from") var vantage: VantageOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    SelectionOptions.environmentOptions + RulesOptions.environmentOptions + DiscoveryOptions.environmentOptions
    + VantageOptions.environmentOptions + GeneralOptions.environmentOptions
    + [EnvironmentOption("ascii", .flag), EnvironmentOption("no-follow-ups", .flag), EnvironmentOption("attempts")]

  mutating func validate() throws {
    try discovery.check(against: deployment)
    guard LimitOptions.possibleAttempts.contains(attempts) else { throw LimitOptions.attemptsError }
  }

  func run() throws {
    let composition = Composition(catalog: try general.loadCatalog())
    let deployment = try composition.deployment(atPath: deployment, or: discovery)
    let planner = Planner(catalog: composition.catalog)
    let vantage = try vantage.vantage(for: deployment, environment: ProcessInfo.processInfo.environment)
    let plan = planner.plan(
      for: deployment, from: vantage, selecting: rules.applied(to: try selection.selection(by: planner)))
    let options = TextOptions(
      width: OutputWriter.width(toTerminal: Terminal.isTerminal(.standardOutput)), ascii: ascii)
    let followUps =
      noFollowUps
      ? []
      : FollowUps(catalog: composition.catalog, attempts: attempts).possible(
        after: plan, for: deployment, from: vantage.knowing(plan))
    print(
      PlanRenderer(options).render(plan, followUps: followUps, deployment: deployment, vantage: vantage, as: format),
      terminator: "")
  }
}

extension PlanRenderer.Format: ExpressibleByArgument {}
