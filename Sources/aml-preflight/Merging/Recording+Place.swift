import Model

extension Recording {
  /// The recording with what the Kubernetes API knows of the place of the pod that made it: no variable can tell a pod its
  /// node's labels. What the recording says itself stays, but for the node, by whose name reports are expected.
  func placed(by pod: ClusterPod, in nodes: [String: ClusterNode]) -> Recording {
    var recording = self
    let node = pod.node.flatMap { nodes[$0] }
    let known: [(Vantage.Place.Attribute, String?)] = [
      (.node, pod.node), (.pod, pod.name), (.namespace, pod.namespace),
      (.networkMode, vantage.kind == .workstation ? nil : pod.usesHostNetwork ? "host" : "pod"),
      (.nodePool, node?.pool),
      (.zone, node?.labels["topology.kubernetes.io/zone"] ?? node?.labels["failure-domain.beta.kubernetes.io/zone"]),
      (.nodeImage, node?.labels["kubernetes.azure.com/node-image-version"]),
    ]
    var facts = vantage.place?.facts ?? [:]
    if let name = pod.node, facts[.node]?.value != name { facts[.node] = nil }
    for (attribute, value) in known where facts[attribute] == nil {
      if let value { facts[attribute] = Vantage.Place.Fact(value, from: "the Kubernetes API") }
    }
    recording.vantage.place = Vantage.Place(facts: facts)
    // A report that does not say what its place is called is of its pod's node.
    if recording.vantage.id == recording.vantage.kind.rawValue { recording.vantage.id = facts[.node]?.value ?? pod.id }
    return recording
  }
}
