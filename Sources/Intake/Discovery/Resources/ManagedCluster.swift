import Model

/// A cluster (`Microsoft.ContainerService/managedClusters`).
struct ManagedCluster: Sendable {
  /// `httpProxyConfig`.
  struct HTTPProxy: Sendable {
    var http: Sourced<String>?
    var https: Sourced<String>?
    var exceptions: [Sourced<String>] = []
  }

  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var region: Sourced<String>?
  var provisioningState: Sourced<String>?
  var powerState: Sourced<String>?
  var fqdn: Sourced<String>?
  var privateFQDN: Sourced<String>?
  /// `false` where the document says nothing of it: Azure leaves it out of public clusters.
  var isPrivate: Sourced<Bool>?
  var publicFQDNOfPrivate: Sourced<Bool>?
  var privateDNSZone: Sourced<String>?
  var vnetIntegration: Sourced<Bool>?
  /// Empty where the document says nothing of them.
  var authorizedIPRanges: Sourced<[Sourced<String>]>?
  var networkPlugin: Sourced<String>?
  var networkPluginMode: Sourced<String>?
  /// Whether the mode is an expression: then the plugin alone does not say the model.
  var isNetworkModelUnknown: Bool
  var networkPolicy: Sourced<String>?
  var networkDataplane: Sourced<String>?
  var outboundType: Sourced<String>?
  var loadBalancerSKU: Sourced<String>?
  var podCIDRs: [Sourced<String>]
  var serviceCIDRs: [Sourced<String>]
  var dnsServiceIP: Sourced<String>?
  var dockerBridgeCIDR: Sourced<String>?
  /// Of the public addresses that outbound connections come from.
  var outboundAddresses: [Sourced<ResourceID>]
  var pools: [AgentPool]
  var kubernetesVersion: Sourced<String>?
  var currentKubernetesVersion: Sourced<String>?
  var nodeResourceGroup: Sourced<String>?
  var proxy: HTTPProxy?

  /// Where nodes reach the API server. A private cluster without a private name has no zone of its own: its public name
  /// resolves to the private address (AKS, "Create a private cluster", private DNS zone mode `none`).
  var apiServerHost: Sourced<String>? { isPrivate?.value == true ? privateFQDN ?? fqdn : fqdn ?? privateFQDN }

  /// What runs, where an alias (`1.29`) was asked for.
  var version: Sourced<String>? { currentKubernetesVersion ?? kubernetesVersion }
}

extension ResourceReading {
  mutating func managedCluster(_ cursor: Cursor) -> ManagedCluster {
    let network = object(cursor.property("networkProfile"))
    let access = object(cursor.property("apiServerAccessProfile"))
    let privateFQDN = text(cursor.property("privateFQDN"))
    let isAccessUnknown = Self.isUnknown(cursor.property("apiServerAccessProfile"))
    let ranges = access?["authorizedIPRanges"] ?? cursor.property("apiServerAuthorizedIPRanges")
    let areRangesUnknown = isAccessUnknown || Self.isUnknown(ranges)
    var isPrivate = boolean(access?["enablePrivateCluster"]) ?? privateFQDN?.map { _ in true }
    if isPrivate == nil, !isAccessUnknown, !Self.isUnknown(access?["enablePrivateCluster"]) {
      isPrivate = Sourced(false, at: (access ?? cursor).place)
    }
    return ManagedCluster(
      id: identifier(cursor["id"]), name: text(cursor["name"]), region: region(cursor["location"]),
      provisioningState: text(cursor.property("provisioningState")),
      powerState: text(object(cursor.property("powerState"))?["code"]), fqdn: text(cursor.property("fqdn")),
      privateFQDN: privateFQDN,
      isPrivate: isPrivate,
      publicFQDNOfPrivate: boolean(access?["enablePrivateClusterPublicFQDN"]),
      privateDNSZone: text(access?["privateDNSZone"]), vnetIntegration: boolean(access?["enableVnetIntegration"]),
      authorizedIPRanges: areRangesUnknown
        ? nil : Sourced(texts(ranges), at: (ranges ?? access ?? cursor).place),
      networkPlugin: text(network?["networkPlugin"]), networkPluginMode: text(network?["networkPluginMode"]),
      isNetworkModelUnknown: Self.isUnknown(network?["networkPluginMode"]),
      networkPolicy: text(network?["networkPolicy"]), networkDataplane: text(network?["networkDataplane"]),
      outboundType: text(network?["outboundType"]), loadBalancerSKU: text(network?["loadBalancerSku"]),
      podCIDRs: oneOrSeveral(network?["podCidrs"], network?["podCidr"]),
      serviceCIDRs: oneOrSeveral(network?["serviceCidrs"], network?["serviceCidr"]),
      dnsServiceIP: text(network?["dnsServiceIP"]), dockerBridgeCIDR: text(network?["dockerBridgeCidr"]),
      outboundAddresses: outboundAddresses(network), pools: pools(cursor),
      kubernetesVersion: text(cursor.property("kubernetesVersion")),
      currentKubernetesVersion: text(cursor.property("currentKubernetesVersion")),
      nodeResourceGroup: text(cursor.property("nodeResourceGroup")), proxy: proxy(cursor))
  }

  /// The newer list, where it says something, else the older single value.
  private mutating func oneOrSeveral(_ list: Cursor?, _ single: Cursor?) -> [Sourced<String>] {
    let several = texts(list)
    return several.isEmpty ? text(single).map { [$0] } ?? [] : several
  }

  private mutating func outboundAddresses(_ network: Cursor?) -> [Sourced<ResourceID>] {
    var addresses: [Sourced<ResourceID>] = []
    for profile in [network?["loadBalancerProfile"], network?["natGatewayProfile"]] {
      for item in items(object(profile)?["effectiveOutboundIPs"]) {
        if let id = reference(item) { addresses.append(id) }
      }
    }
    return addresses
  }

  private mutating func pools(_ cursor: Cursor) -> [AgentPool] {
    var pools: [AgentPool] = []
    for item in items(cursor.property("agentPoolProfiles")) {
      if let profile = object(item) { pools.append(agentPool(profile)) }
    }
    return pools
  }

  private mutating func proxy(_ cursor: Cursor) -> ManagedCluster.HTTPProxy? {
    guard let proxy = object(cursor.property("httpProxyConfig")) else { return nil }
    let effective = texts(proxy["effectiveNoProxy"])
    return ManagedCluster.HTTPProxy(
      http: text(proxy["httpProxy"]), https: text(proxy["httpsProxy"]),
      exceptions: effective.isEmpty ? texts(proxy["noProxy"]) : effective)
  }
}
