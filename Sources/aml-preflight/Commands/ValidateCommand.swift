import ArgumentParser
import Model
import Planning
import Reporting

struct ValidateCommand: AsyncParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Judge declared deployments by every rule and limit, with the arithmetic; nothing is sent.",
    discussion: """
      Ranges, subnets, vCPUs, versions, rollout, autoscale, authentication: all violations in one run, each with its \
      source and the smallest change. With several files, -o json writes one report a line.

      Example:
        aml-preflight validate deployment.yaml
        aml-preflight validate deployment.yaml --aks-versions versions.json
        aml-preflight validate deployment.yaml --rules 2020-01-16
        aml-preflight validate fleet/*.yaml -o json=fleet.jsonl
      """
  )
  .ofSubcommand

  @Argument(help: "Deployment files, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployments: [String]

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "What is checked") var selection: SelectionOptions
  @OptionGroup(title: "Rules") var rules: RulesOptions
  @OptionGroup var reporting: RunOptions
  @OptionGroup var general: GeneralOptions

  static let environmentOptions =
    OutputOptions.environmentOptions + SelectionOptions.environmentOptions + RulesOptions.environmentOptions
    + RunOptions.environmentOptions + GeneralOptions.environmentOptions

  mutating func validate() throws {
    guard deployments.count > 1 else { return }
    if output.outDir != nil { throw ValidationError("--out-dir takes the report of one deployment.") }
    for target in output.targets where !target.format.takesSeveralReports {
      throw ValidationError(
        "-o \(target.format.rawValue) takes the report of one deployment. For several, use one of: "
          + ReportFormat.allCases.filter(\.takesSeveralReports).map(\.rawValue).joined(separator: ", ") + ".")
    }
  }

  func run() async throws {
    try output.check(against: deployments)
    try StandardInput.check(deployments + [reporting.baseline].compactMap(\.self))
    let catalog = try general.loadCatalog()
    let composition = Composition(catalog: catalog.onlyPlanRules, hostSuffixes: catalog.hostSuffixes)
    let baseline = try reporting.loadBaseline()
    let selection = rules.applied(to: try selection.selection(by: Planner(catalog: composition.catalog)))
    let data = try rules.data()
    let failOn = reporting.failOn
    let results = await deployments.concurrentMap { path in
      Result {
        let deployment = try composition.deployment(atPath: path)
        let report = composition.validation(
          of: deployment, selecting: selection,
          references: data.references(for: deployment, regions: composition.catalog.regions))
        return try composition.document(report, failOn: failOn, baseline: baseline)
      }
    }
    try finish(results)
  }

  /// Writes the reports. A file with a mistake keeps nobody from those on the others.
  private func finish(_ results: [Result<(document: ReportDocument, status: ExitStatus), any Error>]) throws {
    var statuses: [ExitStatus] = []
    var documents: [ReportDocument] = []
    var problems: [String] = []
    for result in results {
      switch result {
      case .success(let (document, status)):
        documents.append(document)
        statuses.append(status)
      case .failure(let error as any UserFacingError):
        problems.append("\(error)")
        statuses.append(error.status)
      case .failure(let error):
        throw error
      }
    }
    if !documents.isEmpty {
      try OutputWriter(options: output, verbosity: reporting.verbosity).write(documents)
    }
    if !problems.isEmpty { throw UsageError(problems.joined(separator: "\n")) }
    guard let only = documents.first, documents.count == 1 else {
      throw ExitCode(ExitStatus.worst(of: statuses).rawValue)
    }
    throw output.exitCode(statuses[0], for: only)
  }
}

extension Catalog {
  /// The catalog without what needs the network.
  var onlyPlanRules: Catalog {
    var catalog = self
    catalog.requirements.removeAll { requirement in
      if case .holds = requirement.expectation { false } else { true }
    }
    return catalog
  }
}
