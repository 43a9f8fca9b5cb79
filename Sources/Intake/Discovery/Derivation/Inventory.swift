import Model

/// Resources by kind, of which each kind that a deployment has once is only one resource, perhaps in several documents.
struct Inventory: Sendable {
  var clusters: [ManagedCluster] = []
  var pools: [AgentPool] = []
  var registries: [Registry] = []
  var accounts: [StorageAccount] = []
  var workspaces: [Workspace] = []
  var computes: [MachineLearningCompute] = []
  var networks: [VirtualNetwork] = []
  var subnets: [Subnet] = []
  var routeTables: [RouteTableResource] = []
  var publicAddresses: [PublicIPAddress] = []
  var privateEndpoints: [PrivateEndpoint] = []
  var extensions: [Sourced<String>] = []
  var kubeconfigs: [Kubeconfig] = []
  /// The one that the user named as such, which wins over documents.
  var chosenKubeconfig: Kubeconfig?
  var nodes: [KubernetesNode] = []
  var pods: [KubernetesPod] = []
  var services: [KubernetesService] = []
  private(set) var problems: [Problem] = []

  init(_ resources: [Resource], kubeconfig: Kubeconfig? = nil) {
    chosenKubeconfig = kubeconfig
    for resource in resources { add(resource) }
    chooseOne()
  }

  private mutating func add(_ resource: Resource) {
    switch resource {
    case .managedCluster(let cluster): clusters.append(cluster)
    case .agentPool(let pool): pools.append(pool)
    case .registry(let registry): registries.append(registry)
    case .storageAccount(let account): accounts.append(account)
    case .workspace(let workspace): workspaces.append(workspace)
    case .compute(let compute): computes.append(compute)
    case .virtualNetwork(let network): networks.append(network)
    case .subnet(let subnet): subnets.append(subnet)
    case .routeTable(let table): routeTables.append(table)
    case .publicIPAddress(let address): publicAddresses.append(address)
    case .privateEndpoint(let endpoint): privateEndpoints.append(endpoint)
    case .clusterExtension(let type): extensions.append(type)
    case .kubeconfig(let config): kubeconfigs.append(config)
    case .node(let node): nodes.append(node)
    case .pod(let pod): pods.append(pod)
    case .service(let service): services.append(service)
    case .kubernetesDeployment, .autoscaler, .configMap, .other: break
    }
  }

  /// Where documents describe several clusters or stores, the one that another document refers to.
  private mutating func chooseOne() {
    let hosts = ([chosenKubeconfig].compactMap { $0 } + kubeconfigs).compactMap { $0.host?.value }
    let attached = Set(computes.compactMap { $0.cluster?.value })
    clusters = only(clusters, "clusters", \.id, \.name) { cluster in
      attached.contains { cluster.id?.value == $0 }
        || [cluster.fqdn, cluster.privateFQDN].contains { $0.map { hosts.contains($0.value.lowercased()) } == true }
    }
    workspaces = only(workspaces, "workspaces", \.id, \.name) { _ in false }
    let registry = Set(workspaces.compactMap { $0.containerRegistry?.value })
    registries = only(registries, "registries", \.id, \.name) { item in
      registry.contains { item.id?.value == $0 }
    }
    let account = Set(workspaces.compactMap { $0.storageAccount?.value })
    accounts = only(accounts, "storage accounts", \.id, \.name) { item in
      account.contains { item.id?.value == $0 }
    }
    if let id = clusters.first?.id?.value {
      pools.removeAll { pool in pool.id.flatMap { ResourceID($0.value.parent) }.map { $0 != id } == true }
    }
  }

  /// The documents of one resource: of the only one, else of the one that is referred to. Some documents have lost the
  /// identifier: then the name decides.
  private mutating func only<Item>(
    _ items: [Item], _ kind: String, _ id: KeyPath<Item, Sourced<ResourceID>?>, _ name: KeyPath<Item, Sourced<String>?>,
    where isReferredTo: (Item) -> Bool
  ) -> [Item] {
    func label(_ item: Item) -> String {
      item[keyPath: name]?.value ?? item[keyPath: id]?.value.name ?? "one without a name"
    }
    func isOne(_ items: [Item]) -> Bool {
      Set(items.compactMap { item in item[keyPath: id]?.value }).count <= 1
        && Set(items.map { item in label(item).lowercased() }).count <= 1
    }
    if isOne(items) { return items }
    let chosen = items.filter(isReferredTo)
    if !chosen.isEmpty, isOne(chosen) { return chosen }
    let names = Array(Set(items.map(label))).sorted()
    var place = items.compactMap { item in item[keyPath: name]?.place }.dropFirst().first
    place?.pointer = nil
    problems.append(
      Problem(
        place: place,
        message: "the documents describe several \(kind): \(names.prefix(10).map(\.quoted).joined(separator: ", "))",
        expected: "the documents of one deployment"))
    return []
  }

  // MARK: - Networks

  /// The subnet of that identifier, in a document of its own or of its network.
  func subnet(_ id: ResourceID) -> Subnet? {
    (subnets + networks.flatMap(\.subnets)).first { $0.id?.value == id }
      ?? networks.first { $0.id?.value == ResourceID(id.parent) }?.subnets.first {
        $0.name?.value.lowercased() == id.name.lowercased()
      }
  }

  /// The cluster's network: the one that its nodes' subnets lie in, else the one that AKS made for it. Without a cluster,
  /// the only one there is.
  var network: VirtualNetwork? {
    guard let cluster = clusters.first else { return networks.count == 1 ? networks[0] : nil }
    let subnets = (cluster.pools + pools).compactMap { $0.vnetSubnet?.value }
    if let subnet = subnets.first { return networks.first { $0.id?.value == ResourceID(subnet.parent) } }
    guard let group = cluster.nodeResourceGroup?.value.lowercased() else { return nil }
    return networks.first { $0.id?.value.resourceGroup?.lowercased() == group }
  }
}
