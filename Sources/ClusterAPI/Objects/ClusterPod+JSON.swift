import Model

extension ClusterPod {
  init?(_ json: JSONValue) {
    guard let name = json.name else { return nil }
    let spec = json["spec"]
    let status = json["status"]
    let addresses = status?["podIPs"]?.items.compactMap { $0["ip"]?.text } ?? []
    self.init(
      namespace: json.namespace, name: name, labels: json.labels,
      phase: status?["phase"]?.text.flatMap { Phase(rawValue: $0) } ?? .unknown, reason: status?.word("reason"),
      message: status?.message("message"), conditions: json.conditions,
      containers: ClusterContainer.all(spec, status, isInit: true) + ClusterContainer.all(spec, status, isInit: false),
      node: spec?.word("nodeName"),
      addresses: (addresses.isEmpty ? [status?["podIP"]?.text].compactMap { $0 } : addresses).compactMap {
        IPAddress($0)
      },
      usesHostNetwork: spec?["hostNetwork"]?.boolean ?? false, dnsPolicy: spec?.word("dnsPolicy"),
      dnsConfiguration: spec?["dnsConfig"].map(DNSConfiguration.init), owner: Self.owner(json),
      createdAt: json["metadata"]?.timestamp("creationTimestamp"),
      isTerminating: json["metadata", "deletionTimestamp"] != nil)
  }

  /// `ReplicaSet/iris-6b7d`: the owner that controls it, else the first.
  private static func owner(_ json: JSONValue) -> String? {
    let owners = json["metadata", "ownerReferences"]?.items ?? []
    guard let owner = owners.first(where: { $0["controller"]?.boolean == true }) ?? owners.first,
      let kind = owner.word("kind"), let name = owner.word("name")
    else { return nil }
    return "\(kind)/\(name)"
  }
}

extension ClusterPod.DNSConfiguration {
  fileprivate init(_ json: JSONValue) {
    let options = json["options"]?.items ?? []
    let ndots = options.last { $0["name"]?.text == "ndots" }?["value"]?.text.flatMap { Int($0) }
    self.init(
      nameservers: (json["nameservers"]?.items ?? []).compactMap(\.text).compactMap { IPAddress($0) },
      searches: (json["searches"]?.items ?? []).compactMap(\.text).map { $0.shown(upTo: 253) }, ndots: ndots)
  }
}

extension ClusterContainer {
  /// The init containers or the others, with what the status says of each by its name.
  fileprivate static func all(_ spec: JSONValue?, _ status: JSONValue?, isInit: Bool) -> [ClusterContainer] {
    let statuses = status?[isInit ? "initContainerStatuses" : "containerStatuses"]?.items ?? []
    let byName = Dictionary(statuses.map { ($0["name"]?.text ?? "", $0) }, uniquingKeysWith: { $1 })
    let containers = spec?[isInit ? "initContainers" : "containers"]?.items ?? []
    return containers.prefix(100).compactMap { container in
      guard let name = container.word("name") else { return nil }
      let status = byName[name]
      return ClusterContainer(
        name: name, isInit: isInit, image: container["image"]?.text?.shown(upTo: 512) ?? "",
        ports: (container["ports"]?.items ?? []).prefix(100).compactMap(Port.init),
        requests: container["resources", "requests"]?.amounts ?? ComputeResources(),
        state: status?["state"].flatMap(State.init) ?? .unknown,
        lastTermination: status?["lastState", "terminated"].map(Termination.init),
        isReady: status?["ready"]?.boolean ?? false, restarts: max(0, status?.integer("restartCount") ?? 0))
    }
  }
}

extension ClusterContainer.Port {
  fileprivate init?(_ json: JSONValue) {
    guard let port = json.port("containerPort") else { return nil }
    self.init(name: json.word("name"), port: port, transport: json.transport("protocol"))
  }
}

extension ClusterContainer.State {
  fileprivate init?(_ json: JSONValue) {
    if let waiting = json["waiting"] {
      self = .waiting(reason: waiting.word("reason") ?? "", message: waiting.message("message"))
    } else if let running = json["running"] {
      self = .running(since: running.timestamp("startedAt"))
    } else if let terminated = json["terminated"] {
      self = .terminated(ClusterContainer.Termination(terminated))
    } else {
      return nil
    }
  }
}

extension ClusterContainer.Termination {
  fileprivate init(_ json: JSONValue) {
    self.init(
      reason: json.word("reason"), exitCode: json.integer("exitCode") ?? 0, signal: json.integer("signal"),
      message: json.message("message"), finishedAt: json.timestamp("finishedAt"))
  }
}
