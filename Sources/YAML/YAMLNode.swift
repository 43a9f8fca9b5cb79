/// A value of a YAML document, as it is written: what a scalar means (a number, a date, text) is its reader's business.
public struct YAMLNode: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    /// With escapes resolved and lines folded, as its style asks.
    case scalar(String, ScalarStyle)
    case sequence([YAMLNode], CollectionStyle)
    /// In the order of the text; a key that stands twice is there twice.
    case mapping([Member], CollectionStyle)
    /// `*name`: the node with that anchor, which is not looked up.
    case alias(String)
  }

  /// A key of a mapping with its value.
  public struct Member: Sendable, Hashable {
    public var key: YAMLNode
    public var value: YAMLNode

    public init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  /// How a scalar is written.
  public enum ScalarStyle: Sendable, Hashable, CaseIterable {
    case plain, singleQuoted, doubleQuoted
    /// After `|`: lines as they are.
    case literal
    /// After `>`: lines joined.
    case folded
  }

  /// How a sequence or mapping is written.
  public enum CollectionStyle: Sendable, Hashable {
    /// One member a line.
    case block
    /// In brackets or braces.
    case flow
  }

  public var content: Content
  /// In full (`tag:yaml.org,2002:str` for `!!str`); `nil` if none is written.
  public var tag: String?
  /// Without `&`.
  public var anchor: String?
  /// Where it begins: its anchor or tag, if it has one.
  public var mark: YAMLMark

  public init(
    _ content: Content, tag: String? = nil, anchor: String? = nil, mark: YAMLMark = YAMLMark(line: 1, column: 1)
  ) {
    self.content = content
    self.tag = tag
    self.anchor = anchor
    self.mark = mark
  }
}
