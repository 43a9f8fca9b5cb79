/// A Kubernetes version as servers and kubelets state it: `v1.29.4`, `v1.28.5-hotfix.1`, `1.29`.
struct KubernetesVersion: Hashable, Comparable {
  var major: Int
  var minor: Int

  /// Reads major and minor; `nil` if there are none.
  init?(_ text: String) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else {
      return nil
    }
    self.major = major
    self.minor = minor
  }

  static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
}
