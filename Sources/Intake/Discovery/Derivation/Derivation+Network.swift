import Model

extension Derivation {
  mutating func network() {
    for cluster in inventory.clusters { network(of: cluster) }
    if let network = inventory.network {
      state("network.vnet.addressSpace", \.network.vnetAddressSpace, ranges(network.addressPrefixes))
      state("network.vnet.peered", \.network.peeredAddressSpaces, ranges(network.peeredPrefixes))
      var servers: [Sourced<IPAddress>] = []
      for server in network.dnsServers {
        if let address = address(server) { servers.append(address) }
      }
      state("network.vnet.dnsServers", \.network.dnsServers, servers)
    } else {
      for network in inventory.networks {
        guard let name = network.name else { continue }
        note("the cluster does not lie in the virtual network \(name.value.quoted): it is not used", at: name.place)
      }
    }
    subnets()
  }

  private mutating func network(of cluster: ManagedCluster) {
    state("network.model", \.network.model, model(of: cluster))
    state("network.policy", \.network.policy, choice(cluster.networkPolicy))
    state("network.podCIDR", \.network.podCIDRs, ranges(cluster.podCIDRs))
    state("network.serviceCIDR", \.network.serviceCIDRs, ranges(cluster.serviceCIDRs))
    state("network.dnsServiceIP", \.network.dnsServiceIP, address(cluster.dnsServiceIP))
    state("network.dockerBridgeCIDR", \.network.dockerBridgeCIDR, range(cluster.dockerBridgeCIDR))
    state("network.outboundType", \.network.outboundType, choice(cluster.outboundType))
    state("network.loadBalancerSKU", \.network.loadBalancerSKU, choice(cluster.loadBalancerSKU))
    let ids = Set(cluster.outboundAddresses.map(\.value))
    let known = inventory.publicAddresses.filter { address in address.id.map { ids.contains($0.value) } == true }
    // Some of several addresses are no answer.
    guard !ids.isEmpty, Set(known.compactMap { $0.id?.value }) == ids else { return }
    let addresses = ranges(known.compactMap(\.address))
    guard let first = addresses.first, addresses.count >= ids.count else { return }
    state(
      "network.egressAddresses", \.network.egressAddresses,
      Sourced(addresses.map(\.value).sorted { $0.description < $1.description }, at: first.place)
    ) { $0.map(\.description).joined(separator: ", ") }
  }

  private mutating func model(of cluster: ManagedCluster) -> Sourced<Deployment.Network.Model>? {
    guard let plugin = cluster.networkPlugin, !cluster.isNetworkModelUnknown else { return nil }
    switch plugin.value.lowercased() {
    case "kubenet": return plugin.map { _ in .kubenet }
    case "none": return plugin.map { _ in Deployment.Network.Model.none }
    case "azure":
      if let mode = cluster.networkPluginMode, mode.value.lowercased() == "overlay" {
        return mode.map { _ in .azureCNIOverlay }
      }
      if let subnet = (cluster.pools + inventory.pools).lazy.compactMap(\.hasPodSubnet).first {
        return subnet.map { _ in .azureCNIPodSubnet }
      }
      return plugin.map { _ in .azureCNI }
    default:
      note("\(plugin.value.quoted) is no network plugin that is known: it is not used", at: plugin.place)
      return nil
    }
  }

  /// The nodes' subnet and the pods'. Without a cluster, the only subnet there is.
  private mutating func subnets() {
    let pools = inventory.clusters.flatMap(\.pools) + inventory.pools
    var subnet: Subnet?
    if let id = pools.lazy.compactMap(\.vnetSubnet).first?.value {
      subnet = inventory.subnet(id)
    } else if inventory.clusters.isEmpty {
      let all = inventory.subnets + (inventory.network?.subnets ?? [])
      subnet = all.count == 1 ? all[0] : nil
    } else {
      // The network that AKS made has one subnet.
      subnet = inventory.network.flatMap { $0.subnets.count == 1 ? $0.subnets[0] : nil }
    }
    if let subnet { self.subnet(subnet) }
    if let id = pools.lazy.compactMap(\.podSubnet).first?.value {
      state("network.podSubnet.prefix", \.network.podSubnet, prefix(of: id))
    }
  }

  private mutating func subnet(_ subnet: Subnet) {
    let ipv4 = ranges(subnet.prefixes).first { $0.value.address.family == .ipv4 }
    state("network.subnet.prefix", \.network.subnet, ipv4 ?? range(subnet.prefixes.first))
    if let table = subnet.routeTable { routeTable(table) }
    if !subnet.delegations.isEmpty, let place = subnet.delegations.first?.place {
      let path = "network.subnet.delegations"
      state(path, \.network.delegations, Sourced(subnet.delegations.map(\.value), at: place)) {
        $0.joined(separator: ", ")
      }
    }
    guard let configurations = subnet.ipConfigurations else { return }
    // The cluster's own nodes are counted by their pools.
    let own = inventory.clusters.compactMap { $0.nodeResourceGroup?.value.lowercased() }
    if own.isEmpty, !inventory.clusters.isEmpty { return }
    let others = configurations.value.filter { id in
      ResourceID(id)?.resourceGroup.map { own.contains($0.lowercased()) } != true
    }
    state("network.subnet.otherAddresses", \.network.otherAddresses, configurations.map { _ in others.count })
  }

  private mutating func routeTable(_ id: Sourced<ResourceID?>) {
    let path = "network.subnet.routeTable"
    guard let table = id.value else {
      state(path, \.network.routeTable, id.map { _ in SubnetRouteTable.absent }) { _ in "none" }
      return
    }
    var declared = RouteTable()
    declared.name = table.name
    var place = id.place
    if let known = inventory.routeTables.first(where: { $0.id?.value == table }) {
      declared.routes = known.routes.map { route in
        var declared = RouteTable.Route()
        declared.prefix = range(route.prefix)?.value
        declared.nextHop = choice(route.nextHop)?.value
        declared.address = route.address?.value.isEmpty == false ? address(route.address)?.value : nil
        return declared
      }
      place = known.place
    }
    state(path, \.network.routeTable, Sourced(.associated(table: declared), at: place)) { _ in table.name }
  }
}
