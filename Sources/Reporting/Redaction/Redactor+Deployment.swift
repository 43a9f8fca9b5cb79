internal import Model

extension Redactor {
  /// What the deployment declares. Comes first: its names are then known wherever they stand.
  mutating func deployment(_ old: Deployment) -> Deployment {
    var new = old
    ranges(&new)
    new.name = word(old.name)
    new.workspace.name = word(old.workspace.name)
    new.workspace.id = word(old.workspace.id)
    new.cluster.name = word(old.cluster.name)
    new.registry.name = word(old.registry.name)
    new.storage.account = word(old.storage.account)
    for index in new.cluster.nodePools.indices {
      new.cluster.nodePools[index].name = word(old.cluster.nodePools[index].name)
    }
    if case .own(let resourceID)? = old.cluster.apiServer?.privateDNSZone {
      new.cluster.apiServer?.privateDNSZone = .own(resourceID: self.resourceID(resourceID))
    }
    for index in old.dependencies.indices { new.dependencies[index].name = word(old.dependencies[index].name) }
    if let services = old.services {
      new.services = services.map { service in
        var service = service
        service.name = word(service.name)
        service.namespace = word(service.namespace)
        service.nodePool = word(service.nodePool)
        for index in service.versions.indices { service.versions[index].name = word(service.versions[index].name) }
        return service
      }
    }
    new.credentials.registryUsernameFrom = word(old.credentials.registryUsernameFrom)
    new.credentials.registryPasswordFrom = word(old.credentials.registryPasswordFrom)
    new.credentials.registryEntraTokenFrom = word(old.credentials.registryEntraTokenFrom)
    new.credentials.scoringKeyFrom = word(old.credentials.scoringKeyFrom)
    new.credentials.scoringTokenFrom = word(old.credentials.scoringTokenFrom)
    new.credentials.storageSASFrom = word(old.credentials.storageSASFrom)
    new.credentials.storageTokenFrom = word(old.credentials.storageTokenFrom)
    hosts(&new)
    new.scoring.leafDomainLabel = word(old.scoring.leafDomainLabel)
    new.scoring.path = old.scoring.path.map { path($0) }
    new.storage.blob = old.storage.blob.map { String(path("/" + $0).dropFirst()) }
    new.storage.table = word(old.storage.table)
    for index in old.dependencies.indices {
      new.dependencies[index].path = old.dependencies[index].path.map { path($0) }
    }
    new.registry.image = old.registry.image.map { image($0) }
    new.cluster.router?.image = old.cluster.router?.image.map { image($0) }
    new.origins = old.origins.mapValues { sourcePlace($0) }
    new.contradictions = old.contradictions.map { contradiction in
      Contradiction(
        path: contradiction.path,
        claims: contradiction.claims.map {
          Contradiction.Claim(value: declared($0.value, at: contradiction.path), place: sourcePlace($0.place))
        })
    }
    return new
  }

  /// A pointer can lead through keys that the customer named.
  private mutating func sourcePlace(_ old: SourcePlace) -> SourcePlace {
    SourcePlace(file: file(old.file), line: old.line, column: old.column, pointer: hidesNames ? nil : old.pointer)
  }

  /// A value as a file has it: a name where the path says so, else a range, a host, or text with such in it.
  private mutating func declared(_ value: String, at path: String) -> String {
    if let key = path.split(separator: ".").last, ["name", "account", "id"].contains(key) { return word(value) }
    if let range = IPPrefix(value) { return prefix(range).description }
    return text(value, from: .foreign)
  }

  /// `/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/privateDnsZones/…`: what has a name of the
  /// customer's is every second part, but for the provider's.
  private mutating func resourceID(_ id: String) -> String {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.indices.map { index -> String in
      guard index > 0, index.isMultiple(of: 2), parts[index - 1] != "providers" else { return parts[index] }
      return parts[index].contains(".") ? receivedName(parts[index]) : word(parts[index])
    }.joined(separator: "/")
  }

  /// Ranges before addresses, wide ones first: a network then stays one whose host bits are zero.
  private mutating func ranges(_ deployment: inout Deployment) {
    let network = deployment.network
    let routes = network.routes
    let all: [IPPrefix] =
      network.vnetAddressSpace + network.peeredAddressSpaces + network.podCIDRs + network.serviceCIDRs
      + network.privateRanges + [network.subnet, network.dockerBridgeCIDR].compactMap { $0 }
      + [network.podSubnet].compactMap { $0 } + (network.egressAddresses ?? [])
      + routes.compactMap(\.prefix).filter { $0.length > 0 }
      + deployment.cluster.nodePools.compactMap(\.subnet) + deployment.cluster.nodePools.compactMap(\.podSubnet)
      + (deployment.cluster.apiServer?.authorizedIPRanges ?? [])
    for range in network.serviceCIDRs { keepEnds(of: range) }
    for range in all.sorted(by: { $0.length < $1.length }) {
      if let whole = IPPrefix(address: range.network, length: range.length) { _ = prefix(whole) }
    }
    func each(_ ranges: [IPPrefix], _ redactor: inout Redactor) -> [IPPrefix] { ranges.map { redactor.prefix($0) } }
    deployment.network.vnetAddressSpace = each(network.vnetAddressSpace, &self)
    deployment.network.peeredAddressSpaces = each(network.peeredAddressSpaces, &self)
    deployment.network.podCIDRs = each(network.podCIDRs, &self)
    deployment.network.serviceCIDRs = each(network.serviceCIDRs, &self)
    deployment.network.privateRanges = each(network.privateRanges, &self)
    deployment.network.subnet = network.subnet.map { prefix($0) }
    deployment.network.podSubnet = network.podSubnet.map { prefix($0) }
    deployment.network.egressAddresses = network.egressAddresses.map { each($0, &self) }
    if case .associated(var table)? = network.routeTable {
      table.name = word(table.name)
      table.routes = table.routes.map { routes in
        routes.map { route in
          var route = route
          route.prefix = route.prefix.map { $0.length == 0 ? $0 : prefix($0) }
          route.address = route.address.map { address($0) }
          return route
        }
      }
      deployment.network.routeTable = .associated(table: table)
    }
    deployment.network.dockerBridgeCIDR = network.dockerBridgeCIDR.map { prefix($0) }
    for index in deployment.cluster.nodePools.indices {
      deployment.cluster.nodePools[index].subnet = deployment.cluster.nodePools[index].subnet.map { prefix($0) }
      deployment.cluster.nodePools[index].podSubnet = deployment.cluster.nodePools[index].podSubnet.map { prefix($0) }
    }
    let authorized = deployment.cluster.apiServer?.authorizedIPRanges
    deployment.cluster.apiServer?.authorizedIPRanges = authorized.map { each($0, &self) }
    deployment.network.dnsServiceIP = network.dnsServiceIP.map { address($0) }
    deployment.network.dnsServers = network.dnsServers.map { address($0) }
  }

  private mutating func hosts(_ deployment: inout Deployment) {
    let old = deployment
    deployment.cluster.apiServer?.host = old.cluster.apiServer?.host.map { host($0) }
    deployment.cluster.router?.address = old.cluster.router?.address.map { address($0) }
    deployment.cluster.router?.peers = old.cluster.router?.peers.map { $0.map { place($0) } }
    deployment.cluster.router?.modelPods = old.cluster.router?.modelPods.map { $0.map { place($0) } }
    deployment.workspace.discoveryHost = old.workspace.discoveryHost.map { name($0) }
    deployment.registry.loginServer = old.registry.loginServer.map { name($0) }
    deployment.registry.dataEndpoints = old.registry.dataEndpoints.map { name($0) }
    deployment.storage.blobHost = old.storage.blobHost.map { name($0) }
    deployment.storage.tableHost = old.storage.tableHost.map { name($0) }
    deployment.scoring.host = old.scoring.host.map { host($0) }
    deployment.network.proxy = old.network.proxy.map { proxy($0) }
    for role in old.endpoints.keys.sorted() {
      deployment.endpoints[role]?.host = old.endpoints[role]?.host.map { host($0) }
    }
    for index in old.dependencies.indices {
      deployment.dependencies[index].host = host(old.dependencies[index].host)
    }
  }

  mutating func proxy(_ old: Proxy) -> Proxy {
    Proxy(host: host(old.host), port: old.port, exceptions: old.exceptions.map { exception($0) })
  }

  /// `.svc`, `10.0.0.0/8`, `*.corp`.
  private mutating func exception(_ text: String) -> String {
    if let range = IPPrefix(text) { return prefix(range).description }
    return receivedName(text)
  }

  /// An image's repository, each part of it; the tag stays. `azureml/…` is Microsoft's.
  private mutating func image(_ image: String) -> String {
    guard hidesNames, !image.hasPrefix("azureml/"), !image.hasPrefix("mcr.microsoft.com/") else { return image }
    let tag = image.lastIndex(where: { $0 == ":" || $0 == "/" || $0 == "@" }).flatMap { image[$0] == ":" ? $0 : nil }
    let parts = image[..<(tag ?? image.endIndex)].split(separator: "/").map { part -> String in
      part.contains(".") ? receivedName(String(part)) : word(String(part))
    }
    return parts.joined(separator: "/") + (tag.map { image[$0...] } ?? "")
  }

  /// A path of a request. What the customer can name in it is the service (`/api/v1/service/iris/score`).
  mutating func path(_ path: String) -> String {
    text(SecretText.path(path))
  }
}

extension Deployment.Network {
  fileprivate var routes: [RouteTable.Route] {
    if case .associated(let table)? = routeTable { table.routes ?? [] } else { [] }
  }
}
