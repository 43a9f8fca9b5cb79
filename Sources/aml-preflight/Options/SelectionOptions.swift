import ArgumentParser
public import Model
import Planning

/// Which requirements are checked.
struct SelectionOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: ArgumentHelp("Check this phase only.", valueName: "id"))
  var phase: Phase?

  @Option(help: ArgumentHelp("Check the phases up to this one.", valueName: "id"))
  var untilPhase: Phase?

  @Option(
    help: ArgumentHelp("Check only requirements whose id or role matches; may be repeated.", valueName: "glob"),
    completion: .checks)
  var only: [String] = []

  @Option(
    help: ArgumentHelp("Leave out requirements whose id or role matches; may be repeated.", valueName: "glob"),
    completion: .checks)
  var skip: [String] = []

  @Option(
    help: ArgumentHelp(
      "How Azure Machine Learning uses the cluster: v1 (AksCompute) or extension (default: the file's, else v1).",
      valueName: "edition"))
  var edition: Edition?

  static let environmentOptions = [
    EnvironmentOption("phase"), EnvironmentOption("until-phase"), EnvironmentOption("only", .list),
    EnvironmentOption("skip", .list), EnvironmentOption("edition"),
  ]

  mutating func validate() throws {
    if phase != nil, untilPhase != nil {
      throw ValidationError("Give --phase or --until-phase, not both.")
    }
  }

  /// The selection; a pattern that matches nothing is an error, because it would silently check too much or too little.
  func selection(by planner: Planner) throws -> Selection {
    let phases = phase.map { $0...$0 } ?? Phase.preconditions...(untilPhase ?? .serving)
    let selection = Selection(phases: phases, only: only, skip: skip, edition: edition)
    if let pattern = planner.unmatchedPatterns(in: selection).first {
      let nearest = Suggestion.nearest(to: pattern, among: planner.selectableNames, limit: 3).joined(separator: ", ")
      throw UsageError(
        "\(pattern.debugDescription) matches no requirement and no role; `aml-preflight checks` lists both."
          + (nearest.isEmpty ? "" : " Did you mean one of: \(nearest)?"))
    }
    return selection
  }
}

extension Phase: Choice {}
extension Edition: Choice {}
