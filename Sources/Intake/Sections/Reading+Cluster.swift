import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, region, purpose, kubernetesVersion, apiServer, nodePools, router
  }

  mutating func cluster(_ value: Value) -> Deployment.Cluster {
    var cluster = Deployment.Cluster()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: cluster.name = reading.text(value, expected: "the cluster's name")
      case .region: cluster.region = reading.region(value)
      case .purpose: cluster.purpose = reading.choice(value)
      case .kubernetesVersion: cluster.kubernetesVersion = reading.kubernetesVersion(value)
      case .apiServer: cluster.apiServer = reading.apiServer(value)
      case .nodePools: cluster.nodePools = reading.list(value, of: "node pools") { $0.nodePool($1) } ?? []
      case .router: cluster.router = reading.router(value)
      }
    }
    return cluster
  }

  private enum APIServerKey: String, CaseIterable {
    case host, port
    case isPrivate = "private"
    case authorizedIPRanges, publicFQDN, privateDNSZone, vnetIntegration
  }

  private mutating func apiServer(_ value: Value) -> Deployment.APIServer {
    var server = Deployment.APIServer()
    forEach(APIServerKey.self, of: value) { reading, key, value in
      switch key {
      case .host: server.host = reading.azureHost(value)
      case .port: server.port = reading.port(value)
      case .isPrivate: server.isPrivate = reading.boolean(value)
      case .authorizedIPRanges: server.authorizedIPRanges = reading.ranges(value)
      case .publicFQDN: server.publicFQDN = reading.boolean(value)
      case .privateDNSZone: server.privateDNSZone = reading.privateDNSZone(value)
      case .vnetIntegration: server.vnetIntegration = reading.boolean(value)
      }
    }
    return server
  }

  /// `system`, `none`, or the identifier of a zone of one's own.
  private mutating func privateDNSZone(_ value: Value) -> PrivateDNSZone? {
    let expected = "system, none, or a zone's identifier (/subscriptions/…/privateDnsZones/…)"
    guard let text = text(value, expected: expected, length: 1...512) else { return nil }
    if let zone = PrivateDNSZone(text), !text.contains(where: \.isWhitespace) { return zone }
    refuse(value, expected: expected, suggestion: Suggestion.nearest(to: text, among: ["system", "none"]))
    return nil
  }

  private enum RouterKey: String, CaseIterable {
    case image, address, peers, modelPods
  }

  private mutating func router(_ value: Value) -> Deployment.Router {
    var router = Deployment.Router()
    forEach(RouterKey.self, of: value) { reading, key, value in
      switch key {
      case .image: router.image = reading.word(value, expected: "an image such as azureml/azureml-fe:1.0")
      case .address: router.address = reading.address(value)
      case .peers: router.peers = reading.list(value, of: "addresses with ports") { $0.socketAddress($1) }
      case .modelPods: router.modelPods = reading.list(value, of: "addresses with ports") { $0.socketAddress($1) }
      }
    }
    return router
  }
}
