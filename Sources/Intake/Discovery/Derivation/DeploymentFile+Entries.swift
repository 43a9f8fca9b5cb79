import Model

extension DeploymentFile {
  /// Every key that discovery can know, in the order of the format.
  static func entries(of deployment: Deployment, missing: [String: String]) -> [Entry] {
    let workspace = deployment.workspace
    return [
      text("name", "name", deployment.name),
      text("cloud", "cloud", deployment.origins["cloud"] == nil ? nil : deployment.cloud.rawValue),
      text("edition", "edition", deployment.edition?.rawValue),
      section(
        "workspace",
        [
          text("name", "workspace.name", workspace.name), text("region", "workspace.region", workspace.region),
          text("id", "workspace.id", workspace.id),
          truth("privateEndpoint", "workspace.privateEndpoint", workspace.privateEndpoint),
          text("discoveryHost", "workspace.discoveryHost", workspace.discoveryHost?.text),
        ]),
      cluster(deployment.cluster), network(deployment.network, missing: missing),
      section(
        "registry",
        [
          text("name", "registry.name", deployment.registry.name),
          text("image", "registry.image", deployment.registry.image),
          truth("dedicatedDataEndpoint", "registry.dedicatedDataEndpoint", deployment.registry.dedicatedDataEndpoint),
          text("loginServer", "registry.loginServer", deployment.registry.loginServer?.text),
          list("dataEndpoints", "registry.dataEndpoints", deployment.registry.dataEndpoints.map(\.text)),
        ]),
      section(
        "storage",
        [
          text("account", "storage.account", deployment.storage.account),
          section(
            "hosts", at: "storage.hosts",
            [
              text("blob", "storage.hosts.blob", deployment.storage.blobHost?.text),
              text("table", "storage.hosts.table", deployment.storage.tableHost?.text),
            ]),
          truth("secondary", "storage.secondary", deployment.storage.secondary),
        ]),
      scoring(deployment.scoring),
      Entry(key: "services", path: "services", content: .items([])),
    ]
  }

  private static func scoring(_ scoring: Deployment.Scoring) -> Entry {
    section(
      "scoring",
      [
        text("host", "scoring.host", scoring.host?.description), truth("tls", "scoring.tls", scoring.tls),
        text("leafDomainLabel", "scoring.leafDomainLabel", scoring.leafDomainLabel),
        truth("ownCertificate", "scoring.ownCertificate", scoring.ownCertificate),
        truth("internalLoadBalancer", "scoring.internalLoadBalancer", scoring.internalLoadBalancer),
      ])
  }

  private static func cluster(_ cluster: Deployment.Cluster) -> Entry {
    let server = cluster.apiServer
    let pools = cluster.nodePools.enumerated().map { index, pool in self.pool(pool, at: "cluster.nodePools[\(index)].")
    }
    return section(
      "cluster",
      [
        text("name", "cluster.name", cluster.name), text("region", "cluster.region", cluster.region),
        text("purpose", "cluster.purpose", cluster.purpose?.rawValue),
        // In quotes: as a number, 1.30 would be 1.3.
        Entry(
          key: "kubernetesVersion", path: "cluster.kubernetesVersion",
          content: .scalar(cluster.kubernetesVersion.map(scalar))),
        section(
          "apiServer", at: "cluster.apiServer",
          [
            text("host", "cluster.apiServer.host", server?.host?.description),
            number("port", "cluster.apiServer.port", server?.port.map(Int.init)),
            truth("private", "cluster.apiServer.private", server?.isPrivate),
            list(
              "authorizedIPRanges", "cluster.apiServer.authorizedIPRanges",
              server?.authorizedIPRanges?.map(\.description)),
            truth("publicFQDN", "cluster.apiServer.publicFQDN", server?.publicFQDN),
            text("privateDNSZone", "cluster.apiServer.privateDNSZone", server?.privateDNSZone?.description),
            truth("vnetIntegration", "cluster.apiServer.vnetIntegration", server?.vnetIntegration),
          ]),
        Entry(key: "nodePools", path: "cluster.nodePools", content: .items(pools)),
        section(
          "router", at: "cluster.router",
          [
            text("image", "cluster.router.image", cluster.router?.image),
            text("address", "cluster.router.address", cluster.router?.address?.description),
          ]),
      ])
  }

  private static func pool(_ pool: Deployment.NodePool, at path: String) -> [Entry] {
    [
      text("name", path + "name", pool.name), text("type", path + "type", pool.type?.rawValue),
      text("mode", path + "mode", pool.mode?.rawValue), text("osType", path + "osType", pool.osType?.rawValue),
      text("vmSize", path + "vmSize", pool.vmSize), number("count", path + "count", pool.count),
      number("maxPods", path + "maxPods", pool.maxPods), text("maxSurge", path + "maxSurge", pool.maxSurge),
      number("minCount", path + "minCount", pool.minCount), number("maxCount", path + "maxCount", pool.maxCount),
      text("subnet", path + "subnet", pool.subnet?.description),
      text("podSubnet", path + "podSubnet", pool.podSubnet?.description),
    ]
  }

  private static func network(_ network: Deployment.Network, missing: [String: String]) -> Entry {
    func ranges(_ key: String, _ path: String, _ ranges: [IPPrefix]) -> Entry {
      ranges.count == 1 && !path.contains(".vnet.")
        ? text(key, path, ranges[0].description) : list(key, path, ranges.isEmpty ? nil : ranges.map(\.description))
    }
    return section(
      "network",
      [
        text("model", "network.model", network.model?.rawValue),
        text("policy", "network.policy", network.policy?.rawValue),
        section(
          "vnet", at: "network.vnet",
          [
            ranges("addressSpace", "network.vnet.addressSpace", network.vnetAddressSpace),
            ranges("peered", "network.vnet.peered", network.peeredAddressSpaces),
            list(
              "dnsServers", "network.vnet.dnsServers",
              network.dnsServers.isEmpty ? nil : network.dnsServers.map(\.description)),
          ]),
        section(
          "subnet", at: "network.subnet",
          [
            text("prefix", "network.subnet.prefix", network.subnet?.description), routeTable(network.routeTable),
            number("otherAddresses", "network.subnet.otherAddresses", network.otherAddresses),
            list("delegations", "network.subnet.delegations", network.delegations),
          ]),
        section(
          "podSubnet", at: "network.podSubnet",
          [text("prefix", "network.podSubnet.prefix", network.podSubnet?.description)]),
        ranges("podCIDR", "network.podCIDR", network.podCIDRs),
        ranges("serviceCIDR", "network.serviceCIDR", network.serviceCIDRs),
        text("dnsServiceIP", "network.dnsServiceIP", network.dnsServiceIP?.description),
        text("dockerBridgeCIDR", "network.dockerBridgeCIDR", network.dockerBridgeCIDR?.description),
        text("outboundType", "network.outboundType", network.outboundType?.rawValue),
        text("loadBalancerSKU", "network.loadBalancerSKU", network.loadBalancerSKU?.rawValue),
        list("egressAddresses", "network.egressAddresses", network.egressAddresses?.map(\.description)),
        list("privateEndpoints", "network.privateEndpoints", network.privateEndpoints?.map(\.rawValue)),
        section(
          "proxy", at: "network.proxy",
          [
            text("url", "network.proxy.url", network.proxy.map { "http://\($0.hostAndPort)" }),
            list("noProxy", "network.proxy.noProxy", network.proxy?.exceptions),
          ]),
      ])
  }

  private static func routeTable(_ table: SubnetRouteTable?) -> Entry {
    let path = "network.subnet.routeTable"
    switch table {
    case nil, .absent?: return text("routeTable", path, table == nil ? nil : "none")
    case .associated(let table)?:
      let routes = (table.routes ?? []).map { route in
        let parts = [
          route.prefix.map { "prefix: \(scalar($0.description))" }, route.nextHop.map { "nextHop: \($0.rawValue)" },
          route.address.map { "address: \(scalar($0.description))" },
        ]
        return "{" + parts.compactMap { $0 }.joined(separator: ", ") + "}"
      }
      let parts = [
        table.name.map { "name: \(scalar($0))" },
        table.routes.map { _ in "routes: [\(routes.joined(separator: ", "))]" },
      ]
      return Entry(
        key: "routeTable", path: path,
        content: .scalar("{" + parts.compactMap { $0 }.joined(separator: ", ") + "}"))
    }
  }

  // MARK: - Entries of one kind

  private static func section(_ key: String, at path: String? = nil, _ entries: [Entry]) -> Entry {
    Entry(key: key, path: path ?? key, content: .section(entries))
  }

  private static func text(_ key: String, _ path: String, _ text: String?) -> Entry {
    Entry(key: key, path: path, content: .scalar(text.map(scalar)))
  }

  private static func truth(_ key: String, _ path: String, _ truth: Bool?) -> Entry {
    Entry(key: key, path: path, content: .scalar(truth.map(String.init)))
  }

  private static func number(_ key: String, _ path: String, _ number: Int?) -> Entry {
    Entry(key: key, path: path, content: .scalar(number.map(String.init)))
  }

  private static func list(_ key: String, _ path: String, _ texts: [String]?) -> Entry {
    let isEmptyByDefault = key == "dataEndpoints" && texts?.isEmpty == true
    return Entry(key: key, path: path, content: .scalar(isEmptyByDefault ? nil : texts.map(list)))
  }
}
