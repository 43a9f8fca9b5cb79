import Model

extension ClusterService {
  init?(_ json: JSONValue) {
    guard let name = json.name else { return nil }
    let spec = json["spec"]
    let addresses = spec?["clusterIPs"]?.items.compactMap(\.text) ?? []
    let ingress = json["status", "loadBalancer", "ingress"]?.items ?? []
    self.init(
      namespace: json.namespace, name: name, type: spec?.word("type") ?? "ClusterIP",
      // `None` is what a headless service has in place of an address.
      clusterIPs: (addresses.isEmpty ? [spec?["clusterIP"]?.text].compactMap { $0 } : addresses)
        .compactMap { IPAddress($0) },
      ports: (spec?["ports"]?.items ?? []).prefix(100).compactMap(Port.init),
      selector: JSONValue.limited(spec?["selector"]?.texts ?? [:]),
      ingress: ingress.prefix(16).compactMap { $0["ip"]?.text ?? $0["hostname"]?.text }.compactMap { Host($0) })
  }
}

extension ClusterService.Port {
  fileprivate init?(_ json: JSONValue) {
    guard let port = json.port("port") else { return nil }
    let target: String? =
      switch json["targetPort"] {
      case .text(let name)?: name.shown(upTo: 64)
      case .number(let spelling)?: spelling
      default: nil
      }
    self.init(name: json.word("name"), port: port, target: target, transport: json.transport("protocol"))
  }
}

extension EndpointSlice {
  /// `discovery.k8s.io/v1` and `v1beta1`, which have these fields in common.
  init?(_ json: JSONValue) {
    guard let name = json.name else { return nil }
    var ready: [IPAddress] = []
    var notReady: [IPAddress] = []
    for endpoint in json["endpoints"]?.items ?? [] {
      let addresses = (endpoint["addresses"]?.items ?? []).compactMap(\.text).compactMap { IPAddress($0) }
      if endpoint["conditions", "ready"]?.boolean ?? true { ready += addresses } else { notReady += addresses }
    }
    self.init(
      namespace: json.namespace, name: name, service: json["metadata", "labels", "kubernetes.io/service-name"]?.text,
      ready: ready, notReady: notReady, ports: (json["ports"]?.items ?? []).compactMap { $0.port("port") })
  }
}
