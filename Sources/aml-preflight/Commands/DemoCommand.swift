import ArgumentParser
import EventLoop
import Lab
import Model
import Planning
import Platform

struct DemoCommand: AsyncParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Do the main job against a lab on this machine: no Azure, no network, no root.",
    discussion: """
      Example:
        aml-preflight demo
        aml-preflight demo mcr-blocked -o text -o json=report.json
      """
  )
  .ofSubcommand

  @Argument(help: "The scenario; healthy if none is given.", completion: .scenarios)
  var scenario: String?

  @Flag(help: "List the scenarios.")
  var list = false

  @Flag(help: "Keep the lab up, and print the deployment file and the command to try against it.")
  var serve = false

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    OutputOptions.environmentOptions + SelectionOptions.environmentOptions + LimitOptions.environmentOptions
    + RunOptions.environmentOptions + GeneralOptions.environmentOptions

  func run() async throws {
    if list {
      try OutputWriter.print(Self.scenarios)
      return
    }
    let name = scenario ?? "healthy"
    guard let scenario = Scenario.named(name) else {
      let names = Scenario.all.map(\.id)
      let nearest = Suggestion.nearest(to: name, among: names).map { " Did you mean \($0)?" } ?? ""
      throw UsageError(
        "There is no scenario \(name.debugDescription).\(nearest) The scenarios are: \(names.joined(separator: ", ")).")
    }
    try output.check()
    let composition = Composition(catalog: try general.loadCatalog())
    let lab = try Lab(scenario: scenario)
    defer { lab.stop() }
    if serve {
      throw ExitCode(ExitStatus(try await keep(lab)).rawValue)
    }
    let deployment = try composition.deployment(from: lab.deploymentFile, named: "demo.yaml")
    let status = try await Check(
      composition: composition, deployment: deployment, vantage: lab.vantage(),
      selection: try selection.selection(by: Planner(catalog: composition.catalog)), references: nil,
      limits: limits.limits(defaultStep: .seconds(2)), attempts: limits.attempts,
      makesFollowUps: !limits.noFollowUps, caFile: lab.caFile, output: output, reporting: reporting
    ).perform()
    lab.stop()
    throw status
  }

  /// One a line, with what it shows.
  private static var scenarios: String {
    let width = Scenario.all.map(\.id.count).max() ?? 0
    return Scenario.all.map { scenario in
      let cause = scenario.expectedCause?.rawValue ?? "no finding"
      let space = String(repeating: " ", count: width - scenario.id.count)
      return "\(scenario.id)\(space)  \(scenario.title) (\(cause))\n"
    }.joined()
  }

  /// Holds the lab until Ctrl-C or SIGTERM; returns which of them it was.
  private func keep(_ lab: Lab) async throws -> Signals.Signal {
    let file = try lab.writeDeploymentFile()
    let registry = "\(LabHost.acr.privateAddress):\(lab.port)"
    let scoring = "\(LabHost.scoring.rawValue):\(lab.port)"
    try OutputWriter.print(
      """
      \(lab.deploymentFile)
      # The lab is up. The file above is \(file). In another terminal:
      #
      #   aml-preflight run \(file) --vantage pod \\
      #     --dns-server \(lab.nameserver) --ca-file \(lab.caFile)
      #   skopeo inspect --tls-verify=false \\
      #     --creds \(LabCredential.registryUsername):\(LabCredential.registryPassword) \\
      #     docker://\(registry)/models/iris:3
      #   curl --cacert \(lab.caFile) \\
      #     --connect-to \(scoring):\(LabHost.scoring.publicAddress):\(lab.port) \\
      #     -H "Authorization: Bearer \(LabCredential.scoringKey)" -d '{"data": [[5.1, 3.5]]}' \\
      #     https://\(scoring)/api/v1/service/iris/score
      #
      # Ctrl-C ends the lab.

      """)
    return try await Self.untilSignal()
  }
}

extension DemoCommand {
  /// Returns at the first SIGINT or SIGTERM.
  private static func untilSignal() async throws -> Signals.Signal {
    let reactor = try Reactor()
    try reactor.start()
    defer { reactor.stop() }
    let (stream, continuation) = AsyncStream<Signals.Signal>.makeStream()
    let signals = try Signals(on: reactor) { continuation.yield($0) }
    defer { withExtendedLifetime(signals) {} }
    for await signal in stream { return signal }
    return .terminate
  }
}

extension Lab {
  /// Where a demo is seen from: a pod, since the lab has router peers and model pods too.
  fileprivate func vantage() -> Vantage {
    Vantage(
      kind: .pod, nameservers: [nameserver], nameserversFrom: "the lab", families: [.ipv4],
      trustStore: "system trust store and the lab's own authority")
  }
}
