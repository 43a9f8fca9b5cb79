import Model

/// A workspace of Azure Machine Learning (`Microsoft.MachineLearningServices/workspaces`).
struct Workspace: Sendable {
  var id: Sourced<ResourceID>?
  var name: Sourced<String>?
  var region: Sourced<String>?
  var kind: Sourced<String>?
  var storageAccount: Sourced<ResourceID>?
  var containerRegistry: Sourced<ResourceID>?
  var keyVault: Sourced<ResourceID>?
  var applicationInsights: Sourced<ResourceID>?
  var discoveryHost: Sourced<String>?
  var mlflowHost: Sourced<String>?
  var notebookHost: Sourced<String>?
  var workspaceID: Sourced<String>?
  var publicNetworkAccess: Sourced<String>?
  var isHighBusinessImpact: Sourced<Bool>?
  var privateLinkCount: Sourced<Int>?
  var privateEndpoints: Sourced<Int>?
  var isolationMode: Sourced<String>?
  var provisioningState: Sourced<String>?
  var identity: Sourced<String>?
}

/// A compute target of a workspace (`…/workspaces/computes`): the cluster as Azure Machine Learning sees it.
struct MachineLearningCompute: Sendable {
  var name: Sourced<String>?
  var computeType: Sourced<String>?
  var cluster: Sourced<ResourceID>?
  var clusterHost: Sourced<String>?
  var agentCount: Sourced<Int>?
  var agentVMSize: Sourced<String>?
  var clusterPurpose: Sourced<String>?
  var loadBalancerType: Sourced<String>?
  var tlsStatus: Sourced<String>?
  var tlsHost: Sourced<String>?
  var leafDomainLabel: Sourced<String>?
  var serviceCIDR: Sourced<String>?
  var dnsServiceIP: Sourced<String>?
  var dockerBridgeCIDR: Sourced<String>?
  var namespace: Sourced<String>?
}

extension ResourceReading {
  mutating func workspace(_ cursor: Cursor) -> Workspace {
    Workspace(
      id: identifier(cursor["id"]), name: text(cursor["name"]), region: region(cursor["location"]),
      kind: text(cursor["kind"]), storageAccount: identifier(cursor.property("storageAccount")),
      containerRegistry: identifier(cursor.property("containerRegistry")),
      keyVault: identifier(cursor.property("keyVault")),
      applicationInsights: identifier(cursor.property("applicationInsights")),
      discoveryHost: host(cursor.property("discoveryUrl")),
      mlflowHost: host(cursor.property("mlFlowTrackingUri")),
      notebookHost: text(object(cursor.property("notebookInfo"))?["fqdn"]),
      workspaceID: text(cursor.property("workspaceId")),
      publicNetworkAccess: text(cursor.property("publicNetworkAccess")),
      isHighBusinessImpact: boolean(cursor.property("hbiWorkspace")),
      privateLinkCount: integer(cursor.property("privateLinkCount")), privateEndpoints: privateEndpoints(cursor),
      isolationMode: text(object(cursor.property("managedNetwork"))?["isolationMode"]),
      provisioningState: text(cursor.property("provisioningState")), identity: text(object(cursor["identity"])?["type"])
    )
  }

  mutating func machineLearningCompute(_ cursor: Cursor) -> MachineLearningCompute {
    // The compute's own properties lie within the resource's: `properties.properties`.
    let outer = cursor["properties"] ?? cursor
    let inner = object(outer["properties"])
    let tls = object(inner?["sslConfiguration"])
    let network = object(inner?["aksNetworkingConfiguration"])
    let type = text(outer["computeType"]) ?? text(cursor["type"]).flatMap { $0.value.contains("/") ? nil : $0 }
    return MachineLearningCompute(
      name: text(cursor["name"]), computeType: type, cluster: identifier(outer["resourceId"]),
      clusterHost: text(inner?["clusterFqdn"]), agentCount: integer(inner?["agentCount"]),
      agentVMSize: text(inner?["agentVmSize"]), clusterPurpose: text(inner?["clusterPurpose"]),
      loadBalancerType: text(inner?["loadBalancerType"]), tlsStatus: text(tls?["status"]), tlsHost: text(tls?["cname"]),
      leafDomainLabel: text(tls?["leafDomainLabel"]), serviceCIDR: text(network?["serviceCidr"]),
      dnsServiceIP: text(network?["dnsServiceIP"]), dockerBridgeCIDR: text(network?["dockerBridgeCidr"]),
      namespace: text(inner?["namespace"] ?? outer["namespace"]))
  }
}
