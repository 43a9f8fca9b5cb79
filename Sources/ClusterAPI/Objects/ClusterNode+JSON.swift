import Model

extension ClusterNode {
  init?(_ json: JSONValue) {
    guard let name = json.name else { return nil }
    let spec = json["spec"]
    let status = json["status"]
    let ranges = spec?["podCIDRs"]?.items ?? spec?["podCIDR"].map { [$0] } ?? []
    let addresses = (status?["addresses"]?.items ?? []).filter { $0["type"]?.text == "InternalIP" }
    self.init(
      name: name, labels: (json["metadata", "labels"]?.texts ?? [:]).filter { Self.keptLabels.contains($0.key) },
      kubeletVersion: status?["nodeInfo"]?.word("kubeletVersion"), osImage: status?["nodeInfo"]?.word("osImage"),
      containerRuntime: status?["nodeInfo"]?.word("containerRuntimeVersion"),
      conditions: json.conditions.filter { $0.type == "Ready" || $0.status != .isFalse },
      allocatable: status?["allocatable"]?.amounts ?? ComputeResources(),
      capacity: status?["capacity"]?.amounts ?? ComputeResources(),
      podCIDRs: ranges.compactMap(\.text).compactMap { IPPrefix($0) },
      addresses: addresses.compactMap { $0["address"]?.text }.compactMap { IPAddress($0) },
      taints: (spec?["taints"]?.items ?? []).prefix(64).compactMap(Taint.init),
      isUnschedulable: spec?["unschedulable"]?.boolean ?? false)
  }
}

extension ClusterNode.Taint {
  fileprivate init?(_ json: JSONValue) {
    guard let key = json.word("key"), let effect = json.word("effect") else { return nil }
    self.init(key: key, value: json.word("value"), effect: effect)
  }
}
