import Model

extension Derivation {
  mutating func cluster() {
    if let config = inventory.chosenKubeconfig { kubeconfig(config, knowing: nil) }
    for cluster in inventory.clusters {
      state("cluster.name", \.cluster.name, cluster.name)
      state("cluster.region", \.cluster.region, cluster.region)
      state("cluster.kubernetesVersion", \.cluster.kubernetesVersion, cluster.version)
      apiServer(cluster)
      proxy(cluster)
    }
    for config in inventory.kubeconfigs { kubeconfig(config, knowing: inventory.clusters.first) }
    cloud()
    for compute in inventory.computes { self.compute(compute) }
    for type in inventory.extensions { state("edition", \.edition, type.map { _ in .extension }) }
  }

  private mutating func apiServer(_ cluster: ManagedCluster) {
    let host = host(cluster.apiServerHost)
    let others = [cluster.fqdn, cluster.privateFQDN].compactMap { $0?.value.lowercased() }
    if let known = deployment.cluster.apiServer?.host, others.contains(known.description) {
      // A kubeconfig can name a private cluster by its public name: that is no contradiction.
    } else {
      state("cluster.apiServer.host", \.cluster.server.host, host)
    }
    state("cluster.apiServer.private", \.cluster.server.isPrivate, cluster.isPrivate)
    let path = "cluster.apiServer.authorizedIPRanges"
    if let declared = cluster.authorizedIPRanges {
      let known = ranges(declared.value).map(\.value)
      // Without one of them, the list would refuse what is allowed.
      let ranges = known.count == declared.value.count ? Sourced(known, at: declared.place) : nil
      state(path, \.cluster.server.authorizedIPRanges, ranges) { $0.map(\.description).joined(separator: ", ") }
    }
    if cluster.isPrivate?.value == true {
      state("cluster.apiServer.publicFQDN", \.cluster.server.publicFQDN, cluster.publicFQDNOfPrivate)
      if let zone = cluster.privateDNSZone {
        let known = zone.flatMap { PrivateDNSZone($0) }
        if known == nil { note("\(zone.value.quoted) is no zone: it is not used", at: zone.place) }
        state("cluster.apiServer.privateDNSZone", \.cluster.server.privateDNSZone, known)
      }
    }
    state("cluster.apiServer.vnetIntegration", \.cluster.server.vnetIntegration, cluster.vnetIntegration)
  }

  private mutating func kubeconfig(_ config: Kubeconfig, knowing cluster: ManagedCluster?) {
    let names = [cluster?.fqdn, cluster?.privateFQDN].compactMap { $0?.value.lowercased() }
    if !names.contains(config.host?.value ?? "") {
      state("cluster.apiServer.host", \.cluster.server.host, host(config.host))
    }
    state("cluster.apiServer.port", \.cluster.server.port, config.port?.flatMap { UInt16(exactly: $0) })
  }

  /// The proxy that nodes use for TLS, without credentials: they come from the environment.
  private mutating func proxy(_ cluster: ManagedCluster) {
    guard let declared = cluster.proxy else { return }
    var urls: [Sourced<String>] = []
    for url in [declared.https, declared.http].compactMap({ $0 }) {
      if url.value.lowercased().hasPrefix("http://") {
        urls.append(url)
      } else {
        note("only HTTP proxies are supported: this one is not used", at: url.place)
      }
    }
    guard let url = urls.first, excluded["network.proxy.url"] == nil else { return }
    let authority = url.value.dropFirst("http://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let place = String(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    var parsed = SocketAddress(place, defaultPort: 80).map { Proxy(host: .address($0.address), port: $0.port) }
    if parsed == nil {
      let parts = place.split(separator: ":", omittingEmptySubsequences: false)
      let port = parts.count == 2 ? UInt16(parts[1]) : parts.count == 1 ? 80 : nil
      if let name = parts.first.flatMap({ DomainName(String($0)) }), let port, port > 0 {
        parsed = Proxy(host: .name(name), port: port)
      }
    }
    guard var proxy = parsed else { return note("the proxy is no host with a port: it is not used", at: url.place) }
    for exception in declared.exceptions where excluded["network.proxy.noProxy"] == nil {
      let text = exception.value
      let bare = text.hasPrefix("*.") ? text.dropFirst(2) : text.hasPrefix(".") ? text.dropFirst() : text[...]
      if text == "*" || IPPrefix(text) != nil || Host(String(bare)) != nil {
        proxy.exceptions.append(text)
      } else {
        note("\(text.quoted) is no exception from a proxy: it is not used", at: exception.place)
      }
    }
    state("network.proxy", \.network.proxy, Sourced(proxy, at: url.place)) { $0.hostAndPort }
    for key in ["url", "noProxy"] where deployment.network.proxy != nil {
      deployment.origins["network.proxy.\(key)"] = deployment.origins["network.proxy"]
    }
  }

  /// By the domains that only one cloud gives out (Azure, "Developer guides" of the sovereign clouds).
  private mutating func cloud() {
    let hosts =
      inventory.clusters.flatMap { [$0.fqdn, $0.privateFQDN] } + inventory.registries.map(\.loginServer)
      + inventory.accounts.flatMap { Array($0.primaryHosts.values) } + inventory.workspaces.map(\.discoveryHost)
    let found = hosts.compactMap { $0 }.sorted { ($0.place.file, $0.value) < ($1.place.file, $1.value) }
    let domains: [(String, Cloud)] = [
      (".azure.us", .usGovernment), (".azurecr.us", .usGovernment), (".usgovcloudapi.net", .usGovernment),
      (".azure.cn", .china), (".azurecr.cn", .china), (".chinacloudapi.cn", .china), (".azk8s.cn", .china),
      (".ml.azure.us", .usGovernment), (".ml.azure.cn", .china),
    ]
    for host in found {
      guard let cloud = domains.first(where: { host.value.lowercased().hasSuffix($0.0) })?.1 else { continue }
      deployment.cloud = cloud
      deployment.origins["cloud"] = host.place
      return
    }
    // Names of regions begin with their cloud's.
    let regions = inventory.clusters.map(\.region) + inventory.workspaces.map(\.region)
    let prefixes: [(String, Cloud)] = [("usgov", .usGovernment), ("usdod", .usGovernment), ("china", .china)]
    for region in regions.compactMap({ $0 }) {
      guard let cloud = prefixes.first(where: { region.value.hasPrefix($0.0) })?.1 else { continue }
      deployment.cloud = cloud
      deployment.origins["cloud"] = region.place
      return
    }
  }

  private mutating func compute(_ compute: MachineLearningCompute) {
    switch compute.computeType?.value.lowercased() {
    case "aks": state("edition", \.edition, compute.computeType?.map { _ in .v1 })
    case "kubernetes": state("edition", \.edition, compute.computeType?.map { _ in .extension })
    default: return
    }
    state("cluster.purpose", \.cluster.purpose, choice(compute.clusterPurpose))
    state("cluster.name", \.cluster.name, inventory.clusters.isEmpty ? compute.cluster?.map(\.name) : nil)
    if let host = host(compute.clusterHost) {
      let names = inventory.clusters.flatMap { [$0.fqdn, $0.privateFQDN] }.compactMap { $0?.value.lowercased() }
      if !names.contains(host.value.description) { state("cluster.apiServer.host", \.cluster.server.host, host) }
    }
    state("network.serviceCIDR", \.network.serviceCIDRs, range(compute.serviceCIDR).map { [$0] } ?? [])
    state("network.dnsServiceIP", \.network.dnsServiceIP, address(compute.dnsServiceIP))
    state("network.dockerBridgeCIDR", \.network.dockerBridgeCIDR, range(compute.dockerBridgeCIDR))
    scoring(compute)
  }

  /// TLS `Enabled` is with a certificate of the customer's, `Auto` with one of Azure's for its own name (Azure Machine
  /// Learning, "Secure a web service with TLS").
  private mutating func scoring(_ compute: MachineLearningCompute) {
    if let status = compute.tlsStatus {
      let isOn = ["enabled", "auto"].contains(status.value.lowercased())
      state("scoring.tls", \.scoring.tls, status.map { _ in isOn })
      if isOn {
        let isOwn = status.value.lowercased() == "enabled"
        state("scoring.ownCertificate", \.scoring.ownCertificate, status.map { _ in isOwn })
      }
    }
    state("scoring.host", \.scoring.host, host(compute.tlsHost))
    state("scoring.leafDomainLabel", \.scoring.leafDomainLabel, compute.leafDomainLabel)
    if let type = compute.loadBalancerType {
      let isInternal = type.value.lowercased().contains("internal")
      state("scoring.internalLoadBalancer", \.scoring.internalLoadBalancer, type.map { _ in isInternal })
    }
  }
}

extension Deployment.Cluster {
  /// The API server, which is there once something is said of it.
  var server: Deployment.APIServer {
    get { apiServer ?? Deployment.APIServer() }
    set { apiServer = newValue }
  }

  /// The same for the router.
  var declaredRouter: Deployment.Router {
    get { router ?? Deployment.Router() }
    set { router = newValue }
  }
}
