extension Vantage {
  /// The place itself, as far as it tells: on which node, in which pool, by which kernel. Nothing here decides what is
  /// sent; it is compared where several vantages disagree.
  public struct Place: Sendable, Hashable, Codable {
    /// What can be known about a place.
    public enum Attribute: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
      /// The Kubernetes node's name.
      case node
      case nodePool
      /// The range that the place has its address from: `10.240.0.0/16`.
      case subnet
      /// The availability zone, as the node's label `topology.kubernetes.io/zone` has it: `westeurope-1`.
      case zone
      /// The node's image, as the label `kubernetes.azure.com/node-image-version` has it.
      case nodeImage
      /// `PRETTY_NAME` of os-release(5); in a pod that of its container.
      case operatingSystem
      /// The kernel's release (uname(2)), which pods share with their node.
      case kernel
      /// `host` or `pod`: whose network interfaces are used.
      case networkMode
      case pod, namespace
    }

    /// One thing that is known, and who said so.
    public struct Fact: Sendable, Hashable, Codable {
      public var value: String
      /// `--node-name`, `/etc/os-release`, `the node's name`.
      public var from: String

      public init(_ value: String, from origin: String) {
        self.value = value
        from = origin
      }
    }

    /// What is known; what is not has no entry.
    public var facts: [Attribute: Fact]

    public init(facts: [Attribute: Fact] = [:]) {
      self.facts = facts
    }

    /// As the object of its facts.
    public init(from decoder: any Decoder) throws { facts = try .init(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try facts.encode(to: encoder) }

    public subscript(attribute: Attribute) -> String? { facts[attribute]?.value }

    /// The pool of an AKS node by the convention of its name: `aks-<pool>-<digits>-vmss<base 36>` for Linux (with a number
    /// instead of `vmss…` in availability sets), `aks<pool><six of base 36>` for Windows, whose pools' names have at most
    /// six characters. `nil` for a name of another kind.
    public static func nodePool(ofNode name: String) -> String? {
      let parts = name.lowercased().prefix { $0 != "." }.split(separator: "-", omittingEmptySubsequences: false)
      guard let first = parts.first else { return nil }
      if parts.count == 1 { return windowsPool(ofNode: first) }
      guard parts.count == 4, first == "aks", isPoolName(parts[1], limit: 12), isNumber(parts[2]) else { return nil }
      let last = parts[3]
      let isMachine = last.hasPrefix("vmss") ? isBase36(last.dropFirst(4)) : isNumber(last)
      return isMachine ? String(parts[1]) : nil
    }

    private static func windowsPool(ofNode name: Substring) -> String? {
      guard name.hasPrefix("aks"), name.count > 9 else { return nil }
      let pool = name.dropFirst(3).dropLast(6)
      return isPoolName(pool, limit: 6) && isBase36(name.suffix(6)) ? String(pool) : nil
    }

    private static func isPoolName(_ text: Substring, limit: Int) -> Bool {
      guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
      return text.utf8.count <= limit && isBase36(text)
    }

    private static func isNumber(_ text: Substring) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isBase36(_ text: Substring) -> Bool {
      !text.isEmpty
        && text.utf8.allSatisfy {
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        }
    }
  }
}
