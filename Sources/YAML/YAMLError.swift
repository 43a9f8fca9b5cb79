/// Why a text is no YAML document, and where.
public struct YAMLError: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Bytes that are not UTF-8, or characters that YAML does not allow.
    case characters
    /// The grammar of tokens, or of what may follow on what.
    case syntax
    /// More documents than one where one is expected.
    case severalDocuments
    /// Sequences in mappings in sequences …, deeper than was allowed.
    case nesting
    /// The parser gets no memory.
    case memory
  }

  /// What was being read, and where that begins.
  public struct Context: Sendable, Hashable {
    /// `while parsing a flow sequence`.
    public var text: String
    public var mark: YAMLMark
  }

  public var kind: Kind
  /// In the words of libyaml: `did not find expected ',' or ']'`.
  public var problem: String
  /// Where the problem is; at the end of the text, this can be the line after the last.
  public var mark: YAMLMark
  public var context: Context?
}
