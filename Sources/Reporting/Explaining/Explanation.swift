/// What is known about one code, in words: what it means, how it is told, how to see it by hand, what to change.
public struct Explanation: Sendable, Hashable, Encodable {
  /// What the code stands for.
  public enum Kind: String, Sendable, Hashable, Encodable, CaseIterable {
    case check, cause, symptom, azureError
  }

  /// Another code, with its title.
  public struct Reference: Sendable, Hashable, Encodable {
    public var code: String
    public var title: String
  }

  /// A public document that this rests on.
  public struct SourceEntry: Sendable, Hashable, Encodable {
    public var title: String
    public var location: String
    public var date: String
    /// What it says about the matter.
    public var statement: String
  }

  public var kind: Kind
  public var code: String
  public var title: String
  /// Other texts under which it is shown.
  public var shownAs: [String]
  public var meaning: String
  /// How it is found out, a paragraph each.
  public var checking: [String]
  /// To see it by hand; what the reader must fill in stands in capitals.
  public var commands: [String]
  /// Who can change it.
  public var owner: String
  public var steps: [String]
  /// Lines for the files of servers, if there are any.
  public var configurations: [ReportDocument.Configuration]? = nil
  /// How to see that it is done.
  public var verify: String?
  public var related: [Reference]
  public var sources: [SourceEntry]
}
