public import Model

/// What a recording says of its origin.
public struct RunProvenance: Sendable {
  public var vantage: Vantage
  public var startedAt: Timestamp
  public var toolVersion: String
  public var catalogDigest: String

  public init(vantage: Vantage, startedAt: Timestamp, toolVersion: String, catalogDigest: String) {
    self.vantage = vantage
    self.startedAt = startedAt
    self.toolVersion = toolVersion
    self.catalogDigest = catalogDigest
  }
}
