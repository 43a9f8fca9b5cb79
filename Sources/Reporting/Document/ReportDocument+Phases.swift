public import Model

extension ReportDocument {
  /// One phase with its requirements, in the order of the catalog.
  public struct PhaseEntry: Sendable, Hashable, Codable {
    public var id: Phase
    public var title: String
    /// The worst of its requirements; what is only advisory makes at most a warning.
    public var outcome: Standing
    /// From the start of the first observation of the phase's own steps to the end of the last.
    public var durationMilliseconds: Int
    public var requirements: [RequirementEntry]
  }

  /// One requirement at one endpoint, as seen from one vantage.
  public struct RequirementEntry: Sendable, Hashable, Codable {
    public var id: Requirement.ID
    public var title: String
    public var need: Requirement.Need
    public var expects: ExpectationKind
    public var outcome: Standing
    /// The vantage's id.
    public var vantage: String
    public var subject: Subject
    public var symptoms: [SymptomEntry]
    /// One line of what was seen, also for a pass: `10.0.0.8 · TLS 1.3 · 401`; empty where nothing was tried.
    public var seen: String
    public var blockedBy: [Requirement.ID]
    /// Why it was skipped.
    public var reason: ReasonEntry?
    public var observations: [Observation.ID]
    /// The arithmetic of a rule about the declared deployment; absent for what is seen in the network.
    public var workings: [Working]?
    public var durationMilliseconds: Int
    public var consumer: Requirement.Consumer
    /// What breaks without it, one sentence.
    public var without: String
    public var sources: [Source.ID]
    /// Whether the baseline had it, of what fails; absent without one.
    public var sinceBaseline: SinceBaseline? = nil
  }

  /// What a requirement expects, without its parameters.
  public enum ExpectationKind: String, Sendable, Hashable, Codable, CaseIterable {
    case nameserversAnswer, resolves, addresses, accepts, handshakes, answers, converses
    /// A rule about the declared deployment.
    case holds
    /// A rule about the cluster as the Kubernetes API tells it.
    case found

    /// Whether it is a rule, which has a sentence and figures instead of a host.
    var isRule: Bool { self == .holds || self == .found }
  }

  /// What a requirement is about. Host and port are absent where the requirement is about the nameservers, or was
  /// skipped before its host was known.
  public struct Subject: Sendable, Hashable, Codable {
    public var role: EndpointRole
    public var variant: String?
    public var host: String?
    public var port: UInt16?
  }

  /// Something seen and not expected, with its sentence.
  public struct SymptomEntry: Sendable, Hashable, Codable {
    /// `dns.name-does-not-exist`.
    public var code: String
    public var facts: [Symptom.Fact: String]
    public var text: String
  }

  /// Why a requirement was not checked.
  public struct ReasonEntry: Sendable, Hashable, Codable {
    /// The kinds of `Omission.Reason`.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
      case doesNotApply, notDeclared, notKnownBeforehand, notVisible, notSelected, notInCloud, leftToProxy
      case notInRules, dataNotGiven, nothingDeclared, needsRight, nothingFound
      case credentialNotDeclared, variableNotSet, notOffered, notOnAzure
    }
    public var code: Code
    /// `declare registry.name to have it checked`.
    public var text: String
    /// The value that is missing, by its path in the deployment file.
    public var path: String?
    /// A command that prints the value that is missing.
    public var command: String?
  }
}
