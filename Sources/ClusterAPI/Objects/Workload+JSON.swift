import Model

extension Workload {
  init?(_ json: JSONValue, kind: Kind) {
    guard let name = json.name else { return nil }
    let status = json["status"]
    func count(_ ofDeployment: String, _ ofDaemonSet: String) -> Int {
      max(0, status?.integer(kind == .deployment ? ofDeployment : ofDaemonSet) ?? 0)
    }
    self.init(
      kind, namespace: json.namespace, name: name, labels: json.labels,
      selector: json["spec"]?.selector("selector") ?? LabelSelector(),
      desired: kind == .deployment
        ? json["spec"]?.integer("replicas") ?? 1 : status?.integer("desiredNumberScheduled") ?? 0,
      current: count("replicas", "currentNumberScheduled"), ready: count("readyReplicas", "numberReady"),
      available: count("availableReplicas", "numberAvailable"),
      updated: count("updatedReplicas", "updatedNumberScheduled"), conditions: json.conditions)
  }
}
