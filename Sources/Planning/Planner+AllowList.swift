public import Model

extension Planner {
  /// Everything that the deployment needs to be let out to, whatever a vantage can see of it: the hosts of all
  /// requirements that apply and are selected, those that documents name by pattern, and what is not probed.
  ///
  /// - Parameter proxy: what stands before the cluster, as of the vantage; what it is not asked for is reached directly.
  public func allowList(for deployment: Deployment, proxy: Proxy?, selecting selection: Selection = Selection())
    -> AllowList
  {
    let edition = selection.edition ?? deployment.edition ?? .v1
    let network = deployment.network
    // Pods of an overlay and of kubenet leave with their node's address.
    let ranges =
      [network.subnet, network.podSubnet].compactMap(\.self) + deployment.cluster.nodePools.compactMap(\.subnet)
    var list = AllowList(deployment: deployment.name, cloud: deployment.cloud, ranges: ranges)
    for requirement in catalog.requirements
    where requirement.expectation != .nameserversAnswer && templates[requirement.role] != nil
      && requirement.conditions.allSatisfy({ $0.holds(for: deployment, edition: edition, sizes: catalog.vmSizes) })
      && selection.exclusion(of: requirement, skippedByDeployment: deployment.skip) == nil
    {
      let use = AllowList.Use(
        id: requirement.id.rawValue, phase: requirement.phase, consumer: requirement.consumer, need: requirement.need,
        reason: requirement.without)
      add(requirement, for: use, of: deployment, before: proxy, to: &list)
    }
    for rule in catalog.egressRules
    where rule.clouds.contains(deployment.cloud) && selection.phases.contains(rule.phase)
      && rule.conditions.allSatisfy({ $0.holds(for: deployment, edition: edition, sizes: catalog.vmSizes) })
    {
      add(rule, of: deployment, before: proxy, to: &list)
    }
    if list.ranges.isEmpty {
      list.add(AllowList.Gap("The cluster's own subnets: network.subnet.prefix is not declared"))
    }
    if let proxy {
      let use = AllowList.Use(
        id: "network.proxy", phase: .clusterCreation, consumer: .node, need: .required,
        reason: "Whatever goes through the proxy gets nowhere.")
      list.add(
        AllowList.Entry(
          target: .host(proxy.host), port: proxy.port, transport: .tcp, title: "Proxy", uses: [use],
          origins: [.declared], addresses: proxy.host.addresses))
    }
    return list
  }

  private func add(
    _ requirement: Requirement, for use: AllowList.Use, of deployment: Deployment, before proxy: Proxy?,
    to list: inout AllowList
  ) {
    let role = requirement.role
    let template = templates[role]
    let title = template?.title ?? role.rawValue
    switch endpoints(of: role, variant: requirement.variant, in: deployment) {
    case .unknown(.notDeclared(let path)):
      // What is inside the cluster's own subnets needs no addresses of its own.
      guard role != .routerPeers, role != .modelPods else { return }
      list.add(AllowList.Gap("\(title): \(path) is not declared"))
    case .unknown(.notKnownBeforehand(let pattern)):
      guard let domain = DomainName(String(pattern.dropFirst(2))), let template else { return }
      list.add(
        AllowList.Entry(
          target: .pattern(domain: domain), port: template.port, transport: AllowList.Transport(template.transport),
          title: title, role: role, uses: [use],
          origins: [.documented(sources: sources(of: template, host: pattern, in: deployment.cloud))],
          serviceTag: serviceTag(of: role, in: deployment),
          proxy: proxy.flatMap { $0.excepts(.pattern(domain: domain)) ? nil : $0.hostAndPort }))
    case .unknown: break
    case .known(let endpoints):
      // A name that is only looked up, and this machine's own neighbor, need no rule.
      for endpoint in endpoints
      where endpoint.port != 0 && !endpoint.host.isLinkLocal && requirement.expectation.applies(to: endpoint) {
        // Where no public document says how a host of Microsoft's answers, it is only connected to; clients speak HTTPS.
        let isHTTPS = template?.isMicrosoft == true && template?.transport == .tcp && template?.port == 443
        let transport = isHTTPS ? AllowList.Transport.https : AllowList.Transport(endpoint.transport)
        let isDirect =
          !endpoint.transport.mayUseProxy || transport == .tcp || use.consumer == .client
          || proxy?.excepts(endpoint.host) ?? true
        list.add(
          AllowList.Entry(
            target: .host(endpoint.host), port: endpoint.port, transport: transport,
            title: role == .dependency ? endpoint.variant ?? title : title, role: role, uses: [use],
            origins: [origin(of: endpoint, in: deployment)], serviceTag: serviceTag(of: role, in: deployment),
            isPrivate: deployment.declaredAddressKind(of: endpoint).map { $0 == .private },
            addresses: endpoint.host.addresses, proxy: isDirect ? nil : proxy?.hostAndPort))
      }
    }
  }

  private func add(_ rule: EgressRule, of deployment: Deployment, before proxy: Proxy?, to list: inout AllowList) {
    let use = AllowList.Use(
      id: "egress/\(rule.id)", phase: rule.phase, consumer: rule.consumer, need: rule.need, reason: rule.without)
    var tag = rule.role.flatMap { serviceTag(of: $0, in: deployment) }
    var origin = AllowList.Origin.documented(sources: rule.sources)
    let targets: [AllowList.Target]
    var port = rule.port
    switch rule.destination {
    case .host(let template):
      switch deployment.fill(template) {
      case .missing(let path):
        list.add(AllowList.Gap("\(rule.title): \(path) is not declared"))
        return
      case .text(let text):
        let domain = text.hasPrefix("*.") ? String(text.dropFirst(2)) : text
        guard let name = DomainName(domain) else { return }
        targets = [text.hasPrefix("*.") ? .pattern(domain: name) : .host(.name(name))]
      }
    case .apiServer:
      // That it is not declared is said where it is probed.
      targets = deployment.cluster.apiServer?.host.map { [.host($0)] } ?? []
      port = deployment.cluster.apiServer?.port ?? port
      origin = .declared
    case .nameservers:
      targets = deployment.network.dnsServers.map { .host(.address($0)) }
      tag = nil
      origin = .declared
    case .clusterRanges:
      targets = list.ranges.map { .range($0) }
      origin = .declared
    case .serviceTag(let name):
      tag = regional(name, in: deployment)
      targets = tag.map { [.serviceTag($0)] } ?? []
    }
    for target in targets {
      var addresses: [IPAddress] = []
      if case .host(let host) = target { addresses = host.addresses }
      let isProxied = (rule.transport == .https || rule.transport == .http) && proxy?.excepts(target) == false
      list.add(
        AllowList.Entry(
          target: target, port: port, transport: rule.transport, title: rule.title, role: rule.role, uses: [use],
          origins: [origin], serviceTag: tag, addresses: addresses, proxy: isProxied ? proxy?.hostAndPort : nil))
    }
  }

  private func origin(of endpoint: Endpoint, in deployment: Deployment) -> AllowList.Origin {
    guard let template = templates[endpoint.role] else { return .declared }
    let hosts = template.hosts.filter { $0.cloud == deployment.cloud && $0.variant == endpoint.variant }
    guard let host = hosts.first, deployment.fill(host.host) == .text(endpoint.host.description) else {
      return .declared
    }
    if !host.host.contains("{") { return .documented(sources: host.sources) }
    // A name that is nothing but a declared value follows no rule.
    return host.host.hasPrefix("{") && host.host.hasSuffix("}") ? .declared : .derived(template: host.host)
  }

  private func sources(of template: EndpointTemplate, host: String, in cloud: Cloud) -> [Source.ID] {
    template.hosts.first { $0.cloud == cloud && $0.host == host }?.sources ?? []
  }

  /// The tag for the role's addresses in this cloud, with the deployment's region where the tag takes one.
  private func serviceTag(of role: EndpointRole, in deployment: Deployment) -> String? {
    templates[role]?.serviceTag.flatMap { regional($0, in: deployment) }
  }

  private func regional(_ name: String, in deployment: Deployment) -> String? {
    guard let tag = catalog.serviceTags.first(where: { $0.name == name }), tag.clouds.contains(deployment.cloud)
    else { return nil }
    // Before AzureCloud a region is what keeps the rule from allowing all of Azure.
    let region = name == "AzureCloud" ? deployment.cluster.region : deployment.workspace.region
    guard tag.isRegional, let region = region ?? deployment.cluster.region ?? deployment.workspace.region else {
      return name
    }
    return "\(name).\(catalog.regions.first { $0.name == region }?.serviceTag ?? region)"
  }
}

extension AllowList.Transport {
  init(_ transport: Endpoint.Transport) {
    self =
      switch transport {
      case .tcp: .tcp
      case .tls: .tls
      case .http: .http
      case .https: .https
      case .ntp: .udp
      }
  }
}

extension Host {
  /// Whether it is an address that no router passes on (RFC 3927, RFC 4291 section 2.5.6).
  fileprivate var isLinkLocal: Bool {
    if case .address(let address) = self { address.isLinkLocal } else { false }
  }

  /// The address, if it is one.
  fileprivate var addresses: [IPAddress] {
    if case .address(let address) = self { [address] } else { [] }
  }
}

extension Proxy {
  /// Whether clients go to the target directly; a pattern is asked for as its domain.
  fileprivate func excepts(_ target: AllowList.Target) -> Bool {
    switch target {
    case .host(let host): excepts(host)
    case .pattern(let domain): excepts(.name(domain))
    case .range, .serviceTag: true
    }
  }
}
