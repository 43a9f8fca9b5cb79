/// A value in a file of the catalog, with its place. All scalars are texts: what they mean is their reader's business.
public struct CatalogNode: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    case text(String)
    case list([CatalogNode])
    /// In the order of the file.
    case mapping([Member])
  }

  /// A key of a mapping with its value.
  public struct Member: Sendable, Hashable {
    public var key: CatalogNode
    public var value: CatalogNode

    public init(key: CatalogNode, value: CatalogNode) {
      self.key = key
      self.value = value
    }
  }

  public var content: Content
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in characters.
  public var column: Int

  public init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }
}
