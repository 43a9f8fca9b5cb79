/// Some vantages fail what others pass: who, what, and what tells the ones from the others.
public struct Separation: Sendable, Hashable {
  /// What a vantage has that may tell it from others.
  public enum Trait: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    case kind, networkMode, nodePool, subnet, zone, nodeImage, operatingSystem, kernel
    case nameservers, search, proxy, proxyExceptions, families, trustStore
    case toolVersion, catalog
    /// When it was looked: only where all of one side were looked at minutes before all of the other.
    case time
  }

  /// How sure it is what separates them.
  public enum Certainty: String, Sendable, Hashable, Codable, CaseIterable {
    /// A trait is known of every vantage compared, and no value of it is found on both sides.
    case exact
    /// No trait does that; some come near.
    case suspected
    /// Nothing known tells them apart.
    case unknown
  }

  /// A vantage that does not do what its trait says.
  public struct CounterExample: Sendable, Hashable {
    public var vantage: String
    /// The trait's value there; `nil`: not known.
    public var value: String?
    public var fails: Bool

    public init(vantage: String, value: String?, fails: Bool) {
      self.vantage = vantage
      self.value = value
      self.fails = fails
    }
  }

  /// One trait, and how well it separates.
  public struct Separator: Sendable, Hashable {
    public var trait: Trait
    /// The values that go with failing, sorted; of a suspected one at most one. Empty: `passing` says it.
    public var failing: [String]
    /// The values that go with passing, sorted. Of a suspected one: empty where `failing` says it.
    public var passing: [String]
    /// Of how many vantages the trait says rightly whether they fail.
    public var agreeing: Int
    /// Those it says wrongly, or nothing about; sorted by vantage. None where it separates exactly.
    public var counterExamples: [CounterExample]

    public init(
      trait: Trait, failing: [String], passing: [String], agreeing: Int, counterExamples: [CounterExample] = []
    ) {
      self.trait = trait
      self.failing = failing
      self.passing = passing
      self.agreeing = agreeing
      self.counterExamples = counterExamples
    }
  }

  /// What they disagree on, in the order of the catalog.
  public var checks: [Verdict.Key]
  /// The vantages at which it fails, and at which it passes, sorted. What others could not tell does not count.
  public var failing: [String]
  public var passing: [String]
  /// Whether the failing ones only warn.
  public var isWarning: Bool
  public var certainty: Certainty
  /// The best first; of equally good ones in the order of traits.
  public var separators: [Separator]
  /// Traits of which some vantages tell nothing, though others do or none does.
  public var untold: [Trait]

  public init(
    checks: [Verdict.Key], failing: [String], passing: [String], isWarning: Bool = false, certainty: Certainty,
    separators: [Separator], untold: [Trait]
  ) {
    self.checks = checks
    self.failing = failing
    self.passing = passing
    self.isWarning = isWarning
    self.certainty = certainty
    self.separators = separators
    self.untold = untold
  }
}

extension Verdict {
  /// What a verdict is about, wherever it was seen from: the requirement at its endpoint.
  public struct Key: Sendable, Hashable {
    public var requirement: Requirement.ID
    public var variant: String?
    /// `nil` where it is about no endpoint.
    public var hostAndPort: String?

    public init(requirement: Requirement.ID, variant: String? = nil, hostAndPort: String? = nil) {
      self.requirement = requirement
      self.variant = variant
      self.hostAndPort = hostAndPort
    }
  }

  public var key: Key {
    Key(requirement: requirement, variant: endpoint?.variant, hostAndPort: endpoint?.hostAndPort)
  }
}
