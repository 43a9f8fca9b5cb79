/// The arithmetic behind one comparison of a plan rule, in a form that can be pasted into a change request.
public struct Working: Sendable, Hashable, Codable {
  /// What is judged, by its path in the deployment file: `network.subnet.prefix`.
  public var path: String
  /// `pool1: (50 + 1) × (30 + 1) = 1581 ≤ 2048 − 5 = 2043`: symbols and values, no prose.
  public var arithmetic: String
  public var holds: Bool

  public init(path: String, arithmetic: String, holds: Bool) {
    self.path = path
    self.arithmetic = arithmetic
    self.holds = holds
  }
}

/// The smallest change of the deployment file after which a plan rule holds.
public struct Change: Sendable, Hashable, Codable {
  /// `network.subnet.prefix`.
  public var path: String
  /// What is declared now; `nil`: nothing.
  public var from: String?
  /// What to declare, or a bound that the user fills in (`a /21`); `nil`: leave the key out.
  public var to: String?

  public init(path: String, from: String?, to: String?) {
    self.path = path
    self.from = from
    self.to = to
  }
}
