/// One value of a deployment that several documents give differently.
public struct Contradiction: Sendable, Hashable, Codable {
  /// One of the values, and where it stands.
  public struct Claim: Sendable, Hashable, Codable {
    /// As a deployment file would have it.
    public var value: String
    public var place: SourcePlace

    public init(value: String, place: SourcePlace) {
      self.value = value
      self.place = place
    }
  }

  /// The value's path in a deployment file (`network.podCIDR`).
  public var path: String
  /// At least two, of which the first is the one that the deployment has.
  public var claims: [Claim]

  public init(path: String, claims: [Claim]) {
    self.path = path
    self.claims = claims
  }
}
