/// Whom a rule of a network policy allows: pods, or addresses.
public struct PolicyPeer: Sendable, Hashable, Codable {
  public struct Block: Sendable, Hashable, Codable {
    public var range: IPPrefix
    public var except: [IPPrefix]
    public init(range: IPPrefix, except: [IPPrefix] = []) {
      self.range = range
      self.except = except
    }
  }

  /// Pods; with `namespaceSelector` those of the namespaces that it selects, else those of the policy's own.
  public var podSelector: LabelSelector?
  public var namespaceSelector: LabelSelector?
  /// Addresses instead of pods.
  public var block: Block?

  public init(
    podSelector: LabelSelector? = nil, namespaceSelector: LabelSelector? = nil, block: Block? = nil
  ) {
    self.podSelector = podSelector
    self.namespaceSelector = namespaceSelector
    self.block = block
  }
}
