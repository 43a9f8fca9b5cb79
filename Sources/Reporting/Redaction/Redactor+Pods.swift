internal import Model

/// Nodes, pods, and what selects them.
extension Redactor {
  /// A name that the customer chose, unless every cluster has it.
  mutating func clusterWord(_ text: String) -> String {
    Self.clusterWords.contains(text.lowercased()) ? text : word(text)
  }

  mutating func node(_ old: ClusterNode) -> ClusterNode {
    var new = old
    new.name = clusterWord(old.name)
    new.labels = labels(old.labels)
    new.conditions = old.conditions.map { condition($0) }
    new.podCIDRs = old.podCIDRs.map { prefix($0) }
    new.addresses = old.addresses.map { address($0) }
    for (index, taint) in old.taints.enumerated() {
      new.taints[index].key = labelKey(taint.key)
      new.taints[index].value = taint.value.map { clusterWord($0) }
    }
    return new
  }

  mutating func pod(_ old: ClusterPod) -> ClusterPod {
    var new = old
    new.namespace = clusterWord(old.namespace)
    new.name = clusterWord(old.name)
    new.labels = labels(old.labels)
    new.message = old.message.map { text($0, from: .foreign) }
    new.conditions = old.conditions.map { condition($0) }
    new.containers = old.containers.map { container($0) }
    new.node = old.node.map { clusterWord($0) }
    new.addresses = old.addresses.map { address($0) }
    new.owner = old.owner.map { owner in
      let parts = owner.split(separator: "/", maxSplits: 1).map(String.init)
      return parts.count == 2 ? "\(parts[0])/\(clusterWord(parts[1]))" : clusterWord(owner)
    }
    if let configuration = old.dnsConfiguration {
      new.dnsConfiguration?.nameservers = configuration.nameservers.map { address($0) }
      new.dnsConfiguration?.searches = configuration.searches.map { receivedName($0) }
    }
    return new
  }

  private mutating func container(_ old: ClusterContainer) -> ClusterContainer {
    var new = old
    new.name = clusterWord(old.name)
    new.image = image(old.image)
    switch old.state {
    case .waiting(let reason, let message):
      new.state = .waiting(reason: reason, message: message.map { text($0, from: .foreign) })
    case .terminated(let termination): new.state = .terminated(self.termination(termination))
    case .running, .unknown: break
    }
    new.lastTermination = old.lastTermination.map { termination($0) }
    return new
  }

  private mutating func termination(_ old: ClusterContainer.Termination) -> ClusterContainer.Termination {
    var new = old
    new.message = old.message.map { text($0, from: .foreign) }
    return new
  }

  /// `myacr.azurecr.io/models/iris:3`: the registry as a host, the rest by words; those of Microsoft's registry stay.
  private mutating func image(_ old: String) -> String {
    guard hidesNames else { return old }
    var parts = old.split(separator: "/").map(String.init)
    guard let first = parts.first, first.contains("."), first != "mcr.microsoft.com" else { return old }
    parts[0] = receivedName(first)
    for index in parts.indices.dropFirst() {
      let pieces = parts[index].split(separator: ":", maxSplits: 1).map(String.init)
      parts[index] = ([word(pieces.first ?? "")] + pieces.dropFirst()).joined(separator: ":")
    }
    return parts.joined(separator: "/")
  }

  mutating func condition(_ old: ClusterCondition) -> ClusterCondition {
    var new = old
    new.message = old.message.map { text($0, from: .foreign) }
    return new
  }

  mutating func labels(_ old: [String: String]) -> [String: String] {
    var new: [String: String] = [:]
    for (key, value) in old.sorted(by: { $0.key < $1.key }) {
      new[labelKey(key)] = Self.publicValues.contains(key) ? value : clusterWord(value)
    }
    return new
  }

  mutating func selector(_ old: LabelSelector) -> LabelSelector {
    var new = old
    new.matchLabels = labels(old.matchLabels)
    for (index, expression) in old.matchExpressions.enumerated() {
      new.matchExpressions[index].key = labelKey(expression.key)
      new.matchExpressions[index].values = expression.values.map { clusterWord($0) }
    }
    return new
  }

  /// Labels whose values are words of Kubernetes and Azure, by which nodes are judged.
  private static let publicValues: Set<String> = [
    "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type", "kubernetes.io/os", "kubernetes.io/arch",
    "kubernetes.azure.com/mode", "kubernetes.azure.com/os-sku", "kubernetes.azure.com/nodepool-type",
    "kubernetes.azure.com/azure-cni-overlay", "kubernetes.azure.com/podnetwork-type",
    "kubernetes.azure.com/network-policy", "kubernetes.azure.com/ebpf-dataplane", "kubernetes.azure.com/localdns-state",
    "kubernetes.azure.com/scalesetpriority", "topology.kubernetes.io/region", "topology.kubernetes.io/zone",
  ]

  /// Keys of Kubernetes, Azure and Azure Machine Learning stay.
  private mutating func labelKey(_ key: String) -> String {
    let known = [
      "app", "k8s-app", "component", "tier", "azuremlappname", "azuremlappversion", "isazuremlapp", "agentpool",
      "accelerator", "name", "ToBeDeletedByClusterAutoscaler", "CriticalAddonsOnly",
    ]
    let domains = ["kubernetes.io", "k8s.io", "azure.com", "microsoft.com"]
    let domain = key.split(separator: "/").first.map(String.init) ?? key
    if known.contains(key) || (key.contains("/") && domains.contains { domain.hasSuffix($0) }) { return key }
    return clusterWord(key)
  }
}
