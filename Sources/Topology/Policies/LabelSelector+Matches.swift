public import Model

extension LabelSelector {
  /// Whether it selects an object with these labels: all parts hold (Kubernetes, labels and selectors).
  public func selects(_ labels: [String: String]) -> Bool {
    matchLabels.allSatisfy { labels[$0.key] == $0.value } && matchExpressions.allSatisfy { $0.holds(for: labels) }
  }
}

extension LabelSelector.Expression {
  /// `NotIn` holds for an object without the key, too.
  fileprivate func holds(for labels: [String: String]) -> Bool {
    let value = labels[key]
    return switch self.operator {
    case .isIn: value.map(values.contains) ?? false
    case .notIn: value.map { !values.contains($0) } ?? true
    case .exists: value != nil
    case .doesNotExist: value == nil
    }
  }
}
