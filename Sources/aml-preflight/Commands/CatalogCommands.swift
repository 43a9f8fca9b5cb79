public import ArgumentParser
import CheckCatalog
import Model
import Planning
import Platform
public import Reporting

struct ChecksCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "checks",
    abstract: "List the checks, phase by phase, or explain some of them; offline.",
    discussion: """
      Example:
        aml-preflight checks
        aml-preflight checks cluster-creation/mcr-answers
        aml-preflight checks 'router-operation/*' --format markdown
      """
  )
  .ofSubcommand

  @Argument(
    help: "The id or the role of checks to explain; * and ? stand for other characters.", completion: .checks)
  var id: String?

  @Option(help: "Format: table, json or markdown.")
  var format: CatalogListing.Format = .table

  @OptionGroup var general: GeneralOptions

  static let environmentOptions = GeneralOptions.environmentOptions

  func run() throws {
    let catalog = try general.loadCatalog()
    guard let id else {
      try OutputWriter.print(CatalogListing(.standardOutput).render(catalog.requirements, as: format))
      return
    }
    let glob = Glob(id)
    let wanted = catalog.requirements.filter { glob.matches($0.id.rawValue) || glob.matches($0.role.rawValue) }
    guard !wanted.isEmpty else {
      let names = catalog.requirements.map(\.id.rawValue) + catalog.endpoints.map(\.role.rawValue)
      throw UnknownCode(id, among: names, listedBy: "aml-preflight checks")
    }
    let explainer = Explainer(catalog: catalog)
    let renderer = ExplanationRenderer(.standardOutput)
    try OutputWriter.print(renderer.render(wanted.map { explainer.explanation(of: $0) }, as: format.ofExplanations))
  }
}

struct ExplainCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a check, a cause, a symptom or an error that Azure shows; offline.",
    discussion: """
      Example:
        aml-preflight explain egress.dropped
        aml-preflight explain vmss-cse-52
        aml-preflight explain ImagePullBackOff --format markdown
      """
  )
  .ofSubcommand

  @Argument(
    help: "The code, as reports, Azure or kubectl show it: egress.dropped, vmss-cse-52, 'exit status=52', E45003.",
    completion: .codes)
  var code: String

  @Option(help: "Format: text, json or markdown.")
  var format: ExplanationRenderer.Format = .text

  @OptionGroup var general: GeneralOptions

  static let environmentOptions = GeneralOptions.environmentOptions

  func run() throws {
    let explainer = Explainer(catalog: try general.loadCatalog())
    let explanations = explainer.explanations(of: code)
    guard !explanations.isEmpty else {
      throw UnknownCode(code, among: explainer.codes, listedBy: "aml-preflight checks")
    }
    try OutputWriter.print(ExplanationRenderer(.standardOutput).render(explanations, as: format))
  }
}

/// A code that is not in the catalog, with those that may be meant.
struct UnknownCode: UserFacingError {
  let description: String

  init(_ code: String, among codes: [String], listedBy command: String) {
    let nearest = Suggestion.nearest(to: code, among: codes, limit: 5)
    let advice =
      nearest.isEmpty ? "`\(command)` lists the checks." : "Did you mean: \(nearest.joined(separator: ", "))?"
    description = "Nothing is known about \(code.debugDescription). \(advice)"
  }
}

extension CatalogListing.Format: ExpressibleByArgument {
  /// The same for explanations, which have no table.
  fileprivate var ofExplanations: ExplanationRenderer.Format {
    switch self {
    case .table: .text
    case .json: .json
    case .markdown: .markdown
    }
  }
}

extension ExplanationRenderer.Format: Choice {}

extension TextOptions {
  /// As wide as the terminal, without colors.
  fileprivate static var standardOutput: TextOptions {
    TextOptions(width: OutputWriter.width(toTerminal: Terminal.isTerminal(.standardOutput)))
  }
}
