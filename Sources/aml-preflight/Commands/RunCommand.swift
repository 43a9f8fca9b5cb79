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
      """)

  @Argument(help: "The deployment file, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployment: String

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "Where from") var vantage: VantageOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    OutputOptions.environmentOptions + SelectionOptions.environmentOptions + VantageOptions.environmentOptions
    + LimitOptions.environmentOptions + RunOptions.environmentOptions + GeneralOptions.environmentOptions

  func run() async throws {
    try output.check(against: deployment)
    let composition = Composition(catalog: try general.loadCatalog())
    let deployment = try composition.deployment(atPath: deployment)
    let vantage = try vantage.vantage(for: deployment, environment: ProcessInfo.processInfo.environment)
    let status = try await Check(
      composition: composition, deployment: deployment, vantage: vantage,
      selection: try selection.selection(by: Planner(catalog: composition.catalog)), limits: limits.limits(),
      attempts: limits.attempts, makesFollowUps: !limits.noFollowUps, caFile: self.vantage.caFile, output: output,
      reporting: reporting
    ).perform()
    throw status
  }
}
