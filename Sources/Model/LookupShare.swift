/// What programs notice of nameservers that fail beside others that work: how many of their lookups, and how.
public struct LookupShare: Sendable, Hashable, Codable {
  /// How a program chooses among several nameservers.
  public enum Client: String, Sendable, Hashable, Codable, CaseIterable {
    /// The C library: one after the other, as resolv.conf lists them, each for its timeout (resolv.conf(5)).
    case inOrder = "in-order"
    /// The C library with `options rotate`: begins with another one each time.
    case rotating
    /// musl: all at once, and takes the first answer that is one.
    case parallel
    /// CoreDNS: begins with any one (`forward`, policy random).
    case random
  }

  /// What comes of a lookup that meets one of them.
  public enum Effect: Sendable, Hashable, Codable {
    /// Nothing that anybody would notice.
    case none
    /// It waits so long for the next nameserver's answer.
    case waits(Milliseconds)
    /// It gets an error, and those who do not ask again fail.
    case fails
    /// It is answered, and otherwise than by the others.
    case differs
  }

  public var client: Client
  /// Of `total` lookups so many.
  public var bad: Int
  public var total: Int
  public var effect: Effect

  public init(client: Client, bad: Int, total: Int, effect: Effect) {
    self.client = client
    self.bad = bad
    self.total = total
    self.effect = effect
  }
}
