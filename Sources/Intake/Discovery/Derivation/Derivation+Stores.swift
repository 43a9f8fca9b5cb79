import Model

extension Derivation {
  mutating func workspaceAndStores() {
    for workspace in inventory.workspaces { self.workspace(workspace) }
    for registry in inventory.registries { self.registry(registry) }
    for account in inventory.accounts { storage(account) }
  }

  private mutating func workspace(_ workspace: Workspace) {
    state("workspace.name", \.workspace.name, workspace.name)
    state("workspace.region", \.workspace.region, workspace.region)
    state("workspace.id", \.workspace.id, workspace.workspaceID?.map { $0.lowercased() })
    if let count = workspace.privateEndpoints, count.value > 0 {
      state("workspace.privateEndpoint", \.workspace.privateEndpoint, count.map { _ in true })
    } else if let access = workspace.publicNetworkAccess, access.value.lowercased() == "enabled",
      workspace.privateLinkCount?.value == 0 || workspace.privateEndpoints != nil
    {
      state("workspace.privateEndpoint", \.workspace.privateEndpoint, access.map { _ in false })
    }
    // The regional host and its older form follow from the region.
    if let host = domain(workspace.discoveryHost), let region = workspace.region?.value {
      let text = host.value.text
      let isRegional = ["api.azureml.ms", "api.ml.azure.us", "api.ml.azure.cn", "experiments.azureml.net"].contains {
        text == "\(region).\($0)"
      }
      if !isRegional { state("workspace.discoveryHost", \.workspace.discoveryHost, host) }
    }
    if inventory.registries.isEmpty {
      state("registry.name", \.registry.name, workspace.containerRegistry?.map(\.name))
    }
    if inventory.accounts.isEmpty {
      state("storage.account", \.storage.account, workspace.storageAccount?.map { $0.name.lowercased() })
    }
  }

  private mutating func registry(_ registry: Registry) {
    state("registry.name", \.registry.name, registry.name)
    state("registry.dedicatedDataEndpoint", \.registry.dedicatedDataEndpoint, registry.dataEndpointEnabled)
    let name = registry.name?.value.lowercased() ?? ""
    // With a domain name label, a hash follows the name: the host cannot be built from it.
    if let server = domain(registry.loginServer), server.value.labels.first.map(String.init) != name {
      state("registry.loginServer", \.registry.loginServer, server)
    }
    guard registry.dataEndpointEnabled?.value == true else { return }
    var hosts: [Sourced<DomainName>] = []
    for text in registry.dataEndpointHosts {
      if let host = domain(text) { hosts.append(host) }
    }
    let followsRule = hosts.allSatisfy { host in
      let labels = host.value.labels.map(String.init)
      return labels.first == name && labels.dropFirst(2).first == "data"
    }
    if !followsRule { state("registry.dataEndpoints", \.registry.dataEndpoints, hosts) }
  }

  private mutating func storage(_ account: StorageAccount) {
    state("storage.account", \.storage.account, account.name)
    let name = account.name?.value.lowercased() ?? ""
    for (service, keyPath) in [("blob", \Deployment.storage.blobHost), ("table", \Deployment.storage.tableHost)] {
      guard let host = domain(account.primaryHosts[service]) else { continue }
      // Accounts with DNS zone endpoints have a zone in their names (`mystore.z6.blob.storage.azure.net`).
      let followsRule = host.value.labels.prefix(2).map(String.init) == [name, service]
      if !followsRule { state("storage.hosts.\(service)", keyPath, host) }
    }
    // Only accounts with read access to the second region have hosts there.
    if let host = account.secondaryHosts["blob"] ?? account.secondaryHosts["table"] {
      state("storage.secondary", \.storage.secondary, Sourced(true, at: host.place))
    }
  }

  /// Which roles answer with private addresses. Said only if all of them are known: what is not among them is expected to
  /// be public.
  mutating func privateEndpoints() {
    guard let registry = inventory.registries.first, let account = inventory.accounts.first,
      let workspace = inventory.workspaces.first, let inRegistry = registry.privateEndpoints,
      let inAccount = account.privateEndpoints
    else { return }
    var roles: [EndpointRole] = []
    if inRegistry.value > 0 { roles += [.acr, .acrData] }
    if inAccount.value > 0 {
      let groups = inventory.privateEndpoints.filter { $0.target?.value == account.id?.value }.flatMap(\.groups)
      guard groups.count >= inAccount.value else { return }
      let names = Set(groups.map { $0.value.lowercased() })
      if names.contains("blob") { roles.append(.blobStorage) }
      if names.contains("table") { roles.append(.tableStorage) }
    }
    guard let isPrivate = deployment.workspace.privateEndpoint, workspace.name != nil else { return }
    if isPrivate { roles.append(.azureMLAPI) }
    state("network.privateEndpoints", \.network.privateEndpoints, Sourced(roles, at: inRegistry.place)) {
      $0.map(\.rawValue).joined(separator: ", ")
    }
  }

  /// What runs in the cluster: the router, and the cluster's own nameserver.
  mutating func kubernetes() {
    for service in inventory.services {
      if service.name?.value == "kube-dns", service.namespace?.value == "kube-system" {
        state("network.dnsServiceIP", \.network.dnsServiceIP, address(service.clusterIP))
      }
      guard service.name?.value.hasPrefix("azureml-fe") == true, service.type?.value == "LoadBalancer" else { continue }
      if deployment.scoring.host == nil {
        state("scoring.host", \.scoring.host, host(service.loadBalancerAddresses.first))
      }
      if deployment.cluster.router?.address == nil {
        // A load balancer may have a name instead.
        let address = service.loadBalancerAddresses.lazy.compactMap { text in
          IPAddress(text.value).map { Sourced($0, at: text.place) }
        }.first
        state("cluster.router.address", \.cluster.declaredRouter.address, address)
      }
      if let isInternal = service.isInternal {
        state("scoring.internalLoadBalancer", \.scoring.internalLoadBalancer, isInternal)
      }
    }
    for pod in inventory.pods where pod.name?.value.hasPrefix("azureml-fe") == true {
      for container in pod.images where container.image.value.contains("azureml-fe") {
        let image = container.image.map { $0.replacing("mcr.microsoft.com/", with: "", maxReplacements: 1) }
        state("cluster.router.image", \.cluster.declaredRouter.image, image)
      }
    }
  }

  /// The deployment's own name: the cluster's, else that of what else there is.
  mutating func name() {
    let names = [
      ("cluster.name", deployment.cluster.name), ("workspace.name", deployment.workspace.name),
      ("registry.name", deployment.registry.name), ("storage.account", deployment.storage.account),
    ]
    guard excluded["name"] == nil, let found = names.first(where: { $0.1 != nil }), let name = found.1 else { return }
    deployment.name = name
    deployment.origins["name"] = deployment.origins[found.0]
  }
}
