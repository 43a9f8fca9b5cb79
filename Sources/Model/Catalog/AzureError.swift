/// An error that Azure, Kubernetes or Azure Machine Learning shows, and what of ours lies behind it.
public struct AzureError: Sendable, Hashable, Codable {
  /// How often the network is behind it.
  public enum NetworkShare: String, Sendable, Hashable, Codable, CaseIterable {
    case usually, sometimes, hardly
  }

  /// `vmss-cse-52`, `ErrImagePull`: unique without regard to case.
  public var code: String
  /// What happened, as a heading.
  public var title: String
  /// Other texts under which it is shown (`ERR_K8S_API_SERVER_DNS_LOOKUP_FAIL`).
  public var shownAs: [String]
  /// What it means, and how it is told from what looks alike.
  public var meaning: String
  public var network: NetworkShare
  /// The causes that may lie behind it, those that name it themselves included, in the order of `Cause`.
  public var causes: [Cause]
  /// The requirements that show it, in the order of the catalog.
  public var checks: [Requirement.ID]
  /// Who can change it.
  public var owner: String
  public var steps: [String]
  /// What to run to see it by hand; what the reader must fill in stands in capitals.
  public var commands: [String]
  public var sources: [Source.ID]

  public init(
    code: String, title: String, shownAs: [String] = [], meaning: String, network: NetworkShare, causes: [Cause] = [],
    checks: [Requirement.ID] = [], owner: String, steps: [String], commands: [String], sources: [Source.ID]
  ) {
    self.code = code
    self.title = title
    self.shownAs = shownAs
    self.meaning = meaning
    self.network = network
    self.causes = causes
    self.checks = checks
    self.owner = owner
    self.steps = steps
    self.commands = commands
    self.sources = sources
  }
}
