public import Model

/// Which requirements the user wants checked.
public struct Selection: Sendable, Hashable {
  /// The phases to check; all unless `--phase` or `--until-phase` says otherwise.
  public var phases: ClosedRange<Phase>
  /// Globs of requirement ids or roles; empty: all.
  public var only: [String]
  /// Globs of requirement ids or roles to leave out, beside the deployment's own `skip`.
  public var skip: [String]
  /// Wins over the deployment's.
  public var edition: Edition?
  /// The day whose edition of the rules about the declared deployment is to judge; `nil`: the newest.
  public var rules: Day?
  /// The request that the user wants posted to the deployed service; `nil`: none.
  public var sample: SampleRequest?

  public init(
    phases: ClosedRange<Phase> = Phase.preconditions...Phase.serving, only: [String] = [], skip: [String] = [],
    edition: Edition? = nil, rules: Day? = nil, sample: SampleRequest? = nil
  ) {
    self.phases = phases
    self.only = only
    self.skip = skip
    self.edition = edition
    self.rules = rules
    self.sample = sample
  }

  /// Why the requirement is not wanted, in the user's own words; `nil` if it is.
  func exclusion(of requirement: Requirement, skippedByDeployment: [String]) -> String? {
    func matches(_ pattern: String) -> Bool {
      let glob = Glob(pattern)
      return glob.matches(requirement.id.rawValue) || glob.matches(requirement.role.rawValue)
    }
    if !phases.contains(requirement.phase) { return "--phase" }
    if let pattern = skip.first(where: matches) { return "--skip \(pattern)" }
    if let pattern = skippedByDeployment.first(where: matches) { return "skip: \(pattern)" }
    if !only.isEmpty, !only.contains(where: matches) { return "--only \(only.joined(separator: " "))" }
    return nil
  }
}
