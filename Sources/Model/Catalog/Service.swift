/// A kind of HTTP service, and the marks by which its answers are told from anybody else's.
public struct Service: Sendable, Hashable, Codable {
  /// `container-registry`.
  public struct ID: Sendable, Hashable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  public var id: ID
  public var title: String
  /// The path of the request that brings the marks out.
  public var path: String
  /// Tried in order; the first that matches says what the answer means. An answer that matches none is foreign.
  public var answers: [Answer]
  /// Whether its tokens come from Microsoft Entra ID, so that an answer which wants a password, or names another cloud's
  /// token service, is not its own.
  public var usesEntra: Bool
  public var sources: [Source.ID]

  public init(
    id: ID, title: String, path: String, answers: [Answer], usesEntra: Bool = false, sources: [Source.ID] = []
  ) {
    self.id = id
    self.title = title
    self.path = path
    self.answers = answers
    self.usesEntra = usesEntra
    self.sources = sources
  }

  /// One form that an answer of this service has.
  public struct Answer: Sendable, Hashable, Codable {
    /// What an answer of this form says.
    public enum Meaning: String, Sendable, Hashable, Codable, CaseIterable {
      /// The service works as far as an unauthenticated request can tell.
      case works
      /// The service itself refuses this network.
      case denies
      /// The service is up but asks for fewer requests.
      case throttles
      /// The service says that it is broken.
      case fails
    }
    public var meaning: Meaning
    /// Statuses that fit; empty: any.
    public var statuses: [ClosedRange<Int>]
    /// All of these must hold.
    public var marks: [Mark]

    public init(meaning: Meaning, statuses: [ClosedRange<Int>], marks: [Mark]) {
      self.meaning = meaning
      self.statuses = statuses
      self.marks = marks
    }
  }

  /// Something in an answer that only this service puts there. Header names and values compare without case.
  public enum Mark: Sendable, Hashable, Codable {
    case headerPresent(name: String)
    case headerContains(name: String, text: String)
    case headerLacks(name: String, text: String)
    /// The body is a JSON object with all of these keys at its top level.
    case jsonKeys([String])
    case bodyContains(String)
  }
}

extension Service.ID: Codable, Comparable, CustomStringConvertible {
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: rawValue) }
}
