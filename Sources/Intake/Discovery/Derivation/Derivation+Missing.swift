import Model

extension Derivation {
  /// For each value worth having that no document gave: the command that would give it, with the names that are known.
  mutating func findMissing() {
    clusterIsMissing()
    networkIsMissing()
    storesAreMissing()
    for (path, reason) in excluded where missing[path] == nil { missing[path] = reason }
    let names = [
      "services": "what is to be deployed: [{name: …, authentication: …, replicas: …}]",
      "scoring.host": "the name of the router: kubectl get services --all-namespaces -o json",
    ]
    for (path, how) in names { want(path, how) }
  }

  private mutating func want(_ path: String, _ how: String) {
    if deployment.origins[path] == nil, missing[path] == nil { missing[path] = how }
  }

  private mutating func clusterIsMissing() {
    let cluster = inventory.clusters.first
    let id = cluster?.id?.value ?? inventory.computes.lazy.compactMap { $0.cluster?.value }.first
    let name = deployment.cluster.name.map(Self.argument) ?? "CLUSTER"
    let group = id?.resourceGroup.map(Self.argument) ?? "RESOURCE_GROUP"
    let show = "az aks show -g \(group) -n \(name) -o json"
    for key in [
      "name", "region", "kubernetesVersion", "apiServer.host", "apiServer.private", "apiServer.authorizedIPRanges",
      "nodePools",
    ] where cluster == nil {
      let isThere = key == "nodePools" && !deployment.cluster.nodePools.isEmpty
      if !isThere { want("cluster.\(key)", show) }
    }
    let workspace = deployment.workspace.name.map(Self.argument) ?? "WORKSPACE"
    let place = inventory.workspaces.first?.id?.value.resourceGroup.map(Self.argument) ?? "RESOURCE_GROUP"
    want("cluster.purpose", "az ml compute list -g \(place) -w \(workspace) -o json")
    for key in ["model", "serviceCIDR", "dnsServiceIP", "outboundType"] where cluster == nil {
      want("network.\(key)", show)
    }
    if deployment.network.model == .kubenet || deployment.network.model == .azureCNIOverlay {
      want("network.podCIDR", show)
    }
  }

  private mutating func networkIsMissing() {
    let pools = inventory.clusters.flatMap(\.pools) + inventory.pools
    var show = "az network vnet show -g RESOURCE_GROUP -n VNET -o json"
    if let subnet = pools.lazy.compactMap(\.vnetSubnet).first?.value {
      show = "az network vnet show --ids \(Self.argument(subnet.parent)) -o json"
    } else if let group = inventory.clusters.first?.nodeResourceGroup?.value {
      show = "az network vnet list -g \(Self.argument(group)) -o json"
    }
    if inventory.network == nil {
      for key in ["vnet.addressSpace", "vnet.peered", "vnet.dnsServers"] { want("network.\(key)", show) }
    }
    want("network.subnet.prefix", show)
    want("network.subnet.routeTable", show)
    if deployment.network.subnet != nil { want("network.subnet.otherAddresses", show) }
    if case .associated(let table)? = deployment.network.routeTable, table.routes == nil {
      let name = table.name.map(Self.argument) ?? "TABLE"
      missing["network.subnet.routeTable.routes"] = "az network route-table show -g RESOURCE_GROUP -n \(name) -o json"
    }
    if let pod = pools.lazy.compactMap(\.podSubnet).first?.value {
      want("network.podSubnet.prefix", "az network vnet show --ids \(Self.argument(pod.parent)) -o json")
    }
    let ids = inventory.clusters.first?.outboundAddresses.map { Self.argument($0.value.text) } ?? []
    if !ids.isEmpty {
      want("network.egressAddresses", "az network public-ip show --ids \(ids.joined(separator: " ")) -o json")
    }
    want(
      "network.privateEndpoints",
      "the roles that must answer with private addresses, or []: az network private-endpoint list -o json")
  }

  private mutating func storesAreMissing() {
    let workspace = inventory.workspaces.first
    if workspace == nil {
      for key in ["name", "region", "id"] {
        want("workspace.\(key)", "az ml workspace show -g RESOURCE_GROUP -n WORKSPACE -o json")
      }
    }
    let registry = deployment.registry.name.map(Self.argument) ?? "REGISTRY"
    if inventory.registries.isEmpty {
      want("registry.name", "az acr show -n \(registry) -o json")
      want("registry.dedicatedDataEndpoint", "az acr show -n \(registry) -o json")
    }
    want("registry.image", "an image in it, such as models/iris:3: pulling it proves the whole path")
    let account = deployment.storage.account.map(Self.argument) ?? "ACCOUNT"
    if inventory.accounts.isEmpty { want("storage.account", "az storage account show -n \(account) -o json") }
  }

  /// A word of a command, in quotes where a shell needs them.
  private static func argument(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-_./:".contains(Character(scalar)))
    }
    return isPlain && !text.hasPrefix("-") && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
