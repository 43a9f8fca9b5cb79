import Model

/// Values as objects of Kubernetes write them.
extension JSONValue {
  /// A name; `nil` where there is none, and the object is nothing without it.
  var name: String? { self["metadata", "name"]?.text.flatMap { $0.isEmpty ? nil : $0.shown(upTo: 253) } }

  var namespace: String { self["metadata", "namespace"]?.text?.shown(upTo: 253) ?? "" }

  /// The labels, of which the first `ClusterAnswer.labelLimit` by name are kept.
  var labels: [String: String] { Self.limited(self["metadata", "labels"]?.texts ?? [:]) }

  static func limited(_ labels: [String: String]) -> [String: String] {
    guard labels.count > ClusterAnswer.labelLimit else { return labels.mapValues { $0.shown(upTo: 253) } }
    let kept = labels.sorted { $0.key < $1.key }.prefix(ClusterAnswer.labelLimit)
    return Dictionary(kept.map { ($0.key, $0.value.shown(upTo: 253)) }, uniquingKeysWith: { $1 })
  }

  /// A short word: a reason, a phase, a version.
  func word(_ name: String) -> String? { self[name]?.text.flatMap { $0.isEmpty ? nil : $0.shown(upTo: 253) } }

  /// A message, as far as it is kept.
  func message(_ name: String) -> String? {
    self[name]?.text.flatMap { $0.isEmpty ? nil : $0.shown(upTo: ClusterAnswer.messageLimit) }
  }

  func integer(_ name: String) -> Int? { self[name]?.integer }

  func timestamp(_ name: String) -> Timestamp? { self[name]?.text.flatMap { Timestamp(internetDate: $0) } }

  func port(_ name: String) -> UInt16? { integer(name).flatMap { UInt16(exactly: $0) } }

  func transport(_ name: String) -> PolicyPort.Transport { self[name]?.text.flatMap { .init(rawValue: $0) } ?? .tcp }

  /// The conditions of an object's status.
  var conditions: [ClusterCondition] {
    (self["status", "conditions"]?.items ?? []).prefix(64).compactMap { item in
      guard let type = item.word("type") else { return nil }
      return ClusterCondition(
        type, item["status"]?.text.flatMap { .init(rawValue: $0) } ?? .unknown, reason: item.word("reason"),
        message: item.message("message"), since: item.timestamp("lastTransitionTime"))
    }
  }

  /// Amounts, as `resources.requests` or `status.allocatable` has them.
  var amounts: ComputeResources {
    let graphics = members.filter { $0.key.hasSuffix("/gpu") }.compactMap { Quantity($0.value)?.whole }
    return ComputeResources(
      milliCPU: self["cpu"].flatMap { Quantity($0)?.thousandths },
      memoryBytes: self["memory"].flatMap { Quantity($0)?.whole },
      gpus: graphics.isEmpty ? nil : graphics.reduce(0, &+), pods: self["pods"].flatMap { Quantity($0)?.whole })
  }

  /// A label selector (`metav1.LabelSelector`); `nil` where there is none.
  func selector(_ name: String) -> LabelSelector? {
    guard let selector = self[name], case .object = selector else { return nil }
    return LabelSelector(
      matchLabels: Self.limited(selector["matchLabels"]?.texts ?? [:]),
      matchExpressions: (selector["matchExpressions"]?.items ?? []).prefix(64).compactMap { item in
        guard let key = item.word("key"), let name = item["operator"]?.text,
          let rule = LabelSelector.Operator(rawValue: name)
        else { return nil }
        return LabelSelector.Expression(key: key, rule, (item["values"]?.items ?? []).compactMap(\.text))
      })
  }
}
